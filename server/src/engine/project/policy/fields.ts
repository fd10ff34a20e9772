import { type Categories, isCategoryIn } from "./categories.ts";
import type { FieldPolicy } from "./model.ts";
import { type Setting, settingsIn } from "./setting.ts";

export function readFields(section: Setting | undefined, categories: Categories): ReadonlyMap<string, FieldPolicy> {
  const fields = new Map<string, FieldPolicy>();
  for (const setting of settingsIn(section)) {
    const decision = readDecision(setting, categories);
    if (decision) fields.set(setting.key, decision);
  }
  return fields;
}

function readDecision(setting: Setting, categories: Categories): FieldPolicy | null {
  const { key, wrong } = setting;
  const parts = new Map(settingsIn(setting, `fields.${key}`).map((part) => [part.key, part]));
  for (const part of parts.values()) {
    if (part.key !== "category" && part.key !== "reason")
      part.wrong(`\`${part.key}\` is not known here; a decision has a \`category\` and a \`reason\``);
  }
  const category = parts.get("category")?.value;
  const reason = parts.get("reason")?.value;
  if (category !== null && category !== false && typeof category !== "string") {
    wrong(`\`fields.${key}\` needs a \`category\` (or \`category: null\` for not sensitive)`);
  } else if (typeof category === "string" && !isCategoryIn(categories, category)) {
    parts.get("category")?.wrong(`there is no category \`${category}\``);
  } else if (typeof reason !== "string" || reason.trim() === "") {
    wrong(`\`fields.${key}\` needs a \`reason\``);
  } else {
    return { category: category === false ? null : category, reason };
  }
  return null;
}
