import type { RuleIgnore } from "../../schema/ruleIgnore.ts";

/** `# fieldguard: ignore[data/fixture-values] REASON` in a line of its own, as YAML, SQL, XML and Python write comments. */
const IGNORE = /^[ \t]*(?:#|--|<!--)[ \t]*fieldguard:[ \t]*ignore\[([^\]\n]*)\][ \t]*([^\n]*?)(?:-->)?[ \t]*$/gm;

/** What is said before a place: it holds for all of the file that follows. Nothing without a reason. */
export function readDataIgnores(before: string): readonly RuleIgnore[] {
  if (!before.includes("fieldguard:")) return [];
  return [...before.matchAll(IGNORE)].flatMap(([, rules = "", reason = ""]) =>
    reason.trim() === "" ? [] : { rules: rules.split(",").map((rule) => rule.trim()), reason: reason.trim() },
  );
}
