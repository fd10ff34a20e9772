import { isLocalEnvironment } from "../keys/localEnvironments.ts";
import { kindByName, type SettingsEnvironment } from "./environments.ts";
import { type ProjectSettings, speakingFor } from "./readSettings.ts";

/**
 * The settings that each Django project of a folder is deployed with. What calls itself production is that; without any, what is not called
 * after development or tests, or what others are made of. Examples and demonstrations are deployed by nobody.
 */
export function deployedEnvironments(settings: ProjectSettings): readonly SettingsEnvironment[] {
  const real = settings.environments.filter(({ path }) => !FOR_SHOW.test(path));
  return [...new Set(real.map(({ folder }) => folder))].flatMap((folder) => {
    const own = real.filter((each) => each.folder === folder);
    const called = own.filter(callsItselfProduction);
    if (called.length > 0) return called;
    return speakingFor("production", own).filter(
      (each) => (each.kind === "production" || each.kind === "base") && !isLocalEnvironment(settings, each, own),
    );
  });
}

/** By its name, not because there are no others. */
export function callsItselfProduction({ className, module }: SettingsEnvironment): boolean {
  return kindByName(className ?? module) === "production";
}

const FOR_SHOW =
  /(^|\/)(\w+_)?(examples?|demos?|sandbox|samples?|docs?|tests?|testing|testapp|testsite)(_\w+)?(\/|(_settings)?\.py$)/;
