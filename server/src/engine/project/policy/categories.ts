import type { Category } from "../../classification/model.ts";
import { CATEGORIES, categoryOf, parentsOf } from "../../classification/taxonomy.ts";
import type { Policy } from "./model.ts";

export type Categories = Policy["categories"];

/** A category as it is in the project: one of its own, one with its level or treatment, or that of the taxonomy. */
export function categoryIn(categories: Categories, key: string): Category | undefined {
  return categories.get(key) ?? categoryOf(key);
}

export function isCategoryIn(categories: Categories, key: string): boolean {
  return categoryIn(categories, key) !== undefined;
}

/** Those of the taxonomy as they are in the project, then the project's own. */
export function allCategoriesIn(categories: Categories): readonly Category[] {
  const own = [...categories.values()].filter(({ key }) => categoryOf(key) === undefined);
  return [...CATEGORIES.map((category) => categories.get(category.key) ?? category), ...own];
}

/** The category of the taxonomy that a key stands for, or lies under. */
export function publishedKeyOf(key: string): string {
  return [key, ...parentsOf(key)].find((item) => categoryOf(item) !== undefined) ?? key;
}
