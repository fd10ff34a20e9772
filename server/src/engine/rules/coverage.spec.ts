import { join } from "node:path";
import { expect, it } from "vitest";
import { readKnowledge } from "../../../../scripts/knowledge.ts";
import { ruleOf } from "./registry.ts";
import { deploymentRules } from "./settingsRules.ts";
import { useRules } from "./useRules.ts";

const { families } = readKnowledge(join(import.meta.dirname, "coverage.yml")) as {
  readonly families: readonly { readonly subjects: readonly { readonly rules?: readonly string[] }[] }[];
};
const named = families.flatMap(({ subjects }) => subjects.flatMap(({ rules = [] }) => rules));

it("names rules that there are, and each of those about deployments and about classes", () => {
  for (const id of named) expect(ruleOf(id), id).toBeDefined();
  for (const { meta } of [...deploymentRules, ...useRules]) expect(named).toContain(meta.id);
});
