import type { KnownSecret, SecretSyntax } from "../../engine/project/secrets/model.ts";
import { isGenerated, isMadeUp } from "./madeUp.ts";
import words from "./secretWords.yml";

/** Values that are called a secret and look as if a program had made them. */
export function* namedSecrets(text: string, syntax: SecretSyntax): Iterable<KnownSecret> {
  const isPython = syntax === "python";
  for (const pattern of isPython ? PYTHON : OTHERS) {
    for (const match of text.matchAll(pattern)) {
      const [whole, name = "", value = ""] = match;
      if (!isSecretName(name) || (isPython && TOLD_OF_SETTINGS.test(name))) continue;
      if (isMadeUp(value) || !isGenerated(value) || (isPython && isRemark(text, match.index))) continue;
      const start = match.index + whole.indexOf(name);
      yield { what: null, name, span: { start, end: start + name.length } };
    }
  }
}

/** What Python says behind `#` shows how something looks. */
function isRemark(text: string, at: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
}

const NAME = String.raw`([A-Za-z_][\w-]*)`;

/** `NAME = "…"`, `NAME: str = "…"`, `"name": "…"`, `name="…"`; `get("NAME", "…")`, `config("NAME", default="…")`. */
const PYTHON: readonly RegExp[] = [
  new RegExp(String.raw`\b${NAME}(?::[ \t]*[\w.\[\]| ]+)?["']?\]?[ \t]*[:=][ \t]*["']([^"'\n]+)["']`, "g"),
  new RegExp(String.raw`\([ \t]*["']${NAME}["'],[ \t]*(?:default[ \t]*=[ \t]*)?["']([^"'\n]+)["']`, "g"),
];

/** `NAME=…` and `name: …`, quoted or not, as environment, YAML, JSON, TOML, shell and Dockerfiles have them. */
const OTHERS: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w$.{-])${NAME}["']?[ \t]*[:=][ \t]*["']?([^\s"',;]+)`, "g"),
];

/** Rules about settings tell of these, and know whether the project is deployed with them. */
const TOLD_OF_SETTINGS =
  /^(?:SECRET_KEY|SECRET_KEY_FALLBACKS|FIELD_ENCRYPTION_KEYS?|SALT_KEY|FERNET_KEYS?|CRYPTOGRAPHY_KEY|PGCRYPTO_KEY)$/;

function isSecretName(name: string): boolean {
  const plain = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
  return WANTED.test(plain) && !NONE.test(plain);
}

const WANTED = new RegExp(`(?:^|_)(?:${words.names.wanted.join("|")})s?(?:_|$)`);
const NONE = new RegExp(`(?:^|_)(?:${words.names.others.join("|")})(?:_|$)`);
