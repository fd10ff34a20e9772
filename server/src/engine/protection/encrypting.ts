import type { Field, FieldType } from "../schema/schema.ts";
import { remembered, rememberedOf } from "../text/remembered.ts";
import data from "./packages.yml";

/** The field's class, or what its call is put into, where their own name says that they encrypt. */
export function encryptingNameOf({ type, wrappers }: Field): string | null {
  if (isOfEncryptingClass(type)) return type.name;
  return wrappers.find(({ text }) => saysThatItEncrypts(text))?.text ?? null;
}

const isOfEncryptingClass: (type: FieldType) => boolean = rememberedOf(({ name }) => saysThatItEncrypts(name));

/** Of a dotted name the last part: what lies in a module called `encrypted` need not encrypt. */
export const saysThatItEncrypts: (name: string) => boolean = remembered((name) => {
  const words = (name.slice(name.lastIndexOf(".") + 1).match(WORD) ?? []).map((word) => word.toLowerCase());
  return words.some((_, index) => !DENIALS.has(words[index - 1] ?? "") && PHRASES.some(startsAt(words, index)));
});

function startsAt(words: readonly string[], index: number): (phrase: readonly string[]) => boolean {
  return (phrase) => phrase.every((word, at) => words[index + at] === word);
}

const PHRASES = data.encrypting.phrases;
/** `NotEncryptedCharField`, `DeEncryptCharField` */
const DENIALS: ReadonlySet<string> = new Set(data.encrypting.denials);
/** Acronyms stay whole: `PIIEncryptedField` is `PII Encrypted Field`. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
