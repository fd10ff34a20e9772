import { type Fix, type FixContext, type FixInput, type FixPlan, isRefusal } from "../engine/fixes/model.ts";
import { BY_HAND, isMeant, planTogether } from "../engine/fixes/planTogether.ts";
import { fixes, fixOf } from "../engine/fixes/registry.ts";
import { type Categories, isCategoryIn } from "../engine/project/policy/categories.ts";
import { providers } from "../engine/protection/providers.ts";
import { refusalWords } from "../engine/reports/uses.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { fullSelector, selectField, type SelectedField } from "./selector.ts";
import { UsageError } from "./verb.ts";
import { type SelectedWhole, selectWhole } from "./wholeSelector.ts";

/** What was asked for: fields by their own names, and all that is meant of classes and apps. */
export interface FieldSelection {
  readonly named: readonly SelectedField[];
  readonly wholes: readonly SelectedWhole[];
}

/** @throws UsageError for a selector that means nothing, or several things. */
export function selectFields(analyses: readonly FileAnalysis[], selectors: readonly string[]): FieldSelection {
  const named = new Map<string, SelectedField>();
  const wholes: SelectedWhole[] = [];
  for (const selector of selectors) {
    const whole = selectWhole(analyses, selector);
    if (whole) {
      wholes.push(whole);
      continue;
    }
    const field = selectField(analyses, selector);
    named.set(fullSelector(field), field);
  }
  return { named: [...named.values()], wholes };
}

/** @throws UsageError when there is none of that id. */
export function fixCalled(id: string | undefined): Fix {
  const fix = fixOf(id ?? "");
  if (fix) return fix;
  const known = fixes.map((item) => item.id).join(", ");
  throw new UsageError(
    id === undefined ? `say what to do with --fix ID: ${known}` : `there is no fix ${id}; there are ${known}`,
  );
}

/** What becomes of all that was selected. */
export interface SelectionPlan {
  /** Null when there is nothing to do. */
  readonly plan: FixPlan | null;
  /** Selectors of the fields that the plan is about. */
  readonly done: readonly string[];
  /** Fields of classes and apps that stay as they are, each with its reason. */
  readonly left: readonly string[];
}

/**
 * One change for all that was selected; null for a fix that takes fields one by one.
 * @throws UsageError when a field that was named cannot be done.
 */
export async function selectionPlan(
  workspace: Workspace,
  { named, wholes }: FieldSelection,
  fix: Fix,
  values: ReadonlyMap<string, string>,
): Promise<SelectionPlan | null> {
  if (!fix.planAll) return null;
  const contexts = new Map<string, FixContext>();
  for (const field of named) contexts.set(fullSelector(field), await offeredContext(workspace, field, fix));
  const left: string[] = [];
  for (const field of wholes.flatMap(({ fields }) => fields)) {
    const name = fullSelector(field);
    if (contexts.has(name) || field.subject.classification.verdict !== "sensitive") continue;
    const context = await contextOf(workspace, field);
    if (!context) left.push(`${name}: ${MORE_THAN_ONCE}.`);
    else if (isMeant(fix, context)) contexts.set(name, context);
  }
  const input = inputFor({ id: fix.id, input: null }, values, workspace.policy.categories);
  const planned = planTogether(fix, [...contexts.values()], input)!;
  const names = new Map([...contexts].map(([name, context]) => [context, name]));
  const isNamed = new Set(named.map(fullSelector));
  for (const { context, why } of planned.left) {
    const name = names.get(context)!;
    if (isNamed.has(name)) {
      if (why.because === BY_HAND) throw cannotBePlanned(fix, name, input);
      throw new UsageError(
        `${fix.id} cannot be done for ${name} in one change with the others: ${refusalWords({ id: fix.id, ...why })}`,
      );
    }
    left.push(`${name}: ${refusalWords({ id: fix.id, ...why })}`);
  }
  left.push(...wholes.flatMap((whole) => inheritedBy(workspace, whole, new Set(contexts.keys()))));
  return { plan: planned.plan, done: planned.done.map((context) => names.get(context)!), left: left.sort() };
}

/** What models of a class or an app lack because of a class that was not selected. */
function inheritedBy(workspace: Workspace, whole: SelectedWhole, selected: ReadonlySet<string>): readonly string[] {
  return workspace.inheritedFields(whole.files).flatMap(({ child, declaredIn, subject, installed }) => {
    if (whole.entity !== null && child.entity.name !== whole.entity) return [];
    const declared = `${declaredIn.path}::${subject.entity.name}.${subject.field.name}`;
    const isSelected = whole.fields.some((field) => fullSelector(field) === declared) || selected.has(declared);
    if (!subject.lacksTreatment || isSelected || installed !== null) return [];
    return [
      `${child.schema.path}::${child.entity.name}.${subject.field.name}: It is declared in \`${subject.entity.name}\` of ${declaredIn.path}, which other models may inherit: select that.`,
    ];
  });
}

/** @throws UsageError */
export async function singlePlan(
  workspace: Workspace,
  field: SelectedField,
  fix: Fix,
  values: ReadonlyMap<string, string>,
): Promise<FixPlan> {
  const context = await offeredContext(workspace, field, fix);
  const offer = fix.offer(context);
  const asks = offer && !isRefusal(offer) ? offer.input : null;
  const input = inputFor({ id: fix.id, input: asks }, values, workspace.policy.categories);
  const plan = fix.plan(context, input);
  if (!plan) throw cannotBePlanned(fix, fullSelector(field), input);
  return plan;
}

/** Made anew: an earlier fix may have changed the file. */
function contextOf(workspace: Workspace, { analysis, subject }: SelectedField): Promise<FixContext | null> {
  return workspace.countedFixContext(analysis.path, subject.entity.name, subject.field.name);
}

async function offeredContext(workspace: Workspace, field: SelectedField, fix: Fix): Promise<FixContext> {
  const name = fullSelector(field);
  const context = await contextOf(workspace, field);
  const offer = context ? fix.offer(context) : null;
  if (!context) throw new UsageError(`${fix.id} is not on offer for ${name}: ${MORE_THAN_ONCE}`);
  if (!offer) throw new UsageError(`${fix.id} has nothing to do for ${name}; --list tells what is on offer`);
  if (isRefusal(offer)) throw new UsageError(`${fix.id} is not on offer for ${name}: ${refusalWords(offer)}`);
  return context;
}

const MORE_THAN_ONCE = "It is declared more than once in its file, so that it is not certain which declaration counts";

function cannotBePlanned(fix: Fix, name: string, { provider }: FixInput): UsageError {
  return new UsageError(
    provider === undefined
      ? `${fix.id} cannot edit the declaration of ${name}; change it by hand`
      : `${provider} cannot be used for ${name}: the project does not use it, or it has nothing for such a field`,
  );
}

function inputFor(
  { id, input }: { readonly id: string; readonly input: "reason" | "category" | null },
  values: ReadonlyMap<string, string>,
  categories: Categories,
): FixInput {
  const provider = values.get("provider");
  const value = input === null ? undefined : values.get(input);
  const reason = values.get("reason");
  if (input !== null && value === undefined) {
    throw new UsageError(`${id} needs --${input} ${input === "reason" ? "TEXT" : "KEY"}`);
  }
  if (input === "category" && !isCategoryIn(categories, value ?? "")) {
    throw new UsageError(`${value ?? ""} is no data category; keys look like user.contact.email`);
  }
  if (provider !== undefined && !providers.some(({ id: known }) => known === provider)) {
    const known = providers.map((each) => each.id).join(", ");
    throw new UsageError(`there is no provider ${provider}; there are ${known}`);
  }
  return {
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
    ...(provider === undefined ? {} : { provider }),
  };
}
