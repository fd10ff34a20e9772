import { l10n } from "vscode";
import type { ClassifiedFieldModel, Level, ProtectionKind, Severity, Treatment } from "../../server/src/protocol.ts";
import { withoutArticle } from "./withoutArticle.ts";

/** What the category holds, without its article: `national identification number`. */
export function categoryName(field: ClassifiedFieldModel): string {
  return withoutArticle(field.gloss);
}

/** How the value is stored today. */
export function protectionName(kind: ProtectionKind): string {
  switch (kind) {
    case "none":
      return l10n.t("plain text");
    case "encrypted":
      return l10n.t("encrypted");
    case "tokenized":
      return l10n.t("tokenized");
    case "hashed":
      return l10n.t("hashed");
    case "masked":
      return l10n.t("masked");
    case "generated":
      return l10n.t("generated");
  }
}

/** What has to be done with the value. */
export function treatmentName(treatment: Treatment): string {
  switch (treatment) {
    case "do not store":
      return l10n.t("do not store");
    case "hash":
      return l10n.t("hash");
    case "tokenize":
      return l10n.t("tokenize");
    case "encrypt":
      return l10n.t("encrypt");
    case "access control":
      return l10n.t("access control");
    case "none":
      return l10n.t("nothing");
  }
}

export function levelName(level: Level): string {
  switch (level) {
    case "restricted":
      return l10n.t("Restricted");
    case "confidential":
      return l10n.t("Confidential");
    case "internal":
      return l10n.t("Internal");
    case "public":
      return l10n.t("Public");
  }
}

export function severityName(severity: Severity): string {
  switch (severity) {
    case "error":
      return l10n.t("error");
    case "warning":
      return l10n.t("warning");
    case "information":
      return l10n.t("information");
    case "hint":
      return l10n.t("hint");
  }
}

export function findings(count: number): string {
  return count === 1 ? l10n.t("1 finding") : l10n.t("{0} findings", count);
}

/** `3 of 12 lack their treatment`, or `12 fields` when none does. */
export function counts(fields: readonly ClassifiedFieldModel[]): string {
  const lacking = fields.filter((field) => field.lacksTreatment).length;
  if (lacking === 1) return l10n.t("1 of {0} lacks its treatment", fields.length);
  if (lacking > 0) return l10n.t("{0} of {1} lack their treatment", lacking, fields.length);
  return fields.length === 1 ? l10n.t("1 field") : l10n.t("{0} fields", fields.length);
}

export function sensitiveFields(count: number): string {
  return count === 1 ? l10n.t("1 sensitive field") : l10n.t("{0} sensitive fields", count);
}

export function lackTheirTreatment(count: number): string {
  return count === 1 ? l10n.t("1 lacks its treatment") : l10n.t("{0} lack their treatment", count);
}

/** For a label of its own. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
