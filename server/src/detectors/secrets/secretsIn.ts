import type { KnownSecret, SecretSyntax } from "../../engine/project/secrets/model.ts";
import { knownForms } from "./knownForms.ts";
import { namedSecrets } from "./namedSecrets.ts";

/** Secrets that stand in a text. What data call a secret is a value of the project's own, which only its form can tell to be one. */
export function* secretsIn(text: string, syntax: SecretSyntax): Iterable<KnownSecret> {
  yield* knownForms(text);
  if (syntax !== "data") yield* namedSecrets(text, syntax);
}
