import type { Field } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import { joined } from "../joined.ts";
import { type Phrase, phraseOf } from "../phrase.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate } from "./candidate.ts";
import { phraseSays } from "./name.ts";
import { endingAt, openingOf } from "./opening.ts";
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
  return text === "" ? NOTHING : phraseSays(openingPhraseOf(text), type.shape, surroundings, source);
}

function mentioned(text: string, field: Field, surroundings: Surroundings, source: Source): readonly Candidate[] {
  const found = says(text, field, surroundings, source);
  return found.length === 0 ? found : found.filter(speaksFor);
}

function speaksFor({ score }: Candidate): boolean {
  return score > 0;
}

const LABEL: Source = { kind: "label", place: "label", share: 0.9, floor: -Infinity, isProse: false };
/** Prose mentions much in passing: only words that mean data anywhere count. */
const HELP: Source = { kind: "help", place: "help text", share: 0.7, floor: 3.5, isProse: true };
const COMMENT: Source = { kind: "comment", place: "comment", share: 0.6, floor: 3.5, isProse: true };

const MAX_OPENING = 80;
const OPENING_END = endingAt(".;:,(\n");

/** The opening words, where the thing itself is named: found by the whole text, so that none is cut that is known. */
const openingPhraseOf: (text: string) => Phrase = remembered((text) =>
  phraseOf(openingOf(text, MAX_OPENING, OPENING_END)),
);
