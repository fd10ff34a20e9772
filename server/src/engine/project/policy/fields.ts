import type { Categories } from "./categories.ts";
import { readCategoryKey } from "./categoryKey.ts";
import type { FieldPolicy } from "./model.ts";
import { partsOf, readReason, type Setting, settingsIn } from "./setting.ts";

export function readFields(section: Setting | undefined, categories: Categories): ReadonlyMap<string, FieldPolicy> {
  const fields = new Map<string, FieldPolicy>();
  for (const setting of settingsIn(section)) {
    const decision = readDecision(setting, categories);
    if (decision) fields.set(setting.key, decision);
  }
  return fields;
}

function readDecision(setting: Setting, categories: Categories): FieldPolicy | null {
  const name = `fields.${setting.key}`;
  const parts = partsOf(setting, name, ["category", "reason"]);
  const key = parts.get("category");
  if (!key) setting.wrong(`\`${name}\` needs a \`category\` (or \`category: null\` for not sensitive)`);
  const category = key && readCategoryKey(key, categories);
  const reason = readReason(setting, name, parts);
  return category === undefined || reason === null ? null : { category, reason };
}
