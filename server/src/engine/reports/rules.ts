import type { RuleMeta } from "../rules/rule.ts";

/** The registry for programs: all that is said of a rule anywhere. */
export function rulesAsJson(rules: readonly RuleMeta[]): string {
  return JSON.stringify({ rules }, null, 2) + "\n";
}

export function rulesAsMarkdown(rules: readonly RuleMeta[]): string {
  const rows = rules.map(
    ({ id, title, severity, since }) => `| ${id} | ${title.replaceAll("|", "\\|")} | ${severity} | ${since} |`,
  );
  return ["| Rule | Finds | Severity | Since |", "|---|---|---|---|", ...rows].join("\n") + "\n";
}
