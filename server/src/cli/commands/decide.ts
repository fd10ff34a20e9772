import type { Fix, FixPlan } from "../../engine/fixes/model.ts";
import { ignore } from "../../engine/fixes/ignore.ts";
import { setCategory } from "../../engine/fixes/setCategory.ts";
import { isCategoryIn } from "../../engine/project/policy/categories.ts";
import { ChangedFiles } from "../changedFiles.ts";
import { type DecisionLine, readDecisions } from "../decisionsFile.ts";
import { type OpenProject, openProject } from "../project.ts";
import { fullSelector, selectField, type SelectedField } from "../selector.ts";
import { targetOf } from "../target.ts";
import { unifiedDiff } from "../unifiedDiff.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

export const decideVerb: Verb = {
  name: "decide",
  summary: "record what people decided about many fields, from a table; a diff unless --write is given",
  usage: ["decide --from FILE [--write] [PATH]"],
  options: [
    { name: "from", value: "FILE", help: "CSV table with the columns field and decision" },
    { name: "write", value: null, help: "change the files, all or none" },
  ],
  notes: [
    [
      "Take the table of `fieldguard scan --format csv`, add a column `decision` and fill in a data category, or",
      "`no` for what is not sensitive; a column `reason` goes with it. Lines without a decision stay undecided.",
    ].join("\n"),
    [
      "Each decision is written as a comment above its field, as the quick fixes do. If one line is wrong,",
      "nothing is written.",
    ].join("\n"),
  ],
  example: "fieldguard decide --from decisions.csv --write",

  async run(invocation) {
    const { terminal, positionals, values, switches } = invocation;
    const file = values.get("from");
    if (file === undefined) throw new UsageError("name the table with --from FILE");
    if (positionals.length > 1) throw new UsageError("give one path: the project, or the file with the models");
    const lines = readDecisions(file);
    const project = await openProject(targetOf(positionals), invocation);
    const decisions = checked(project, file, lines);

    const changed = new ChangedFiles(project.workspace);
    for (const decision of decisions) await changed.apply(await planFor(project, file, decision));
    if (switches.has("write")) {
      writeFiles(project.root, changed.files);
      for (const { path } of changed.files) terminal.print(`changed ${path}\n`);
    } else {
      terminal.print(unifiedDiff(changed.files));
    }
    if (changed.files.length === 0) {
      const none = lines.length === 0 ? "no line has a decision" : "all that is decided there is recorded already";
      terminal.note(`fieldguard: ${file}: ${none}`);
    }
    return EXIT.clean;
  },
};

interface Decision extends DecisionLine {
  readonly field: SelectedField;
}

const MOST_PROBLEMS = 20;

/** @throws UsageError that names every line that is wrong. */
function checked(project: OpenProject, file: string, lines: readonly DecisionLine[]): readonly Decision[] {
  const analyses = project.workspace.analyses();
  const decisions = new Map<string, Decision>();
  const problems: string[] = [];
  for (const decision of lines) {
    const problem = (text: string): void => void problems.push(`${file}:${decision.line}: ${text}`);
    const { category } = decision;
    if (category !== null && !isCategoryIn(project.workspace.policy.categories, category))
      problem(`${category} is no data category; keys look like user.contact.email, and \`no\` is for none`);
    try {
      const field = selectField(analyses, decision.selector);
      const name = fullSelector(field);
      const before = decisions.get(name);
      if (before && before.category !== category) problem(`line ${before.line} decides otherwise about ${name}`);
      else decisions.set(name, { ...decision, field });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problem(error.message);
    }
  }
  if (problems.length > 0) {
    const rest = problems.length - MOST_PROBLEMS;
    const more = rest > 0 ? [`and ${rest} lines more`] : [];
    throw new UsageError(["nothing was changed", ...problems.slice(0, MOST_PROBLEMS), ...more].join("; "));
  }
  return [...decisions.values()];
}

/** Made anew for each: an earlier decision may have changed the file. */
async function planFor(
  { workspace }: OpenProject,
  file: string,
  { field, line, category, reason }: Decision,
): Promise<FixPlan> {
  const { analysis, subject } = field;
  const context = await workspace.fixContext(analysis.path, subject.entity.name, subject.field.name);
  const [fix, value]: readonly [Fix, string] = category === null ? [ignore, reason] : [setCategory, category];
  const plan = context && fix.plan(context, { value });
  if (plan) return plan;
  throw new UsageError(
    `nothing was changed; ${file}:${line}: the declaration of ${fullSelector(field)} cannot be edited; decide it by hand`,
  );
}
