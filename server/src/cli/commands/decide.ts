import type { FixContext, FixPlan } from "../../engine/fixes/model.ts";
import { ignore } from "../../engine/fixes/ignore.ts";
import { setCategory } from "../../engine/fixes/setCategory.ts";
import { isDecidedByDirective } from "../../engine/project/decisions.ts";
import { isCategoryIn } from "../../engine/project/policy/categories.ts";
import { ChangedFiles } from "../changedFiles.ts";
import { type DecisionLine, readDecisions } from "../decisionsFile.ts";
import { type OpenProject, openProject } from "../project.ts";
import { fullSelector, selectField, type SelectedField } from "../selector.ts";
import { targetOf } from "../target.ts";
import { printDiff } from "../printDiff.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";
import { addTo } from "../../engine/text/addTo.ts";

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
      "Each decision is written as a comment above its field, or in place of the comments that decided it so",
      "far, as the quick fixes do. If one line is wrong, nothing is written.",
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
    const problems: Problem[] = [];
    for (const [path, ofFile] of byPath(decisions)) problems.push(...(await record(project, changed, path, ofFile)));
    refuse(file, problems);
    if (switches.has("write")) {
      writeFiles(project.root, changed.files);
      for (const { path } of changed.files) terminal.print(`changed ${path}\n`);
    } else {
      printDiff(terminal, changed.files);
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

interface Problem {
  /** Of the table. */
  readonly line: number;
  readonly text: string;
}

const MOST_PROBLEMS = 20;

/** @throws UsageError that names every line that is wrong. */
function checked(project: OpenProject, file: string, lines: readonly DecisionLine[]): readonly Decision[] {
  const analyses = project.workspace.analyses();
  const decisions = new Map<string, Decision>();
  const problems: Problem[] = [];
  for (const decision of lines) {
    const problem = (text: string): void => void problems.push({ line: decision.line, text });
    const { category } = decision;
    if (category !== null && !isCategoryIn(project.workspace.policy.categories, category))
      problem(`${category} is no data category; keys look like user.contact.email, and \`no\` is for none`);
    if (decision.declaredBy !== "") {
      problem(`${decision.selector} is declared by ${decision.declaredBy}; decide it there, or in fieldguard.yml`);
      continue;
    }
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
  refuse(file, problems);
  return [...decisions.values()];
}

function byPath(decisions: readonly Decision[]): ReadonlyMap<string, readonly Decision[]> {
  const files = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const { path } = decision.field.analysis;
    addTo(files, path, decision);
  }
  return files;
}

/** Plans all decisions about a file at once, and makes sure that each holds then. Returns those that cannot be recorded. */
async function record(
  { workspace }: OpenProject,
  changed: ChangedFiles,
  path: string,
  decisions: readonly Decision[],
): Promise<readonly Problem[]> {
  const fields = decisions.map(({ field: { subject } }) => ({
    entity: subject.entity.name,
    field: subject.field.name,
  }));
  const before = await workspace.fixContexts(path, fields);
  const plans = decisions.map((decision, index) => planFor(before[index] ?? null, decision));
  const edits = plans
    .flatMap((plan) => plan?.steps ?? [])
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.kind === "edit" ? change.edits : []));
  await changed.apply([{ kind: "edit", path, edits }]);
  const after = await workspace.fixContexts(path, fields);
  return decisions.flatMap(({ line, field, category }, index) => {
    const held = after[index];
    if (plans[index] && held && isDecidedByDirective(held.subject.classification, category)) return [];
    const why = plans[index] ? "would still be decided otherwise" : "cannot be edited";
    return [{ line, text: `the declaration of ${fullSelector(field)} ${why}; decide it by hand` }];
  });
}

function planFor(context: FixContext | null, { category, reason }: Decision): FixPlan | null {
  if (!context) return null;
  return category === null
    ? ignore.plan(context, { value: reason })
    : setCategory.plan(context, { value: category, reason });
}

/** @throws UsageError that names the lines, if there are any. */
function refuse(file: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const rest = problems.length - MOST_PROBLEMS;
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ line, text }) => `${file}:${line}: ${text}`);
  throw new UsageError(["nothing was changed", ...shown, ...(rest > 0 ? [`and ${rest} lines more`] : [])].join("; "));
}
