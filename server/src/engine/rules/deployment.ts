import type { Certainty, Setting } from "../project/settings/readSettings.ts";
import {
  type DictionaryEntry,
  type DictionaryValue,
  type SettingPlace,
  textOf,
  type Value,
} from "../project/settings/value.ts";
import type { Deployment } from "./rule.ts";

/** A setting unless nothing gives it for sure, or something that is not there may give another one. */
export function surelyGiven({ project, environment }: Deployment, name: string): Setting | null {
  const setting = project.settings.valueIn(name, environment);
  return setting && !UNSURE.includes(setting.certainty) ? setting : null;
}

const UNSURE: readonly Certainty[] = ["overridable", "unknown", "varies"];

/** Whether it is not given for sure, so that the default counts. */
export function isMissing({ project, environment }: Deployment, name: string): boolean {
  const { settings } = project;
  return settings.valueIn(name, environment) === null && settings.missingIn(environment).length === 0;
}

/** Where the value comes from in the end. */
export function placeOf({ places }: Setting): SettingPlace {
  return places.at(-1)!;
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === "literal" && value.value === true;
}

export function isFalse(value: Value | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}

/** Whether a list has the text for sure. */
export function hasText(value: Value | undefined, text: string): boolean {
  return value?.kind === "list" && value.items.some((item) => item.always && textOf(item.value) === text);
}

export function entryOf(value: Value | undefined, key: DictionaryEntry["key"]): Value | undefined {
  return value?.kind === "dictionary" ? value.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** Whether a dictionary has no such entry, for sure. */
export function lacks({ entries, whole }: DictionaryValue, key: string): boolean {
  return whole && !entries.some((entry) => entry.key === key);
}

/** Of the files that the settings are made of. */
export function textsOf({ project, environment }: Deployment): readonly string[] {
  return project.settings.pathsOf(environment).map((path) => project.texts.get(path) ?? "");
}

/** `DEBUG`: where it is off for sure, what only debugging shows is shown to nobody. */
export function isDebugOff(deployment: Deployment): boolean {
  return isFalse(surelyGiven(deployment, "DEBUG")?.value) || isMissing(deployment, "DEBUG");
}
