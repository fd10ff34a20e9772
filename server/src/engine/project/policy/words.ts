import { splitName } from "../../classification/words.ts";
import type { Categories } from "./categories.ts";
import { readCategoryKey } from "./categoryKey.ts";
import type { Policy } from "./model.ts";
import { type Setting, settingsIn } from "./setting.ts";

export function readWords(section: Setting | undefined, categories: Categories): Policy["words"] {
  const words = new Map<string, string | null>();
  for (const setting of settingsIn(section)) {
    const category = readCategoryKey(setting, categories);
    if (splitName(setting.key).length === 0) setting.wrong(`\`words\`: \`${setting.key}\` holds no word`);
    else if (category !== undefined) words.set(setting.key, category);
  }
  return words;
}
