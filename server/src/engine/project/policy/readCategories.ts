import { type Category, LEVELS, TREATMENTS } from "../../classification/model.ts";
import { categoryOf, parentsOf } from "../../classification/taxonomy.ts";
import { type Categories, categoryIn } from "./categories.ts";
import { type Setting, settingsIn } from "./setting.ts";

/** Those of the taxonomy that are set otherwise, and new ones under an existing parent. */
export function readCategories(section: Setting | undefined): Categories {
  const categories = new Map<string, Category>();
  // A category may stand before the parent that it takes its level from.
  const parentsFirst = settingsIn(section).toSorted((a, b) => depthOf(a.key) - depthOf(b.key));
  for (const setting of parentsFirst) {
    const category = readCategory(setting, categories);
    if (category) categories.set(setting.key, category);
  }
  return categories;
}

function depthOf(key: string): number {
  return key.split(".").length;
}

function readCategory(setting: Setting, before: Categories): Category | null {
  const { key } = setting;
  const { name, ...changes } = readChanges(setting);
  const published = categoryOf(key);
  if (published) {
    if (name !== undefined) setting.wrong(`\`${key}\` has its name already; only a category of your own needs one`);
    return changed(published, changes);
  }
  const parentKey = parentsOf(key)[0];
  const parent = parentKey === undefined ? undefined : categoryIn(before, parentKey);
  if (!parent) {
    setting.wrong(
      parentKey === undefined
        ? `there is no category \`${key}\`; one of your own has to lie under an existing one, such as \`user.${key}\``
        : `there is no category \`${parentKey}\` for \`${key}\` to lie under`,
    );
  } else if (!KEY.test(key)) {
    setting.wrong(`\`${key}\` cannot be a category: write it like \`user.contact.email\`, in small letters`);
  } else if (name === undefined) {
    setting.wrong(`there is no category \`${key}\`; one of your own needs a \`name\``);
  } else {
    return { ...changed(parent, changes), key, gloss: name, example: key.slice(key.lastIndexOf(".") + 1) };
  }
  return null;
}

const KEY = /^[a-z]\w*(\.[a-z]\w*)*$/;

interface Changes {
  readonly name?: string;
  readonly level?: Category["level"];
  readonly treatment?: Category["treatment"];
}

function readChanges(setting: Setting): Changes {
  let changes: Changes = {};
  for (const { key, value, wrong } of settingsIn(setting, `categories.${setting.key}`)) {
    const level = LEVELS.find((item) => item === value);
    const treatment = TREATMENTS.find((item) => item === value);
    if (key === "level" && level) changes = { ...changes, level };
    else if (key === "level") wrong(`the level of \`${setting.key}\` must be one of ${LEVELS.join(", ")}`);
    else if (key === "treatment" && treatment) changes = { ...changes, treatment };
    else if (key === "treatment") wrong(`the treatment of \`${setting.key}\` must be one of ${TREATMENTS.join(", ")}`);
    else if (key === "name" && typeof value === "string" && value.trim() !== "")
      changes = { ...changes, name: value.trim() };
    else if (key === "name") wrong(`the name of \`${setting.key}\` must be a text`);
    else wrong(`\`${key}\` is not known here; a category has a \`name\`, a \`level\` and a \`treatment\``);
  }
  return changes;
}

/** What the application does with a secret tells its treatment, but for one that the project sets itself. */
function changed({ purpose, ...category }: Category, { level, treatment }: Changes): Category {
  const keepsPurpose = purpose !== undefined && (treatment === undefined || treatment === category.treatment);
  return {
    ...category,
    level: level ?? category.level,
    treatment: treatment ?? category.treatment,
    ...(keepsPurpose ? { purpose } : {}),
  };
}
