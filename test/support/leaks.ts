import { expect } from "vitest";
import type { Finding } from "../../server/src/engine/rules/rule.ts";
import { parseFixture } from "./fixture.ts";
import { readWorkspace } from "./uses.ts";

/**
 * Checks that what functions hand on, what data files hold, and which comments hide nothing, is found where it is marked in the fixture and nowhere else: the marked text, the rule, a part of
 * the message. What is less than a warning, or suppressed, is marked `rule (information)`, `rule (suppressed)`; hints count only where they are.
 */
export async function checkLeaks(source: string): Promise<void> {
  const { files, expectations } = parseFixture(source);
  const workspace = await readWorkspace(files);
  await workspace.values.refresh();
  const marks = expectations.map(({ path, start, end, rule }) => told(files, path, { start, end }, rule)).sort();
  const found = [
    ...workspace.leakPaths.flatMap((path) => workspace.leaksIn(path)),
    ...workspace.pathsOfUnusedIgnores.flatMap((path) => workspace.unusedIgnoresIn(path)),
  ]
    .map((finding) => ({ finding, place: told(files, finding.path, finding.span, nameOf(finding)) }))
    .filter(
      ({ finding, place }) => finding.severity !== "hint" || finding.suppressed !== null || marks.includes(place),
    );
  expect(found.map(({ place }) => place).sort()).toEqual(marks);
  for (const { path, start, end, rule, message } of expectations) {
    const place = told(files, path, { start, end }, rule);
    expect(found.find((each) => each.place === place)?.finding.message).toContain(message);
  }
}

function told(files: ReadonlyMap<string, string>, path: string, { start, end }: Finding["span"], rule: string): string {
  return `${path}:${start} ${files.get(path)!.slice(start, end)} ${rule}`;
}

function nameOf({ rule, severity, suppressed }: Finding): string {
  if (suppressed) return `${rule} (suppressed)`;
  return severity === "hint" || severity === "information" ? `${rule} (${severity})` : rule;
}
