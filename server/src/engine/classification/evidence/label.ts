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
  const mentioned = [...says(field.helpText, HELP), ...says(field.comment, COMMENT)];
  return [...told, ...mentioned.filter((candidate) => scoreOf(candidate.evidence) > 0)];
}

const LABEL: Source = { kind: "label", subject: "the label", share: 0.9, floor: -Infinity };
/** Prose mentions much in passing: only words that mean data anywhere count. */
const HELP: Source = { kind: "help", subject: "the help text", share: 0.7, floor: 3.5 };
const COMMENT: Source = { kind: "comment", subject: "the comment", share: 0.6, floor: 3.5 };

const MAX_OPENING = 80;

/** The opening words, where the thing itself is named. */
function opening(text: string): string {
  const start = text.slice(0, MAX_OPENING);
  const end = start.search(/[.;:,(\n]/);
  return end < 0 ? start : start.slice(0, end);
}
