import { expect } from "vitest";
import { parseFixture } from "./fixture.ts";
import { readWorkspace } from "./uses.ts";

/** Checks that what a rule finds once uses are counted is what is marked in the fixture, and nothing else. */
export async function checkCounted(source: string, rule: string): Promise<void> {
  const { files, expectations } = parseFixture(source);
  const workspace = await readWorkspace(files);
  const found = [...files.keys()]
    .flatMap((path) => {
      const known = workspace.known(path);
      return known ? workspace.usesFindings(known) : [];
    })
    .filter((finding) => finding.rule === rule);
  expect(
    found.map(({ path, span, suppressed }) => ({ path, ...span, rule: suppressed ? `${rule} (suppressed)` : rule })),
  ).toEqual(expectations.map(({ path, start, end, rule: marked }) => ({ path, start, end, rule: marked })));
  for (const [index, { message }] of expectations.entries()) expect(found[index]!.message).toContain(message);
}
