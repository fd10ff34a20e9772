import type { Level } from "../../classification/model.ts";
import type { RawCarrier } from "../../schema/rawFlows.ts";
import type { CheckedFlow, FlowSubject, FlowVerdict, Severity } from "../rule.ts";
import { SEVERITIES } from "../rule.ts";

/** How bad it is that whoever reads logs can read a value. Null: nothing to tell. */
export function inLogs({ subjects: [subject], certainty, flow }: CheckedFlow): FlowVerdict | null {
  const worst = subject?.classification.level
    ? worstOf(subject, subject.classification.level, flow.carrier.kind)
    : null;
  if (!subject || !worst) return null;
  const { confidence } = subject.classification;
  // What a name alone tells is too little for most projects.
  if (certainty === "by name" || confidence < LIKELY) {
    return { severity: least(worst, "information"), profile: "strict" };
  }
  return { severity: certainty === "likely" || confidence < SURE || !isPlain(subject) ? lower(worst) : worst };
}

/** Of the field being sensitive: what is said here rests on that. */
const LIKELY = 0.75;
const SURE = 0.85;

/** The same for consoles and messages, which fewer people read, and which are not kept on purpose. */
export function elsewhere(checked: CheckedFlow): FlowVerdict | null {
  const judged = inLogs(checked);
  if (!judged) return null;
  const severity = lower(judged.severity);
  const [subject] = checked.subjects;
  // What is worth a look stays so where a name tells whose field it is: it mostly is.
  const isOnlyLikely =
    checked.certainty === "likely" &&
    subject?.classification.level === "confidential" &&
    subject.classification.confidence >= SURE &&
    isPlain(subject);
  return { ...judged, severity: isOnlyLikely ? judged.severity : severity };
}

function lower(severity: Severity): Severity {
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)]!;
}

function least(severity: Severity, most: Severity): Severity {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(most) ? severity : most;
}

/** Whom somebody signs in as is worth a look where the code writes it by itself: everybody's key would say as much. */
function worstOf({ category }: FlowSubject, level: Level, kind: RawCarrier["kind"]): Severity | null {
  const isSignIn = category?.key === SIGN_IN && (kind === "field" || kind === "key");
  return isSignIn ? "information" : WORST[level];
}

const SIGN_IN = "user.account.username";

const WORST: Readonly<Record<Level, Severity | null>> = {
  public: null,
  internal: "hint",
  confidential: "warning",
  restricted: "error",
};

/** Whoever reads what is hashed, or a token, has not got the value. */
function isPlain({ protection: { kind } }: FlowSubject): boolean {
  return kind === "none" || kind === "encrypted" || kind === "generated";
}

/** `Customer.email` (an e-mail address, confidential). */
export function tellFields({ subjects }: Pick<CheckedFlow, "subjects">): string {
  const told = subjects.slice(0, MOST_FIELDS).map(({ model, field }) => `\`${model}.${field.name}\``);
  const [first] = subjects;
  const level = first?.classification.level ?? "";
  const more = subjects.length - told.length;
  const what = subjects.length === 1 && first?.category ? `${first.category.gloss}, ${level}` : level;
  return `${told.join(", ")}${more > 0 ? ` and ${more} more` : ""} (${what})`;
}

const MOST_FIELDS = 3;

export const CWE_532 = {
  title: "CWE-532: Insertion of Sensitive Information into Log File",
  url: "https://cwe.mitre.org/data/definitions/532.html",
};

export const CWE_209 = {
  title: "CWE-209: Generation of Error Message Containing Sensitive Information",
  url: "https://cwe.mitre.org/data/definitions/209.html",
};
