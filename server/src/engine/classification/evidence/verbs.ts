import { wordsOf } from "../lexicon/lexicon.ts";

/** Words that would name data if they were no verbs there: "prevent saving without a value" speaks of no savings. */
export function verbsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(VERB)].map(([, verb = ""]) => wordsOf(verb).join(" ")));
}

const VERB = /\b(?:prevents?|avoids?|before|after|when|while|by)\s+(\p{L}+ing)\b/giu;
