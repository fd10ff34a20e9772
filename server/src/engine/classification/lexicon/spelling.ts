import { foldPlural } from "../words.ts";

/** Gives each word the form in which the lists have it: one number, one spelling. */
export function spellingOf(spellings: Readonly<Record<string, string>>): (word: string) => string {
  const known = new Map(Object.entries(spellings));
  return (word) => {
    const folded = foldPlural(word);
    return known.get(word) ?? known.get(folded) ?? folded;
  };
}
