import type { KnownSecret } from "../../engine/project/secrets/model.ts";
import { mayHoldSecrets } from "../../engine/project/secrets/secretFiles.ts";
import { knownForms } from "./knownForms.ts";
import { namedSecrets } from "./namedSecrets.ts";

/** Secrets that stand in a text. What a file of data calls a secret is a value of the project's own, which only its form can tell to be one. */
export function* secretsIn(path: string, text: string): Iterable<KnownSecret> {
  yield* knownForms(text);
  if (path.endsWith(".py") || mayHoldSecrets(path)) yield* namedSecrets(path, text);
}
