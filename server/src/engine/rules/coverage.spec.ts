import { join } from "node:path";
import { expect, it } from "vitest";
import { readKnowledge } from "../../../../scripts/knowledge.ts";
import { dataRules } from "./dataRules.ts";
import { flowRules } from "./flowRules.ts";
import { ruleOf } from "./registry.ts";
import { deploymentRules } from "./settingsRules.ts";
import { useRules } from "./useRules.ts";

const { families } = readKnowledge(join(import.meta.dirname, "coverage.yml")) as {
  readonly families: readonly { readonly subjects: readonly { readonly rules?: readonly string[] }[] }[];
};
const named = families.flatMap(({ subjects }) => subjects.flatMap(({ rules = [] }) => rules));

it("names rules that there are, and each of those about deployments, about classes, about data and about values that are handed on, but for logs", () => {
  for (const id of named) expect(ruleOf(id), id).toBeDefined();
  const sent = flowRules.filter(({ meta }) => !meta.id.startsWith("log/"));
  for (const { meta } of [...deploymentRules, ...useRules, ...dataRules, ...sent]) expect(named).toContain(meta.id);
});
