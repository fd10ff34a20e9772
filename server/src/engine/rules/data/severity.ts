import type { ValueKind } from "../../project/values/model.ts";
import { lower, SURE } from "../exposure.ts";
import type { CheckedValues, FlowVerdict, Severity } from "../rule.ts";

/** How bad it is that whoever has the repository, and its history, has values. */
export function inRepository(values: CheckedValues): FlowVerdict {
  const { kind, count } = values;
  const severity = RESTRICTED.has(kind) || count >= MANY ? "warning" : "information";
  return isUnsure(values) ? { severity: atLeastInformation(severity), profile: "strict" } : { severity };
}

/**
 * What tests and demonstrations use is made up more often than not, as are a few addresses in any fixture, and organisations
 * publish how to reach them.
 */
function isUnsure({ kind, count, certainty, path, subjects: [{ classification }] }: CheckedValues): boolean {
  if (certainty === "likely" || MADE_UP.test(path) || classification.confidence < SURE) return true;
  if (RESTRICTED.has(kind)) return false;
  return count < MANY || classification.evidence.some((each) => each.kind === "entity" && each.weight < 0);
}

/** So many different ones are a copy of somebody's data, not an example. */
const MANY = 25;

const RESTRICTED: ReadonlySet<ValueKind> = new Set(["card", "bankAccount", "nationalNumber"]);

export const MADE_UP =
  /(?:^|[/_.-])(?:tests?|testing|unittests?|e2e|cypress|examples?|demo|dummy|fake|mock|samples?|synthetic)(?:[/_.-]|data\b)/i;

function atLeastInformation(severity: Severity): Severity {
  return severity === "information" ? severity : lower(severity);
}

/** `` `Customer.email`, `Order.phone` and 2 more ``, each once. */
export function tellSubjects({ subjects }: CheckedValues): string {
  const names = [...new Set(subjects.map(({ model, field }) => `\`${model}.${field.name}\``))];
  const more = names.length - MOST_FIELDS;
  return `${names.slice(0, MOST_FIELDS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const MOST_FIELDS = 3;

export const CWE_540 = {
  title: "CWE-540: Inclusion of Sensitive Information in Source Code",
  url: "https://cwe.mitre.org/data/definitions/540.html",
};
