import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ENTITY_KINDS } from "./kinds.ts";
import { EMPTY_POLICY } from "./model.ts";
import { parsePolicy } from "./parsePolicy.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../../../docs/policy.md"), "utf8");

it("has an example that uses every key, and is right", () => {
  const [, example] = /```yaml\n([^]*?)```/.exec(PAGE)!;
  const { policy, problems } = parsePolicy(example!);
  expect(problems).toEqual([]);
  for (const key of Object.keys(EMPTY_POLICY) as (keyof typeof EMPTY_POLICY)[]) {
    expect(policy[key], key).not.toEqual(EMPTY_POLICY[key]);
  }
});

it("lists what an entity may be about", () => {
  const rows = [...PAGE.matchAll(/^\| `(\w+)`\s+\| (.*?)\s+\|$/gm)].map(([, kind, about]) => [kind, about]);
  expect(rows).toEqual(Object.entries(ENTITY_KINDS));
});
