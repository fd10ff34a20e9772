import { expect, it } from "vitest";
import { applyPlan, settingFixContext } from "../../../../test/support/fixes.ts";
import { endsOfLines, inverseOf } from "../../../../test/support/inverse.ts";
import { Random } from "../../../../test/support/random.ts";
import { inOrder, writtenAround } from "../../../../test/support/writtenAround.ts";
import type { RuleCases } from "../rules/cases.ts";
import { rules } from "../rules/registry.ts";
import { applyEdits } from "../text/textEdit.ts";
import { settingFixes } from "./registry.ts";

const ROUNDS = 60;

const allCases = await Promise.all(
  rules.map(async ({ meta }) => {
    const path = new URL(`../rules/${meta.id}/cases.ts`, import.meta.url).pathname;
    return ((await import(/* @vite-ignore */ path)) as { cases: RuleCases }).cases.fixed;
  }),
);

it.each(settingFixes)("$id changes its setting and nothing else, and can be taken back to the byte", (fix) => {
  const cases = allCases.flat().filter((each) => each.fix === fix.id);
  const random = new Random(20261130);
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { field, before } = random.of(cases)!;
    const { texts, kept } = writtenAround(random, before);
    const plan = fix.plan(settingFixContext(texts, field, fix.id));
    if (!plan) continue;
    done++;
    const after = applyPlan(texts, plan);
    const changes = plan.steps.flatMap((step) => step.changes);
    for (const [path, text] of texts) {
      const edits = changes.flatMap((change) => (change.kind === "edit" && change.path === path ? change.edits : []));
      const made = after.get(path)!;
      expect(applyEdits(made, inverseOf(edits, text)), path).toBe(text);
      if (text.includes("\n")) expect(endsOfLines(made), made).toEqual(endsOfLines(text));
      expect(inOrder(made, kept.get(path) ?? []), made).toBe(true);
    }
  }
  expect(done).toBeGreaterThan(ROUNDS / 2);
});
