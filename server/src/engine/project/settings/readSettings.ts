import { entryPointsOf } from "./entryPoints.ts";
import { type EnvironmentKind, environmentsOf, type SettingsEnvironment } from "./environments.ts";
import { evaluationOf } from "./evaluateModule.ts";
import { sharedFolders } from "../paths.ts";
import { once } from "../../text/remembered.ts";
import { placesLedTo } from "./placesLedTo.ts";
import type { SettingsNamespace } from "./scope.ts";
import type { Binding, SettingPlace, Value } from "./value.ts";

/**
 * `certain`: it is this, wherever the project runs. `default`: a variable of the environment may say otherwise. `overridable`: a module
 * that is not there may. `varies`: it depends on something that is not known. `partial`: there may be more. `unknown`: nothing is known.
 */
export type Certainty = "certain" | "default" | "overridable" | "varies" | "partial" | "unknown";

export interface Setting {
  readonly name: string;
  readonly value: Value;
  readonly certainty: Certainty;
  /** False when it depends on something unknown whether it is given at all. */
  readonly always: boolean;
  /** Where it is given and changed, in that order. */
  readonly places: readonly SettingPlace[];
  readonly environment: SettingsEnvironment;
}

/** The settings of the Django projects in a folder. They are evaluated when they are asked for. */
export interface ProjectSettings {
  /** Those that a `manage.py` and the like name come first. */
  readonly environments: readonly SettingsEnvironment[];
  /**
   * Where files lie, or would lie, that entry points name and settings take values from. What such a file leads to is told once it is among
   * the files.
   */
  placesLedTo(): ReadonlySet<string>;
  /**
   * A setting as it is there, of the Django project that a file belongs to, by default of the one at the top. Null when nothing
   * gives it, so that Django's own default counts. A kind that the project does not have is answered by the next best.
   */
  valueOf(name: string, kind: EnvironmentKind, path?: string): Setting | null;
  /** The same in one environment. */
  valueIn(name: string, environment: SettingsEnvironment): Setting | null;
  /** All that an environment gives. */
  namesIn(environment: SettingsEnvironment): readonly string[];
  /** Files that give the environment's module all of their names. */
  pathsOf(environment: SettingsEnvironment): readonly string[];
  /** Modules that are not there and may give it any setting: `from .local import *` of a file that nobody commits. */
  missingIn(environment: SettingsEnvironment): readonly string[];
  /** The one that speaks for a kind; null without any settings. */
  environmentFor(kind: EnvironmentKind, path?: string): SettingsEnvironment | null;
  /** That one, and behind it those that tell of the kind what cannot be read in it, the next best first. */
  environmentsFor(kind: EnvironmentKind, path?: string): readonly SettingsEnvironment[];
}

export function readSettings(files: ReadonlyMap<string, string>): ProjectSettings {
  const evaluation = evaluationOf(files);
  const entryPoints = once(() => entryPointsOf(files));
  const environments = once(() => environmentsOf(files, entryPoints(), evaluation.read));
  const namespaceOf = ({ path, folder }: SettingsEnvironment): SettingsNamespace => evaluation.moduleAt(path, folder);
  const valuesIn = (environment: SettingsEnvironment): ReadonlyMap<string, Binding> => {
    const { values } = namespaceOf(environment);
    if (environment.className === null) return values;
    const found = values.get(environment.className)?.value;
    return found?.kind === "namespace" ? found.values : values;
  };
  const settings: ProjectSettings = {
    get environments() {
      return environments();
    },
    placesLedTo: () => placesLedTo(files, entryPoints(), environments(), evaluation.read),
    valueIn(name, environment) {
      const binding = valuesIn(environment).get(name);
      if (!binding) return null;
      const { value, always, places } = binding;
      return { name, value, certainty: certaintyOf(binding), always, places, environment };
    },
    valueOf(name, kind, path = "") {
      const environment = settings.environmentFor(kind, path);
      return environment && settings.valueIn(name, environment);
    },
    namesIn: (environment) => [...valuesIn(environment).keys()].filter((name) => SETTING_NAME.test(name)),
    pathsOf: (environment) => namespaceOf(environment).paths,
    missingIn: (environment) => namespaceOf(environment).missing,
    environmentFor: (kind, path = "") => environmentFor(environments(), kind, path),
    environmentsFor: (kind, path = "") => environmentsFor(environments(), kind, path),
  };
  return settings;
}

/** The one that speaks for a kind in the project of a file; null without any settings. */
export function environmentFor(
  environments: readonly SettingsEnvironment[],
  kind: EnvironmentKind,
  path: string,
): SettingsEnvironment | null {
  return nearestOf(path, speakingFor(kind, ofProject(environments, path)));
}

function environmentsFor(
  environments: readonly SettingsEnvironment[],
  kind: EnvironmentKind,
  path: string,
): readonly SettingsEnvironment[] {
  const own = ofProject(environments, path);
  return NEXT_BEST[kind].flatMap((each) =>
    namedAmong(own.filter((environment) => environment.kind === each)).toSorted(
      (a, b) => sharedFolders(b.path, path) - sharedFolders(a.path, path),
    ),
  );
}

/** Of the settings of one Django project those that may speak for a kind, if only because it has no better ones. */
export function speakingFor(
  kind: EnvironmentKind,
  own: readonly SettingsEnvironment[],
): readonly SettingsEnvironment[] {
  const best = NEXT_BEST[kind].find((wanted) => own.some((each) => each.kind === wanted));
  return namedAmong(own.filter((each) => each.kind === best));
}

/** Of several that Python imports from the same folder those count that something names, if any. */
function namedAmong(environments: readonly SettingsEnvironment[]): readonly SettingsEnvironment[] {
  const named = environments.filter(({ namedBy }) => namedBy.length > 0);
  return named.length > 0 ? named : environments;
}

/** Django heeds names in capitals alone. */
const SETTING_NAME = /^[A-Z][A-Z0-9_]*$/;

const NEXT_BEST: Readonly<Record<EnvironmentKind, readonly EnvironmentKind[]>> = {
  production: ["production", "base", "development", "test"],
  base: ["base", "production", "development", "test"],
  development: ["development", "base", "production", "test"],
  test: ["test", "base", "development", "production"],
};

/** Of the Django project whose folder lies nearest above the file; without one, of that whose settings lie nearest. */
function ofProject(environments: readonly SettingsEnvironment[], path: string): readonly SettingsEnvironment[] {
  const around = environments.filter(({ folder }) => path !== "" && path.startsWith(folder));
  const above = around.toSorted((a, b) => b.folder.length - a.folder.length)[0];
  const folder = (above ?? nearestOf(path, environments))?.folder;
  return environments.filter((each) => each.folder === folder);
}

/** The first of those that share most folders with the file. */
function nearestOf(path: string, environments: readonly SettingsEnvironment[]): SettingsEnvironment | null {
  let nearest: SettingsEnvironment | null = null;
  for (const each of environments) {
    if (!nearest || sharedFolders(each.path, path) > sharedFolders(nearest.path, path)) nearest = each;
  }
  return nearest;
}

function certaintyOf({ value, always, overridable }: Binding): Certainty {
  const own = certaintyOfValue(value);
  if (own === "unknown") return "unknown";
  if (!always) return "varies";
  return own === "certain" && overridable ? "overridable" : own;
}

function certaintyOfValue(value: Value): Certainty {
  switch (value.kind) {
    case "literal":
    case "path":
      return "certain";
    case "environment":
      return "default";
    case "either":
      return "varies";
    case "list":
      return worst(value.whole, value.items);
    case "dictionary":
      return worst(value.whole, value.entries);
    default:
      return "unknown";
  }
}

function worst(whole: boolean, parts: readonly { readonly value: Value; readonly always: boolean }[]): Certainty {
  const inner = parts.map(({ value }) => certaintyOfValue(value));
  if (!whole || inner.includes("unknown") || inner.includes("partial")) return "partial";
  if (inner.includes("varies") || parts.some(({ always }) => !always)) return "varies";
  return inner.includes("default") ? "default" : "certain";
}
