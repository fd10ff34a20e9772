import type { CheckedUse, FlowSubject, FlowVerdict, Severity } from "./rule.ts";
import { SEVERITIES } from "./rule.ts";

/** How bad it is that something shows a field, by what this holds; what is missing is nothing to tell. */
export interface Exposure {
  /** What opens something to whoever has it: passwords, keys, tokens; and what must not be kept at all. */
  readonly secret: FlowVerdict;
  readonly restricted: FlowVerdict;
  readonly confidential?: FlowVerdict;
}

/** Null: nothing to tell. What is not sure to be sensitive, or to be this field, is told with the profile `strict` alone. */
export function exposed({ subject, certainty, holder }: CheckedUse, exposure: Exposure): FlowVerdict | null {
  const { level } = subject.classification;
  // A relation shows a number, not what lies behind it.
  if (level === null || certainty === "by name" || subject.field.type.shape === "relation") return null;
  const verdict = isSecret(subject)
    ? exposure.secret
    : level === "restricted" || level === "confidential"
      ? exposure[level]
      : undefined;
  if (!verdict) return null;
  return certainty === "likely" || holder.mayWithhold ? UNSURE : tempered(verdict, subject, true);
}

/** What is told where it may well be wrong. */
export const UNSURE: FlowVerdict = { severity: "information", profile: "strict" };

/** Less is said the less sure it is that something sensitive can be read. `isSure`: that it is this field; `isRead`: that it is no hash or the like. */
export function tempered(
  verdict: FlowVerdict,
  subject: FlowSubject,
  isSure: boolean,
  isRead = !isUnreadable(subject),
): FlowVerdict {
  const { confidence } = subject.classification;
  if (confidence < LIKELY) return UNSURE;
  // What is worth a look stays so where a name tells whose field it is: it mostly is.
  const isTold = isSure || verdict.severity === "information";
  if (isTold && confidence >= SURE && isRead) return verdict;
  const severity = lower(verdict.severity);
  // A hint that may be none is noise.
  return severity === "hint" ? { severity, profile: "strict" } : { ...verdict, severity };
}

/** Of the field being sensitive: what is said here rests on that. */
export const LIKELY = 0.75;
export const SURE = 0.85;

export function isSecret({ category }: FlowSubject): boolean {
  return category !== null && (category.purpose !== undefined || NOT_READ.has(category.treatment));
}

const NOT_READ: ReadonlySet<string> = new Set(["do not store", "hash"]);

/** Whoever reads what is hashed, or a token, has not got the value. */
export function isUnreadable({ protection: { kind } }: FlowSubject): boolean {
  return kind === "hashed" || kind === "tokenized";
}

export function lower(severity: Severity): Severity {
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)]!;
}

/** Whether a class names all fields of a model at once, or all but some. */
export function isOfAll({ use: { path } }: CheckedUse): boolean {
  return path.at(-1) === "*";
}

/** Whether a class gives the field as it is. */
export function isGiven({ holder, subject, use: { by } }: CheckedUse): boolean {
  const { name } = subject.field;
  // Fields of another model.
  if (by === "Meta.depth") return true;
  const isNamed = !SOURCES.has(by);
  return !holder.withheld?.includes(name) && !(isNamed && holder.replaced?.includes(name));
}

/** `` `fields = "__all__"` of `CustomerSerializer` ``, with what is short of a name in its place. */
export function tellOption({ use: { by }, holder: { name } }: CheckedUse): string {
  if (by === "resource_classes") return `\`${name}\`, which has no resource of its own,`;
  if (by === "model" || by.endsWith(".model")) return `\`${name}\`, which names no fields,`;
  if (by.endsWith("depth")) return `\`depth\` of \`${name}\``;
  const option = by.split(".").at(-1)!;
  return `\`${option.endsWith("exclude") ? option : `${option} = "__all__"`}\` of \`${name}\``;
}

/** Keywords of members that name the field themselves. */
const SOURCES: ReadonlySet<string> = new Set(["source", "field_name", "attribute"]);

export const CWE_213 = {
  title: "CWE-213: Exposure of Sensitive Information Due to Incompatible Policies",
  url: "https://cwe.mitre.org/data/definitions/213.html",
};

export const CWE_200 = {
  title: "CWE-200: Exposure of Sensitive Information to an Unauthorized Actor",
  url: "https://cwe.mitre.org/data/definitions/200.html",
};
