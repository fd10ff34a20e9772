import { describe, expect, it } from "vitest";
import { checkCounted } from "../../../../test/support/counted.ts";
import { checkFindings } from "../../../../test/support/findings.ts";
import { checkClassFix, checkFix, checkRemoval } from "../../../../test/support/fixes.ts";
import { checkLeaks } from "../../../../test/support/leaks.ts";
import { EMPTY_POLICY, type Policy } from "../project/policy/model.ts";
import type { RuleCases } from "./cases.ts";
import { dataRules } from "./dataRules.ts";
import { unusedIgnore } from "./directive/unused-ignore/rule.ts";
import { flowRules } from "./flowRules.ts";
import { rules } from "./registry.ts";
import { secretRules } from "./secretRules.ts";
import { useRules } from "./useRules.ts";
import { deploymentRules } from "./settingsRules.ts";

/** Of the rules about what a project is deployed with only the one in question: nobody's cases are settings without a fault. */
function policyFor(id: string): Policy {
  const others = deploymentRules.filter(({ meta }) => meta.id !== id);
  return { ...EMPTY_POLICY, profile: "strict", rules: new Map(others.map(({ meta }) => [meta.id, "off"])) };
}

/** Rules that find nothing before uses are counted. */
const ABOUT_USES: ReadonlySet<string> = new Set(["storage/blind-index-stale"]);

for (const { meta } of rules) {
  const path = new URL(`./${meta.id}/cases.ts`, import.meta.url).pathname;
  const { cases } = (await import(/* @vite-ignore */ path)) as { cases: RuleCases };

  const areFlows = [...flowRules, ...useRules, ...dataRules, ...secretRules, unusedIgnore].some(
    (rule) => rule.meta === meta,
  );

  describe(meta.id, () => {
    it("has cases of every kind and says all that its page needs", () => {
      expect(cases.positive).not.toHaveLength(0);
      expect(cases.negative).not.toHaveLength(0);
      expect(cases.trap).not.toHaveLength(0);
      expect(cases.suppressed).not.toHaveLength(0);
      for (const id of meta.fixes) expect(cases.fixed.map(({ fix }) => fix)).toContain(id);
      expect(meta.id).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
      for (const text of [meta.title, meta.what, meta.why, meta.bad, meta.good]) expect(text.trim()).not.toBe("");
      expect(meta.references).not.toHaveLength(0);
    });

    for (const { name, source } of [...cases.positive, ...cases.negative, ...cases.trap, ...cases.suppressed]) {
      it(name, async () => {
        if (areFlows) await checkLeaks(source);
        else if (ABOUT_USES.has(meta.id)) await checkCounted(source, meta.id);
        else checkFindings(source, policyFor(meta.id), meta.id);
      });
    }

    it("marks a finding in each positive case and none in the others", () => {
      for (const { source } of cases.positive) expect(source).toContain(`^ ${meta.id}`);
      for (const { source } of [...cases.negative, ...cases.trap]) expect(source).not.toContain(`^ ${meta.id}`);
    });

    for (const fixCase of cases.fixed) {
      it(`${fixCase.fix}: ${fixCase.name}`, async () => {
        if (!(await checkRemoval(fixCase)) && !(await checkClassFix(fixCase))) checkFix(fixCase);
      });
    }
  });
}
