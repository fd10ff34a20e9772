import type { KeyUse } from "../../project/keys/keyUses.ts";
import type { Project } from "../../project/model.ts";
import { type EnvironmentValue, partsOf, textOf, type Value } from "../../project/settings/value.ts";
import type { WrittenValue } from "./writtenValue.ts";

/** Another setting that reads the variable, which then gets the key and did not have it before. */
export function otherReader(
  { settings }: Project,
  { environments }: KeyUse,
  variable: string,
  { keys, shape, read }: WrittenValue,
  setting: string,
): string | null {
  const isSame = ({ default: value }: EnvironmentValue): boolean =>
    read !== null && value !== null && (shape === "text" ? [textOf(value)] : itemsOf(value)).join() === keys.join();
  for (const environment of environments) {
    for (const name of settings.namesIn(environment)) {
      const value = name === setting ? null : settings.valueIn(name, environment);
      if (value && readsOf(value.value).some((each) => each.variable === variable && !isSame(each))) return name;
    }
  }
  return null;
}

function readsOf(value: Value): readonly EnvironmentValue[] {
  return [...(value.kind === "environment" ? [value] : []), ...partsOf(value).flatMap(readsOf)];
}

function itemsOf(value: Value): readonly (string | null)[] {
  return value.kind === "list" ? value.items.map((item) => textOf(item.value)) : [];
}
