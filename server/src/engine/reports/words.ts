import type { Classification, Evidence, Level, Treatment } from "../classification/model.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { InstalledModel } from "../project/thirdParty/installedModels.ts";
import type { Protection } from "../protection/model.ts";
import type { Severity } from "../rules/rule.ts";
import type { Figures } from "./figures.ts";

/** The phrases that all reports for people share. */

export function holdsOf({ category }: Pick<ClassifiedField, "category">): string {
  return category?.gloss ?? "";
}

/** The gloss without its article, for a column: `national identification number`. */
export function categoryWords(subject: Pick<ClassifiedField, "category">): string {
  return holdsOf(subject).replace(/^(an?|the) /, "");
}

export function protectionWords(protection: Protection): string {
  if (protection.kind === "none") return "plain text";
  return protection.kind === "generated" ? "random value" : protection.kind;
}

export function levelWords({ verdict, level }: Classification): string {
  if (verdict === "review") return "to decide";
  return level ?? "";
}

/** What the signs before a field say. */
export const SIGNS = "○ lacks its treatment · ● has it · ? to decide";

/** How the value is stored, to follow "stored". Null where that is of no interest: nothing has to be done and nothing was. */
export function storedWords({ classification, protection, lacksTreatment }: ClassifiedField): string | null {
  const { kind, by } = protection;
  if (kind === "none") return classification.treatment === null ? null : UNPROTECTED[classification.treatment];
  const lack = kind === "generated" ? ", not encrypted" : ", which is not enough";
  return `${protectionWords(protection)}${lacksTreatment ? lack : ""}${by === null ? "" : `: ${by}`}`;
}

const UNPROTECTED: Readonly<Record<Treatment, string>> = {
  "do not store": "as it is",
  hash: "not hashed",
  tokenize: "as it is",
  encrypt: "not encrypted",
  "access control": "not encrypted",
  none: "not encrypted",
};

/** What a category asks for, to follow "needs". */
export const NEEDS: Readonly<Record<Treatment, string>> = {
  "do not store": "not to be stored at all",
  hash: "hashing",
  tokenize: "tokenization",
  encrypt: "encryption",
  "access control": "access control",
  none: "nothing",
};

/** `92 % likely to be sensitive`; null for what somebody has said. */
export function likelihoodWords({ confidence, decidedBy }: Classification): string | null {
  return decidedBy === "classifier" ? `${percent(confidence)} likely to be sensitive` : null;
}

/** What the verdict rests on. */
export function basisWords({ classification: { decidedBy, verdict }, said }: ClassifiedField): string {
  switch (decidedBy) {
    case "classifier":
      return "estimated from its declaration and surroundings";
    case "policy":
      return "decided in the policy";
    case "directive":
      return "decided in a comment at the field";
    case "declaration": {
      const says = verdict === "clear" ? "not personal" : "personal";
      return `declared in ${said
        .filter((item) => item.says === says)
        .map(({ where }) => where)
        .join(" and ")}`;
    }
  }
}

/** What people have said first, then what counts most; last where every sum starts. */
export function rankedEvidence({ evidence }: Classification): readonly Evidence[] {
  const rank = (item: Evidence): number =>
    isSaid(item) ? Number.MAX_VALUE : item.kind === "prior" ? -1 : Math.abs(item.weight);
  return evidence.toSorted((a, b) => rank(b) - rank(a));
}

/** Has no weight: it decides, or only remarks. */
export function isSaid({ kind }: Evidence): boolean {
  return kind === "decision" || kind === "declaration";
}

/** Why, in words. That most fields hold nothing sensitive is where every sum begins, and no reason. */
export function reasonsOf(classification: Classification): { readonly for: string[]; readonly against: string[] } {
  const reasons = rankedEvidence(classification).filter(({ kind }) => kind !== "prior");
  return {
    for: reasons.filter((item) => item.weight > 0 || isSaid(item)).map(({ detail }) => detail),
    against: reasons.filter(({ weight }) => weight < 0).map(({ detail }) => detail),
  };
}

export function signOf({ classification, lacksTreatment }: ClassifiedField): string {
  if (classification.verdict === "review") return "?";
  if (classification.verdict === "clear") return " ";
  return lacksTreatment ? "○" : "●";
}

/** An ellipsis says in an editor that more will be asked or shown first; elsewhere it looks like something is missing. */
export function fixTitle(title: string): string {
  return title.replace(/…$/, "");
}

/** `0 %` and `100 %` are for what is certain. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share > 0.99 && share < 1) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const SEVERITY_NOUNS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  information: ["note", "notes"],
  hint: ["hint", "hints"],
};

/** `4 sensitive fields: 3 restricted, 1 confidential`. */
export function sensitiveSummary({ sensitive, byLevel }: Pick<Figures, "sensitive" | "byLevel">): string {
  const levels: readonly Level[] = ["restricted", "confidential", "internal"];
  const parts = levels.filter((level) => byLevel[level] > 0).map((level) => `${byLevel[level]} ${level}`);
  const list = parts.length > 0 ? `: ${parts.join(", ")}` : "";
  return counted(sensitive, "sensitive field") + list;
}

/** `1 error, 2 warnings`; `nothing found` when there is none of these severities. */
export function findingSummary({ bySeverity }: Pick<Figures, "bySeverity">): string {
  const severities: readonly Severity[] = ["error", "warning", "information"];
  const parts = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => counted(bySeverity[severity], ...SEVERITY_NOUNS[severity]));
  return parts.length > 0 ? parts.join(", ") : "nothing found";
}

/** `And 5 sensitive fields in models of installed packages (Django, django-axes).` Empty when there are none. */
export function thirdPartySentence(models: readonly InstalledModel[]): string {
  if (models.length === 0) return "";
  const fields = models.reduce((sum, model) => sum + model.fields.length, 0);
  const packages = [...new Set(models.map(({ distribution }) => distribution))];
  return `And ${counted(fields, "sensitive field")} in models of installed packages (${packages.join(", ")}).`;
}

/** Sensitive fields and those to decide; all when asked for. */
export function shownFields(fields: readonly ClassifiedField[], all: boolean): readonly ClassifiedField[] {
  return all ? fields : fields.filter(({ classification }) => classification.verdict !== "clear");
}
