import { expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { applyPlan, settingFixContext } from "../../../../test/support/fixes.ts";
import { endsOfLines, inverseOf } from "../../../../test/support/inverse.ts";
import { Random } from "../../../../test/support/random.ts";
import { readModule } from "../languages/python/module.ts";
import type { RuleCases } from "../rules/cases.ts";
import { rules } from "../rules/registry.ts";
import { applyEdits } from "../text/textEdit.ts";
import { settingFixes } from "./registry.ts";

/** What stands around in settings; `{n}` is a number of its own. */
const AROUND = [
  "# Zeichen außerhalb: 🦊\n",
  "\n\n",
  'KEPT_{n} = "x"  # 🗝\n',
  "KEPT_{n} = {\n    'a': [1,  # )\n  2],\n}\n",
  "KEPT_{n} = '''\nDEBUG = True\nINSTALLED_APPS = []\n'''\n",
  "if KEPT:\n\tKEPT_{n} = 1\nelse:\n\tKEPT_{n} = 2\n",
  "KEPT_{n} = (1); KEPT_{n} += \\\n  2\n",
  "def kept_{n}():\n  return DEBUG_{n}\n",
];

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
    const { texts, kept } = written(random, before);
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

interface Written {
  readonly texts: ReadonlyMap<string, string>;
  /** What was put around, file by file, in its order. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
}

function written(random: Random, before: string): Written {
  const kept = new Map<string, readonly string[]>();
  const texts = new Map(
    [...parseFixture(before).files].map(([path, text]) => {
      const newline = random.below(3) === 0 ? "\r\n" : "\n";
      const added: string[] = [];
      let made = "";
      let position = 0;
      for (const { span } of path.endsWith(".py") ? readModule(text).layout.statements : []) {
        // A statement that follows another one in its line has no place before it.
        if (span.start > 0 && text[span.start - 1] !== "\n") continue;
        made += text.slice(position, span.start);
        position = span.start;
        if (random.below(2) === 0) continue;
        const piece = random.of(AROUND)!.replaceAll("{n}", String(added.length));
        added.push(piece);
        made += piece;
      }
      made += text.slice(position);
      if (random.below(3) === 0) made = made.trimEnd();
      kept.set(
        path,
        added.map((piece) => piece.replaceAll("\n", newline)),
      );
      return [path, made.replaceAll("\n", newline)] as const;
    }),
  );
  return { texts, kept };
}

function inOrder(text: string, pieces: readonly string[]): boolean {
  let position = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, position);
    if (at < 0) return false;
    position = at + piece.length;
  }
  return true;
}
