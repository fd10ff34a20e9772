import { expect } from "vitest";
import { languageOf } from "../../server/src/engine/languages/registry.ts";
import { classifyFile } from "../../server/src/engine/project/classifyFile.ts";
import type { ClassifiedFile } from "../../server/src/engine/project/model.ts";
import { EMPTY_POLICY, type Policy } from "../../server/src/engine/project/policy/model.ts";
import { checkFile } from "../../server/src/engine/rules/check.ts";
import type { Finding } from "../../server/src/engine/rules/rule.ts";
import { parseFixture } from "./fixture.ts";

export function classifiedFile(path: string, text: string, policy: Policy = EMPTY_POLICY): ClassifiedFile {
  const language = languageOf(path);
  if (!language) throw new Error(`no language reads ${path}`);
  return classifyFile(language.read(path, text), policy);
}

export function findingsOf(path: string, text: string, policy: Policy = EMPTY_POLICY): readonly Finding[] {
  return checkFile(classifiedFile(path, text, policy), policy);
}

/**
 * Checks that the findings are those marked in the fixture and no others: the marked text, the rule, a part of the
 * message. Hints and suppressed findings count only where they are marked: `rule (hint)`, `rule (suppressed)`.
 */
export function checkFindings(source: string, policy: Policy = EMPTY_POLICY): void {
  const { files, expectations } = parseFixture(source);
  const actual = [...files].flatMap(([path, text]) =>
    findingsOf(path, text, policy).map((finding) => ({
      finding,
      text: text.slice(finding.span.start, finding.span.end),
    })),
  );
  const marked = expectations.map(({ path, start, end, rule }) => ({
    path,
    rule,
    text: files.get(path)!.slice(start, end),
  }));
  const found = actual
    .map(({ finding, text }) => ({ path: finding.path, rule: nameOf(finding), text }))
    .filter(({ rule }) => !rule.endsWith("(hint)") || marked.some((mark) => mark.rule === rule));
  expect(found).toEqual(marked);
  for (const { path, start, message } of expectations) {
    const match = actual.find(({ finding }) => finding.path === path && finding.span.start === start);
    expect(match?.finding.message).toContain(message);
  }
}

function nameOf(finding: Finding): string {
  if (finding.suppressed) return `${finding.rule} (suppressed)`;
  return finding.severity === "hint" ? `${finding.rule} (hint)` : finding.rule;
}
