import { type Level } from "../../classification/model.ts";
import type { ClassifiedField } from "../../project/model.ts";
import type { Certainty } from "../../project/uses/linkUses.ts";
import type { CheckedFlow, Severity } from "../rule.ts";
import { SEVERITIES } from "../rule.ts";

/** How bad it is that a value can be read by whoever reads logs. Null: nothing to tell. */
export function leakSeverity({ subjects: [subject], certainty }: CheckedFlow): Severity | null {
  const level = subject?.classification.level;
  if (!subject || !level) return null;
  const worst = WORST[level];
  const isLower = certainty === "likely" || !isPlain(subject);
  return worst && isLower ? lower(worst) : worst;
}

/** What a name alone tells is not enough. */
export function isTold(certainty: Certainty): boolean {
  return certainty !== "by name";
}

export function lower(severity: Severity): Severity {
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)]!;
}

const WORST: Readonly<Record<Level, Severity | null>> = {
  public: null,
  internal: "hint",
  confidential: "warning",
  restricted: "error",
};

/** Whoever reads what is hashed, or a token, has not got the value. */
function isPlain({ protection: { kind } }: ClassifiedField): boolean {
  return kind === "none" || kind === "encrypted" || kind === "generated";
}

/** `Customer.email` (an e-mail address, confidential). */
export function tellFields({ subjects }: CheckedFlow): string {
  const told = subjects.slice(0, MOST_FIELDS).map(({ model, field }) => `\`${model}.${field.name}\``);
  const [first] = subjects;
  const level = first?.classification.level;
  const more = subjects.length - told.length;
  const what = subjects.length === 1 && first?.category ? `${first.category.gloss}, ${level}` : level;
  return `${told.join(", ")}${more > 0 ? ` and ${more} more` : ""} (${what})`;
}

const MOST_FIELDS = 3;
