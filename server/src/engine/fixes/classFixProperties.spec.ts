import { expect, it } from "vitest";
import { applyPlan, planForClass } from "../../../../test/support/fixes.ts";
import { endsOfLines, inverseOf } from "../../../../test/support/inverse.ts";
import { Random } from "../../../../test/support/random.ts";
import { inOrder, writtenAround } from "../../../../test/support/writtenAround.ts";
import type { RuleCases } from "../rules/cases.ts";
import { useRules } from "../rules/useRules.ts";
import { applyEdits } from "../text/textEdit.ts";
import { isRefusal } from "./model.ts";
import { classFixes } from "./registry.ts";

const ROUNDS = 40;

const allCases = await Promise.all(
  useRules.map(async ({ meta }) => {
    const path = new URL(`../rules/${meta.id}/cases.ts`, import.meta.url).pathname;
    return ((await import(/* @vite-ignore */ path)) as { cases: RuleCases }).cases.fixed;
  }),
);

it.each(classFixes)("$id changes its class and nothing else, and can be taken back to the byte", async ({ id }) => {
  const cases = allCases.flat().filter(({ fix }) => fix === id);
  const random = new Random(20261130);
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { field, before } = random.of(cases)!;
    const { texts, kept } = writtenAround(random, before);
    const plan = await planForClass(texts, id, field);
    if (isRefusal(plan)) continue;
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
  expect(done).toBe(ROUNDS);
});
