import type { Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate } from "./candidate.ts";
import { scoreOf } from "./candidate.ts";
import { phraseSays } from "./name.ts";

/** What people are told about a field: its label, its help text and the comment at its declaration. */
export function labelSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const shape = field.type.shape;
  return [
    ...phraseSays(wordsOf(head(field.label ?? "")), shape, surroundings, {
      kind: "label",
      subject: "the label",
      share: 0.9,
    }),
    ...weak(
      phraseSays(wordsOf(head(field.helpText ?? "")), shape, surroundings, {
        kind: "help",
        subject: "the help text",
        share: 0.7,
      }),
    ),
    ...weak(
      phraseSays(wordsOf(head(field.comment)), shape, surroundings, {
        kind: "comment",
        subject: "the comment",
        share: 0.6,
      }),
    ),
  ];
}

/** Prose mentions much in passing: only words that mean data anywhere count. */
function weak(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(
    (candidate) => (candidate.evidence[0]?.weight ?? 0) >= PROSE_FLOOR && scoreOf(candidate.evidence) > 0,
  );
}

const PROSE_FLOOR = 2.4;
const OPENING = 80;

/** The opening sentence, where the thing itself is named. */
function head(text: string): string {
  return text.slice(0, OPENING).split(/[.;:,(\n]/, 1)[0] ?? "";
}
