import { expect } from "vitest";
import { isRefusal } from "../../server/src/engine/fixes/model.ts";
import { REMOVE_IGNORE, removeIgnores } from "../../server/src/engine/fixes/removeIgnore.ts";
import { classFixes, fixOf, settingFixes } from "../../server/src/engine/fixes/registry.ts";
import type {
  FixContext,
  FixPlan,
  FixRefusal,
  ModelOfField,
  SettingFixContext,
} from "../../server/src/engine/fixes/model.ts";
import { appLabelOf } from "../../server/src/engine/project/appLabel.ts";
import { migrationFoldersFor } from "../../server/src/engine/project/migrations/migrationFolders.ts";
import type { AppMigrations } from "../../server/src/engine/project/migrations/model.ts";
import { readMigration } from "../../server/src/engine/project/migrations/readMigration.ts";
import type { ClassifiedField, ClassifiedFile, Project } from "../../server/src/engine/project/model.ts";
import { NO_DECLARATIONS } from "../../server/src/engine/project/declarations/model.ts";
import { keyUses } from "../../server/src/engine/project/keys/keyUses.ts";
import { EMPTY_POLICY } from "../../server/src/engine/project/policy/model.ts";
import { readProject } from "../../server/src/engine/project/readProject.ts";
import type { FixCase } from "../../server/src/engine/rules/cases.ts";
import { checkDeployments, checkSettings } from "../../server/src/engine/rules/checkSettings.ts";
import { ruleOf } from "../../server/src/engine/rules/registry.ts";
import { applyEdits } from "../../server/src/engine/text/textEdit.ts";
import { classFindings, withFix } from "../../server/src/workspace/classFindings.ts";
import { classifiedFile, encryptedFields } from "./findings.ts";
import { parseFixture } from "./fixture.ts";
import { readWorkspace } from "./uses.ts";

/** The context of `Entity.field` in the fixture's files; the declaring file is the first that has it. */
export function fixContext(files: ReadonlyMap<string, string>, selector: string): FixContext {
  for (const [path, text] of files) {
    if (!path.endsWith(".py")) continue;
    const file = classifiedFile(path, text);
    const subject = file.fields.find(({ entity, field }) => `${entity.name}.${field.name}` === selector);
    if (!subject) continue;
    const project = readProject(files);
    return {
      file,
      text,
      subject,
      models: modelsOf(files, project, file, subject),
      project,
      categories: new Map(),
      uses: { uses: [], byPackages: [] },
      usingTexts: new Map(),
    };
  }
  throw new Error(`no field ${selector}`);
}

/** Heirs are those of the same file. */
function modelsOf(
  files: ReadonlyMap<string, string>,
  project: Project,
  { schema }: ClassifiedFile,
  { entity }: ClassifiedField,
): readonly ModelOfField[] {
  const heirs = schema.entities.filter(({ bases }) => bases.some(({ text }) => text === entity.name));
  const label = appLabelOf(schema.path, entity, files);
  const apps = migrationFoldersFor(schema.path, label, project.settings).map((folder): AppMigrations => {
    const own = [...files].filter(([path]) => path.startsWith(`${folder}/`));
    return { label, folder, migrations: own.flatMap(([path, text]) => readMigration(path, text) ?? []) };
  });
  const app = apps.find(({ migrations }) => migrations.length > 0) ?? { label, folder: null, migrations: [] };
  return (entity.abstract ? heirs : [entity]).map((model) => ({ entity: model, app }));
}

/** The files after the plan, all of them. */
export function applyPlan(files: ReadonlyMap<string, string>, plan: FixPlan): Map<string, string> {
  const result = new Map(files);
  for (const step of plan.steps) {
    for (const change of step.changes) if (change.kind === "create") result.set(change.path, change.text);
  }
  for (const [path, text] of files) {
    const changes = plan.steps.flatMap((step) => step.changes).filter((change) => change.path === path);
    result.set(
      path,
      applyEdits(
        text,
        changes.flatMap((change) => (change.kind === "edit" ? change.edits : [])),
      ),
    );
  }
  return result;
}

/** The context of what is found about a setting, with a `.env` that is ignored where the fixture's `.gitignore` says so. */
export function settingFixContext(
  files: ReadonlyMap<string, string>,
  setting: string,
  fix: string | null = null,
): SettingFixContext {
  const project = readProject(files);
  const models = [...files].filter(([path]) => path.endsWith(".py"));
  const encrypted = encryptedFields(models, EMPTY_POLICY, NO_DECLARATIONS);
  const found = [...checkSettings(project, encrypted, EMPTY_POLICY), ...checkDeployments(project, EMPTY_POLICY)];
  const finding = found.find(({ field, rule }) => field === setting && (fix === null || fixesOf(rule).includes(fix)));
  if (!finding) throw new Error(`nothing is found about ${setting}`);
  const isIgnored = files.get(".gitignore")?.split("\n").includes(".env") ?? false;
  const secretsFile = { path: ".env", text: files.get(".env") ?? null, isIgnored };
  return { finding, uses: keyUses(project, encrypted), project, secretsFile };
}

function fixesOf(rule: string): readonly string[] {
  return ruleOf(rule)?.meta.fixes ?? [];
}

/** The plan of a fix for what is found at a class, `Class` or `Class:field`; the reason where there is none. */
export async function planForClass(
  files: ReadonlyMap<string, string>,
  id: string,
  selector: string,
): Promise<FixPlan | FixRefusal> {
  const [holder, field] = selector.split(":");
  const workspace = await readWorkspace(files);
  const [found] = withFix(await classFindings(workspace, { path: null, holder: holder! }), id);
  if (!found) throw new Error(`nothing is found about ${selector} that ${id} is for`);
  const options = field === undefined ? {} : { field };
  const context = (await workspace.classFixContext(found.finding, { ...options, withOthers: true }))!;
  const fix = classFixes.find((each) => each.id === id)!;
  const offer = fix.offer(context);
  if (!offer) throw new Error(`${id} has nothing to do at ${selector}`);
  return isRefusal(offer) ? offer : fix.plan(context);
}

/** Applies the fix to `before` and compares the files that `after` shows; others may be changed too. */
export function checkFix(fixCase: FixCase): void {
  const { fix: id, input, field, before, after } = fixCase;
  const { files } = parseFixture(before);
  if (!field.includes(".")) {
    const plan = settingFixes.find((fix) => fix.id === id)!.plan(settingFixContext(files, field, id));
    expect(plan, `${id} has a plan`).not.toBeNull();
    const result = applyPlan(files, plan!);
    for (const [path, text] of parseFixture(after).files) expect(result.get(path)).toBe(text);
    return;
  }
  const context = fixContext(files, field);
  const fix = fixOf(id);
  const offer = fix?.offer(context) ?? null;
  expect(offer, `${id} is offered`).not.toBeNull();
  expect(isRefusal(offer!) ? offer.because : "offered").toBe("offered");
  const plan = fix!.plan(context, input ?? {});
  expect(plan, `${id} has a plan`).not.toBeNull();
  const result = applyPlan(files, plan!);
  for (const [path, text] of parseFixture(after).files) expect(result.get(path)).toBe(text);
}

/** The same of comments that hide nothing; false where it is another fix. */
export async function checkRemoval({ fix: id, before, after }: FixCase): Promise<boolean> {
  if (id !== REMOVE_IGNORE) return false;
  const { files } = parseFixture(before);
  const workspace = await readWorkspace(files);
  const result = new Map(files);
  for (const path of workspace.pathsOfUnusedIgnores) {
    const plan = removeIgnores(workspace.unusedIgnoresIn(path), files.get(path)!);
    expect(plan, `${id} has a plan`).not.toBeNull();
    result.set(path, applyPlan(files, plan!).get(path)!);
  }
  for (const [path, text] of parseFixture(after).files) expect(result.get(path)).toBe(text);
  return true;
}

/** The same of a fix for what is found at a class; false where it is another. */
export async function checkClassFix({ fix: id, field, before, after }: FixCase): Promise<boolean> {
  if (!classFixes.some((fix) => fix.id === id)) return false;
  const { files } = parseFixture(before);
  const plan = await planForClass(files, id, field);
  if (isRefusal(plan)) throw new Error(plan.because);
  const result = applyPlan(files, plan);
  for (const [path, text] of parseFixture(after).files) expect(result.get(path)).toBe(text);
  return true;
}
