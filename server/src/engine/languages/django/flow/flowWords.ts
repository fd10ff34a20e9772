import { snakeCase } from "../../../text/snakeCase.ts";
import type { FlowWordsEntry } from "./flowWords.d.yml.ts";
import entries from "./flowWords.yml";

function namesThat(does: FlowWordsEntry["does"]): ReadonlySet<string> {
  return new Set(entries.filter((entry) => entry.does === does).flatMap(({ names }) => names.split(" ")));
}

export const LOGS = namesThat("logs");
export const MAKES_LOGGER = namesThat("makes a logger");
export const PRINTS = namesThat("prints");
export const ANSWERS = namesThat("answers");
export const PASSES_ON = namesThat("passes on");
export const PASSES_ON_OBJECT = namesThat("passes on its object");
export const GIVES_ALL_FIELDS = namesThat("gives all fields");
export const MAKES_SECRET = namesThat("makes a secret");
/** Decorators and bases, in full. */
export const SHOWS_ITS_FIELDS = namesThat("shows its fields");
export const SECRET_NAMES = namesThat("names a secret");

const TELLS_OF = namesThat("tells of");
const SANITIZERS = namesThat("sanitizes");

/** Whether what a function of this name gives can be shown. */
export function isSanitizer(name: string): boolean {
  return (
    TELLS_OF.has(name) ||
    snakeCase(name)
      .split("_")
      .some((word) => SANITIZERS.has(word))
  );
}

/** Whether something of this name opens a door, whatever it is of. */
export function isSecretName(name: string): boolean {
  const plain = /[a-z]/.test(name) ? snakeCase(name) : name.toLowerCase();
  return [...SECRET_NAMES].some((secret) => plain === secret || plain.endsWith(`_${secret}`));
}
