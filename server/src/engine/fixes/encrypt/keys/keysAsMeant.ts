import { readModule } from "../../../languages/python/module.ts";
import type { KeySetting } from "../../../project/keys/publicKey.ts";
import type { Project } from "../../../project/model.ts";
import type { Value } from "../../../project/settings/value.ts";
import type { FileChange } from "../../model.ts";
import { projectAfter } from "../../projectAfter.ts";
import { isAssigned } from "./settingsBlock.ts";
import type { SettingsHome } from "./settingsHomes.ts";

/**
 * A last look: evaluated once more, settings for local runs and tests have the fixed key and nothing else, and no others surely have it.
 */
export function haveKeysAsMeant(
  project: Project,
  homes: readonly SettingsHome[],
  changes: readonly Extract<FileChange, { kind: "edit" }>[],
  { name, publicKey }: KeySetting,
): boolean {
  const changed = new Set(changes.map(({ path }) => path));
  const { settings } = projectAfter(project, changes);
  return homes.every(({ place, environments, local, isLocal }) => {
    if (!changed.has(place.path)) return true;
    return environments.every((environment) => {
      const value = settings.valueIn(name, environment)?.value;
      if (value === undefined) return false;
      const own = local.find((each) => each.environment === environment);
      // Where a place reads keys already, somebody has decided which.
      if (own && isAssigned(readModule(project.texts.get(own.path) ?? ""), own.className, name)) return true;
      if (isLocal || (own && changed.has(own.path))) return isPublic(value, publicKey);
      // Parts that only some runs include are evaluated as if all did.
      const hasParts = local.some((each) => each.environment === null);
      return hasParts || (local.length > 0 ? !mayBePublic(value, publicKey) : !isPublic(value, publicKey));
    });
  });
}

/** Whether some run may end up with the public key. */
function mayBePublic(value: Value, publicKey: string): boolean {
  if (value.kind === "either") return value.values.some((each) => mayBePublic(each, publicKey));
  return (
    value.kind === "list" && value.items.some((item) => item.value.kind === "literal" && item.value.value === publicKey)
  );
}

function isPublic(value: Value, publicKey: string): boolean {
  return (
    value.kind === "list" &&
    value.whole &&
    value.items.every((item) => item.value.kind === "literal" && item.value.value === publicKey)
  );
}
