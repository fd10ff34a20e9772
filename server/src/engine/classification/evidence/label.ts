import type { Field } from "../../schema/schema.ts";
import { joined } from "../joined.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { phraseOf } from "../phrase.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate } from "./candidate.ts";
import { phraseSays } from "./name.ts";
import { openingOf } from "./opening.ts";
import type { Source } from "./reason.ts";

/** What people are told about a field: its label, its help text and the comment at its declaration. */
export function labelSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const { name, label, helpText, comment } = field;
  const told = label === null || label === name ? NOTHING : says(label, field, surroundings, LABEL);
  if (helpText === null && comment === "") return told;
  const helping = mentioned(helpText ?? "", field, surroundings, HELP);
  return joined(joined(told, helping), mentioned(comment, field, surroundings, COMMENT));
}

const NOTHING: readonly Candidate[] = [];

function says(text: string, { type }: Field, surroundings: Surroundings, source: Source): readonly Candidate[] {
  return text === "" ? NOTHING : phraseSays(phraseOf(opening(text)), type.shape, surroundings, source);
}

function mentioned(text: string, field: Field, surroundings: Surroundings, source: Source): readonly Candidate[] {
  const found = says(text, field, surroundings, source);
  if (found.length === 0) return found;
  const verbs = verbsIn(text);
  return found.filter(({ said, score }) => score > 0 && !verbs.has(said[0]?.said?.words ?? ""));
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
  return openingOf(text, MAX_OPENING, ".;:,(\n");
}
