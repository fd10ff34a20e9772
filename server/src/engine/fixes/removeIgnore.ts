import { languageOf } from "../languages/registry.ts";
import { unusedIgnore } from "../rules/directive/unused-ignore/rule.ts";
import type { Finding } from "../rules/rule.ts";
import type { FixOffer, FixPlan } from "./model.ts";

export const REMOVE_IGNORE = "remove-ignore";

/** It changes a comment alone, and nothing that it hides. */
export const REMOVAL: FixOffer = {
  id: REMOVE_IGNORE,
  title: "Take out what hides nothing",
  kind: "safe",
  preferred: true,
  input: null,
};

/** Of comments of one file that hide nothing. `text`: of the file. Null where one of them is gone. */
export function removeIgnores(findings: readonly Finding[], text: string): FixPlan | null {
  const [first] = findings;
  const editor = first && languageOf(first.path)?.editor;
  const found = findings.filter(({ rule }) => rule === unusedIgnore.meta.id);
  const edits = found.flatMap(({ span, rules = [] }) => editor?.dropRules(text, span.start, rules) ?? []);
  if (!first || edits.length < findings.length) return null;
  const changes = [{ kind: "edit", path: first.path, edits }] as const;
  return { id: REMOVE_IGNORE, title: REMOVAL.title, steps: [{ label: "Comment", changes }], notes: [] };
}
