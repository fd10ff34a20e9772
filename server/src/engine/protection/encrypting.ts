import type { Field } from "../schema/schema.ts";
import { remembered } from "../text/remembered.ts";
import data from "./packages.yml";

/** The field's class, or what its call is put into, where their own name says that they encrypt. */
export function encryptingNameOf({ type, wrappers }: Field): string | null {
  return [type.name, ...wrappers.map(({ text }) => text)].find(saysThatItEncrypts) ?? null;
}

export const saysThatItEncrypts: (name: string) => boolean = remembered((name) =>
  (name.match(WORD) ?? []).some((word) => WORDS.has(word.toLowerCase())),
);

const WORDS: ReadonlySet<string> = new Set(data.encrypting.words);
/** Acronyms stay whole: `EmailPGPField` is `Email PGP Field`. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
