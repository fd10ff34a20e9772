import type { Fix, FixPlan } from "../../engine/fixes/model.ts";
import { certainAnswersFor } from "../../engine/fixes/planTogether.ts";
import { fieldHeading, fixLines } from "../../engine/reports/text/explainField.ts";
import { REMOVE_IGNORE } from "../../engine/fixes/removeIgnore.ts";
import { paintFor } from "../../engine/reports/text/paint.ts";
import { ChangedFiles } from "../changedFiles.ts";
import { classFixOf, classListing, classPlan, type SelectedClass, selectedClass } from "../classFixes.ts";
import {
  type FieldSelection,
  fixCalled,
  selectFields,
  type SelectionPlan,
  selectionPlan,
  singlePlan,
} from "../fieldFixes.ts";
import { declaredElsewhere } from "../declaredElsewhere.ts";
import { type OpenProject, openProject } from "../project.ts";
import { fullSelector, isField, type SelectedField } from "../selector.ts";
import { removeIgnores } from "../unusedIgnores.ts";
import { isPart, targetOf } from "../target.ts";
import { printDiff } from "../printDiff.ts";
import {
  isSettingFound,
  SETTING_SELECTOR,
  selectedSettings,
  settingFixOf,
  settingListing,
  settingPlan,
} from "../settingFixes.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";
import { selectWhole } from "../wholeSelector.ts";
import { writeFiles } from "../writeFiles.ts";

export const fixVerb: Verb = {
  name: "fix",
  summary: "protect fields, or record what was decided about them; a diff unless --write is given",
  usage: [
    "fix --select SELECTOR[,…] --fix ID [OPTION…] [PATH]",
    "fix --list --select SELECTOR[,…] [PATH]",
    `fix --fix ${REMOVE_IGNORE} [--write] [PATH]`,
  ],
  options: [
    {
      name: "select",
      value: "SELECTOR[,…]",
      help: "[PATH::][app.]Entity.field or Entity, an app, or [PATH::]NAME of a setting",
    },
    { name: "fix", value: "ID", help: "what to do; --list tells what is on offer" },
    { name: "list", value: null, help: "list the fixes on offer, and why others are not" },
    { name: "provider", value: "NAME", help: "encrypt with this package instead of the one that fits the project" },
    { name: "reason", value: "TEXT", help: "why, for a decision (ignore, set-category)" },
    { name: "category", value: "KEY", help: "data category to set (set-category)" },
    { name: "write", value: null, help: "change the files, all or none" },
  ],
  notes: [
    `--fix ${REMOVE_IGNORE} takes no --select: it takes out all comments in PATH that hide nothing.`,
    "The diff goes to standard output, what remains to be done by hand to standard error.",
    "A serializer, form, admin or the like in which something is found is [PATH::]Class, or [PATH::]Class:field.",
    [
      "A class or an app stands for its fields that lack protection. Several fields are one change, with one",
      "migration an app. When a field that was named cannot be done, nothing is; of a class or an app what cannot be",
      "done is left, and told with its reason: the exit code is 1 then.",
    ].join("\n"),
  ],
  example: "fieldguard fix --select Customer.national_id,Employee.bank_account --fix encrypt",

  async run(invocation) {
    const { terminal, positionals, values, switches } = invocation;
    if (values.get("fix") === REMOVE_IGNORE) return removeIgnores(invocation);
    const selectors = (values.get("select") ?? "")
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
    if (selectors.length === 0)
      throw new UsageError("name the fields with --select [PATH::][app.]Entity.field, a class or an app");
    if (positionals.length > 1) throw new UsageError("give one path: the project, or the file with the models");
    const target = targetOf(positionals);
    // Who uses a field may stand in any other file.
    const project = await openProject({ ...target, parts: null }, invocation);
    const analyses = project.workspace.analyses().filter(({ path }) => isPart(target.parts, path));
    const classes: SelectedClass[] = [];
    const ofSettings: string[] = [];
    const others: string[] = [];
    for (const selector of selectors) {
      const isOfModels = isField(analyses, selector) || selectWhole(analyses, selector) !== null;
      const isOfClass = !isOfModels && !isSettingFound(project.workspace, selector);
      const found = isOfClass ? await selectedClass(project.workspace, selector) : null;
      if (found) {
        classes.push(found);
        continue;
      }
      if (!isOfModels && SETTING_SELECTOR.test(selector)) {
        ofSettings.push(selector);
        continue;
      }
      const elsewhere = isOfModels ? null : await declaredElsewhere(project.workspace, analyses, selector);
      if (elsewhere !== null) throw new UsageError(`${selector} ${elsewhere}`);
      others.push(selector);
    }
    const settings = selectedSettings(project.workspace, ofSettings);
    const selection = selectFields(analyses, others);

    if (switches.has("list")) {
      for (const finding of settings) terminal.print(await settingListing(project.workspace, finding));
      for (const each of classes) terminal.print(await classListing(project.workspace, each));
      for (const field of listedFields(selection)) terminal.print(await listing(project, field, invocation));
      return EXIT.clean;
    }
    const changed = new ChangedFiles(project.workspace);
    const plans: FixPlan[] = [];
    const make = async (plan: FixPlan): Promise<void> => {
      await changed.apply(plan.steps.flatMap((step) => step.changes));
      plans.push(plan);
    };
    const settingFix = settings.length > 0 ? settingFixOf(values.get("fix")) : null;
    for (const finding of settings) {
      const plan = await settingPlan(project.workspace, finding, settingFix!);
      if (plan) await make(plan);
    }
    if (settingFix && plans.length === 0)
      throw new UsageError(`${settingFix.id} has nothing to do there; --list tells what is on offer`);
    const classFix = classes.length > 0 ? classFixOf(values.get("fix")) : null;
    for (const each of classes) await make(await classPlan(project.workspace, each, classFix!));
    const { named, wholes } = selection;
    const fix = named.length + wholes.length > 0 ? fixCalled(values.get("fix")) : null;
    const together = fix && (await selectionPlan(project.workspace, selection, fix, values));
    if (together?.plan) await make(together.plan);
    if (fix && !together) {
      if (wholes.length > 0)
        throw new UsageError(`${fix.id} takes fields one by one; name those of ${wholes[0]!.name}`);
      for (const field of named) await make(await singlePlan(project.workspace, field, fix, values));
    }
    if (switches.has("write")) {
      writeFiles(project.root, changed.files);
      for (const { path, before } of changed.files) terminal.print(`${before ? "changed" : "created"} ${path}\n`);
    } else {
      printDiff(terminal, changed.files, { holdsSecret: plans.some(({ holdsSecret }) => holdsSecret ?? false) });
    }
    for (const note of new Set(plans.flatMap(({ notes }) => notes))) terminal.note(`note: ${note}`);
    return fix && together && wholes.length > 0 ? report(invocation, fix, together) : EXIT.clean;
  },
};

/** Each field once: those that were named, and those of classes and apps about which there is something to say. */
function listedFields({ named, wholes }: FieldSelection): readonly SelectedField[] {
  const ofWholes = wholes.flatMap(({ fields }) => fields).filter(({ subject }) => subject.lacksTreatment);
  return [...new Map([...named, ...ofWholes].map((field) => [fullSelector(field), field])).values()];
}

/** What was done, and what was not; returns the exit code. */
function report({ terminal, switches }: Invocation, fix: Fix, { done, left }: SelectionPlan): number {
  const verb = switches.has("write") ? "is done" : "would be done";
  const count = done.length === 1 ? "1 field" : `${done.length} fields`;
  if (done.length > 0) terminal.note(`${fix.id} ${verb} for ${count}: ${done.join(", ")}`);
  else terminal.note(`${fix.id} has nothing to do there`);
  for (const each of left) terminal.note(`left as it is: ${each}`);
  return left.length > 0 ? EXIT.findings : EXIT.clean;
}

/** It was found, but no edit would surely find it again. */
const AMBIGUOUS =
  "Nothing is on offer, because the file declares it more than once: it is not certain which declaration counts.";

async function listing(
  { workspace }: OpenProject,
  { analysis, subject }: SelectedField,
  { terminal }: Invocation,
): Promise<string> {
  const context = await workspace.countedFixContext(analysis.path, subject.entity.name, subject.field.name);
  const paint = paintFor(terminal.color);
  const lines = context
    ? fixLines(analysis.path, subject, certainAnswersFor(context), paint, { withChoices: true })
    : [AMBIGUOUS];
  const shown = lines.length > 0 ? lines : ["There is nothing to fix about this field."];
  return [fieldHeading(analysis.file, subject, paint), ...shown].join("\n") + "\n";
}
