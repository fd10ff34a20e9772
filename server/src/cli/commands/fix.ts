import { type FixInput, type FixOffer, type FixPlan, isRefusal } from "../../engine/fixes/model.ts";
import { answersFor, fixes, fixOf } from "../../engine/fixes/registry.ts";
import { type Categories, isCategoryIn } from "../../engine/project/policy/categories.ts";
import { providers } from "../../engine/protection/providers.ts";
import { fieldHeading, fixLines } from "../../engine/reports/text/explainField.ts";
import { refusalWords } from "../../engine/reports/uses.ts";
import { paintFor } from "../../engine/reports/text/paint.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { ChangedFiles } from "../changedFiles.ts";
import { type OpenProject, openProject } from "../project.ts";
import { fullSelector, selectField, type SelectedField } from "../selector.ts";
import { isPart, type Target, targetOf } from "../target.ts";
import { printDiff } from "../printDiff.ts";
import { SETTING_SELECTOR, selectedSettings, settingFixOf, settingListing, settingPlan } from "../settingFixes.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

export const fixVerb: Verb = {
  name: "fix",
  summary: "protect fields, or record what was decided about them; a diff unless --write is given",
  usage: ["fix --select SELECTOR[,…] --fix ID [OPTION…] [PATH]", "fix --list --select SELECTOR[,…] [PATH]"],
  options: [
    {
      name: "select",
      value: "SELECTOR[,…]",
      help: "fields, each as [PATH::][app.]Entity.field, or settings, as [PATH::]NAME",
    },
    { name: "fix", value: "ID", help: "what to do; --list tells what is on offer" },
    { name: "list", value: null, help: "list the fixes on offer, and why others are not" },
    { name: "provider", value: "NAME", help: "encrypt with this package instead of the one that fits the project" },
    { name: "reason", value: "TEXT", help: "why, for a decision (ignore, set-category)" },
    { name: "category", value: "KEY", help: "data category to set (set-category)" },
    { name: "write", value: null, help: "change the files, all or none" },
  ],
  notes: ["The diff goes to standard output, what remains to be done by hand to standard error."],
  example: "fieldguard fix --select Customer.national_id,Employee.bank_account --fix encrypt",

  async run(invocation) {
    const { terminal, positionals, values, switches } = invocation;
    const selectors = (values.get("select") ?? "")
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
    if (selectors.length === 0) throw new UsageError("name the fields with --select [PATH::][app.]Entity.field");
    if (positionals.length > 1) throw new UsageError("give one path: the project, or the file with the models");
    const target = targetOf(positionals);
    // Who uses a field may stand in any other file.
    const project = await openProject({ ...target, parts: null }, invocation);
    const isSetting = (selector: string): boolean => SETTING_SELECTOR.test(selector);
    const settings = selectedSettings(project.workspace, selectors.filter(isSetting));
    const fields = selectedFields(
      project.workspace,
      target.parts,
      selectors.filter((selector) => !isSetting(selector)),
    );

    if (switches.has("list")) {
      for (const finding of settings) terminal.print(await settingListing(project.workspace, finding));
      for (const field of fields) terminal.print(await listing(project, field, invocation));
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
    for (const field of fields) await make(await planFor(project, field, invocation));
    if (switches.has("write")) {
      writeFiles(project.root, changed.files);
      for (const { path, before } of changed.files) terminal.print(`${before ? "changed" : "created"} ${path}\n`);
    } else {
      printDiff(terminal, changed.files, { holdsSecret: plans.some(({ holdsSecret }) => holdsSecret ?? false) });
    }
    for (const note of new Set(plans.flatMap(({ notes }) => notes))) terminal.note(`note: ${note}`);
    return EXIT.clean;
  },
};

function selectedFields(
  workspace: Workspace,
  parts: Target["parts"],
  selectors: readonly string[],
): readonly SelectedField[] {
  const analyses = workspace.analyses().filter(({ path }) => isPart(parts, path));
  const fields = new Map<string, SelectedField>();
  for (const selector of selectors) {
    const field = selectField(analyses, selector);
    fields.set(fullSelector(field), field);
  }
  return [...fields.values()];
}

async function listing(
  { workspace }: OpenProject,
  { analysis, subject }: SelectedField,
  { terminal }: Invocation,
): Promise<string> {
  const context = await workspace.countedFixContext(analysis.path, subject.entity.name, subject.field.name);
  const paint = paintFor(terminal.color);
  const lines = context ? fixLines(analysis.path, subject, answersFor(context), paint, { withChoices: true }) : [];
  const shown = lines.length > 0 ? lines : ["There is nothing to fix about this field."];
  return [fieldHeading(analysis.file, subject, paint), ...shown].join("\n") + "\n";
}

async function planFor({ workspace }: OpenProject, field: SelectedField, { values }: Invocation): Promise<FixPlan> {
  const name = fullSelector(field);
  const id = values.get("fix");
  const fix = fixOf(id ?? "");
  if (!fix) {
    const known = fixes.map((item) => item.id).join(", ");
    throw new UsageError(
      id === undefined ? `say what to do with --fix ID: ${known}` : `there is no fix ${id}; there are ${known}`,
    );
  }
  const { analysis, subject } = field;
  // Made anew: an earlier fix may have changed the file.
  const context = await workspace.countedFixContext(analysis.path, subject.entity.name, subject.field.name);
  const offer = context ? fix.offer(context) : null;
  if (!context || !offer)
    throw new UsageError(`${fix.id} has nothing to do for ${name}; --list tells what is on offer`);
  if (isRefusal(offer)) throw new UsageError(`${fix.id} is not on offer for ${name}: ${refusalWords(offer)}`);
  const input = inputFor(offer, values, workspace.policy.categories);
  const plan = fix.plan(context, input);
  if (plan) return plan;
  throw new UsageError(
    input.provider === undefined
      ? `${fix.id} cannot edit the declaration of ${name}; change it by hand`
      : `${input.provider} cannot be used for ${name}: the project does not use it, or it has nothing for such a field`,
  );
}

function inputFor(offer: FixOffer, values: ReadonlyMap<string, string>, categories: Categories): FixInput {
  const provider = values.get("provider");
  const value = offer.input === null ? undefined : values.get(offer.input);
  const reason = values.get("reason");
  if (offer.input !== null && value === undefined) {
    throw new UsageError(`${offer.id} needs --${offer.input} ${offer.input === "reason" ? "TEXT" : "KEY"}`);
  }
  if (offer.input === "category" && !isCategoryIn(categories, value ?? "")) {
    throw new UsageError(`${value ?? ""} is no data category; keys look like user.contact.email`);
  }
  if (provider !== undefined && !providers.some(({ id }) => id === provider)) {
    const known = providers.map(({ id }) => id).join(", ");
    throw new UsageError(`there is no provider ${provider}; there are ${known}`);
  }
  return {
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
    ...(provider === undefined ? {} : { provider }),
  };
}
