import type { ValueKind } from "../../project/values/model.ts";
import { lower } from "../exposure.ts";
import type { CheckedValues, FlowVerdict, Severity } from "../rule.ts";

/** How bad it is that whoever has the repository, and its history, has values. What tests use is made up more often than not. */
export function inRepository({ kind, certainty, count, path }: CheckedValues): FlowVerdict {
  const severity = RESTRICTED.has(kind) ? "warning" : count >= MANY ? "warning" : "information";
  if (certainty === "likely" || TESTS.test(path)) return { severity: atLeastInformation(severity), profile: "strict" };
  return { severity };
}

/** So many different ones are a copy of somebody's data, not an example. */
const MANY = 25;

const RESTRICTED: ReadonlySet<ValueKind> = new Set(["card", "bankAccount", "nationalNumber"]);

const TESTS = /(?:^|\/)(?:tests?|testing|unit_?tests|test_?data|e2e|examples?|cypress)\/|(?:^|\/)test_|_tests?\./i;

function atLeastInformation(severity: Severity): Severity {
  return severity === "information" ? severity : lower(severity);
}
