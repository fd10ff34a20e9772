import { join } from "node:path";
import { expect, it } from "vitest";
import { readKnowledge } from "../../../../../scripts/knowledge.ts";
import { ruleOf } from "../registry.ts";
import { deploymentRules } from "../settingsRules.ts";

const { subjects } = readKnowledge(join(import.meta.dirname, "coverage.yml")) as {
  readonly subjects: readonly { readonly rules?: readonly string[] }[];
};
const named = subjects.flatMap(({ rules = [] }) => rules);

it("names rules that there are, and each of those about what a project is deployed with", () => {
  for (const id of named) expect(ruleOf(id), id).toBeDefined();
  for (const { meta } of deploymentRules) expect(named).toContain(meta.id);
});
