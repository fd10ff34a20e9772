import { ENCRYPTION_KEYS, type KeySetting } from "../../project/keys/publicKey.ts";
import type { Project } from "../../project/model.ts";
import type { Contexts, FixContext, FixStep } from "../model.ts";
import { type Installing, installing } from "./appSettings.ts";
import { type Helper, helperFor } from "./helper.ts";
import { environmentStep } from "./keys/environmentStep.ts";
import { hasKeySettings, keySettingsStep } from "./keySettings.ts";

/** The app of the generated field classes, and what installs it. */
export interface GeneratedApp {
  readonly helper: Helper;
  readonly installing: Installing;
}

/** A sentence where it cannot be had for certain. */
export function generatedAppFor(context: FixContext): GeneratedApp | string {
  const helper = helperFor(context);
  if (typeof helper === "string") return helper;
  const found = installingOf(context, helper);
  return typeof found === "string" ? found : { helper, installing: found };
}

/** The same of several fields. */
export interface SharedApp extends GeneratedApp {
  /** The module of the field classes, as seen by the file of the field's model. */
  readonly moduleOf: (context: FixContext) => string;
  /** The same for migrations, where one that serves several files calls it by one name. */
  readonly moduleInMigrations: (context: FixContext) => string;
}

/** A sentence where it cannot be had for certain, or where each would get one of its own. */
export function sharedAppFor(contexts: Contexts): SharedApp | string {
  const app = generatedAppFor(contexts[0]);
  if (typeof app === "string") return app;
  const modules = new Map<FixContext, string>();
  for (const context of contexts) {
    const helper = helperBeside(context, app);
    if (typeof helper === "string") return helper;
    if (placeOf(helper) !== placeOf(app.helper))
      return "Nobody knows from where the project imports, so that the field classes would lie in several places.";
    modules.set(context, helper.module);
  }
  const moduleOf = (context: FixContext): string => modules.get(context)!;
  const absolute = contexts.map(moduleOf).find((module) => !module.startsWith("."));
  return { ...app, moduleOf, moduleInMigrations: (context) => absolute ?? moduleOf(context) };
}

/** Where a field by itself would get an app elsewhere, that of another serves it, as it would if this one came later. */
function helperBeside(context: FixContext, other: GeneratedApp): Helper | string {
  const own = helperFor(context);
  if (typeof own === "string" || placeOf(own) === placeOf(other.helper)) return own;
  return helperFor({ ...context, project: projectWith(context.project, other.helper) });
}

function placeOf({ app, module }: Helper): string {
  return app?.folder ?? module;
}

/** The project once the app is there. */
function projectWith(project: Project, { app, create }: Helper): Project {
  const init = app && create.find(({ path }) => path === `${app.folder}__init__.py`);
  if (!init) return project;
  return { ...project, helperPath: init.path, texts: new Map([...project.texts, [init.path, init.text]]) };
}

function installingOf({ project }: FixContext, { app }: Helper): Installing | string {
  if (app === null) return { editings: [], byHand: false };
  return app.name === null ? { editings: [], byHand: true } : installing(project, app.name);
}

/** A quick look at whether the project has all of it. */
export function isInPlace({ project }: FixContext, app: GeneratedApp, readsPlaintext: boolean): boolean {
  const { helper, installing: found } = app;
  return helper.create.length === 0 && hasKeySettings(project, readsPlaintext) && found.editings.length === 0;
}

export interface StepsAndNotes {
  readonly steps: readonly FixStep[];
  readonly notes: readonly string[];
}

/** Writes the app, installs it, and gives it its keys. `readsPlaintext`: there may be rows that no migration encrypts. */
export function generatedAppSteps(
  { project }: FixContext,
  app: GeneratedApp,
  readsPlaintext: boolean,
  keys: readonly KeySetting[] = [ENCRYPTION_KEYS],
): StepsAndNotes {
  const { helper, installing: found } = app;
  const settings = keySettingsStep(project, readsPlaintext, found.editings, keys);
  const environment = environmentStep(project, keys);
  return {
    steps: [
      ...(helper.create.length > 0 ? [{ label: "Field classes", changes: helper.create }] : []),
      ...[settings.step, environment.step].filter((step) => step !== null),
    ],
    notes: [...(found.byHand ? [noteOnInstalling(helper)] : []), ...settings.notes, ...environment.notes],
  };
}

function noteOnInstalling({ app }: Helper): string {
  const { folder, name } = app!;
  return name === null
    ? `Add the app in \`${folder}\` to \`INSTALLED_APPS\`, by the name that Python imports it with.`
    : `Add \`"${name}"\` to \`INSTALLED_APPS\`, which the settings do not write down in a way that is edited here.`;
}
