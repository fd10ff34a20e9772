import type { ClassifiedField } from "../project/model.ts";
import { rounded } from "./rounded.ts";

/** What a field or a column holds and how it is kept, as programs read it. */
export function classifiedJson({
  classification,
  protection,
}: Pick<ClassifiedField, "classification" | "protection">): object {
  const sensitive = classification.verdict === "sensitive";
  return {
    sensitive,
    review: classification.verdict === "review",
    category: sensitive ? classification.category : null,
    level: sensitive ? classification.level : null,
    treatment: sensitive ? classification.treatment : null,
    confidence: rounded(classification.confidence),
    decidedBy: classification.decidedBy,
    protection: { kind: protection.kind, by: protection.by },
    evidence: classification.evidence.map(({ kind, detail, weight }) => ({ kind, detail, weight: rounded(weight) })),
  };
}
