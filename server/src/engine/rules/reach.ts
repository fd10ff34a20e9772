import type { CheckedFlow, FlowSubject, FlowVerdict } from "./rule.ts";
import { type Exposure, isSecret, isUnreadable, tempered, UNSURE } from "./exposure.ts";

/** How bad it is that a value reaches somebody, by what it is. */
export interface Reach extends Exposure {
  /** What opens a door here or elsewhere, and is handed to whoever may have it: links for a new password, tokens of an API. */
  readonly token?: FlowVerdict;
}

/** By a company that the value was not entrusted to. */
export const BY_OTHERS: Reach = {
  secret: { severity: "error" },
  token: { severity: "error" },
  restricted: { severity: "error" },
  confidential: { severity: "warning" },
};

/** Null: nothing to tell. What a name alone tells is found with the profile `strict`. */
export function reached(
  { subjects: [subject], certainty, flow: { carrier } }: CheckedFlow,
  reach: Reach,
): FlowVerdict | null {
  // An object that is handed over need not be shown.
  if (!subject || (carrier.kind === "object" ? carrier.as === "text" : !VALUES.has(carrier.kind))) return null;
  const verdict = verdictOf(subject, reach);
  if (!verdict) return null;
  if (certainty === "by name") return UNSURE;
  // What somebody sends is hashed later, if ever.
  const isRead = carrier.kind === "key" || !isUnreadable(subject);
  return tempered(verdict, subject, certainty === "sure", isRead);
}

function verdictOf(subject: FlowSubject, reach: Reach): FlowVerdict | undefined {
  const { category, classification } = subject;
  if (category?.purpose !== undefined && category.purpose !== "verified") return reach.token;
  if (isSecret(subject)) return reach.secret;
  const { level } = classification;
  return level === "restricted" || level === "confidential" ? reach[level] : undefined;
}

const VALUES: ReadonlySet<string> = new Set(["field", "key", "name"]);
