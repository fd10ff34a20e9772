import type { Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import type { Surroundings } from "../surroundings.ts";
import { scoreOf } from "../weights.ts";
import type { Candidate } from "./candidate.ts";
import type { Source } from "./name.ts";
import { phraseSays } from "./name.ts";

/** What people are told about a field: its label, its help text and the comment at its declaration. */
export function labelSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const says = (text: string | null, source: Source): readonly Candidate[] =>
    text === null || text === "" ? [] : phraseSays(wordsOf(opening(text)), field.type.shape, surroundings, source);
  const told = says(field.label === field.name ? null : field.label, LABEL);
  const mentioned = (text: string | null, source: Source): readonly Candidate[] => {
    const found = says(text, source).filter(({ evidence }) => scoreOf(evidence) > 0);
    if (found.length === 0) return found;
    const verbs = verbsIn(text ?? "");
    return found.filter(({ evidence }) => !verbs.has(evidence[0]?.said?.words ?? ""));
  };
  return [...told, ...mentioned(field.helpText, HELP), ...mentioned(field.comment, COMMENT)];
}

const LABEL: Source = { kind: "label", place: "label", share: 0.9, floor: -Infinity };
/** Prose mentions much in passing: only words that mean data anywhere count. */
const HELP: Source = { kind: "help", place: "help text", share: 0.7, floor: 3.5 };
const COMMENT: Source = { kind: "comment", place: "comment", share: 0.6, floor: 3.5 };

/** Words that would name data if they were no verbs there: "prevent saving without a value" speaks of no savings. */
function verbsIn(text: string): ReadonlySet<string> {
  return new Set([...opening(text).matchAll(VERB)].map(([, verb = ""]) => wordsOf(verb).join(" ")));
}

const VERB = /\b(?:prevents?|avoids?|before|after|when|while|by)\s+(\p{L}+ing)\b/giu;
const MAX_OPENING = 80;

/** The opening words, where the thing itself is named. */
function opening(text: string): string {
  const start = text.slice(0, MAX_OPENING);
  const end = start.search(/[.;:,(\n]/);
  return end < 0 ? start : start.slice(0, end);
}
