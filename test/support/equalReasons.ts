import { expect } from "vitest";
import type { Classification } from "../../server/src/engine/classification/model.ts";

/** Classifications are equal only where their reasons are, which no property holds until somebody reads them. */
expect.addEqualityTesters([
  function (one: unknown, other: unknown, testers) {
    if (!isClassification(one) || !isClassification(other)) return undefined;
    if (Object.hasOwn(one, "evidence") && Object.hasOwn(other, "evidence")) return undefined;
    return this.equals(withReasons(one), withReasons(other), testers);
  },
]);

function isClassification(value: unknown): value is Classification {
  return typeof value === "object" && value !== null && "decidedBy" in value && "evidence" in value;
}

function withReasons(classification: Classification): Classification {
  return { ...classification, evidence: classification.evidence };
}
