import type { Category } from "./model.ts";
import taxonomy from "./taxonomy.yml";

/** All categories, parents before their children. */
export const CATEGORIES: readonly Category[] = taxonomy.categories;

const byKey: ReadonlyMap<string, Category> = new Map(CATEGORIES.map((category) => [category.key, category]));

export function categoryOf(key: string): Category | undefined {
  return byKey.get(key);
}

export function isKnownCategory(key: string): boolean {
  return byKey.has(key);
}

/** The keys above, nearest first: `user.name.first` lies under `user.name` and `user`. */
export function parentsOf(key: string): readonly string[] {
  return parents.get(key) ?? findParents(key);
}

/** The first two levels: `user.contact` for `user.contact.email`. */
export function branchOf(key: string): string {
  return branches.get(key) ?? findBranch(key);
}

function findBranch(key: string): string {
  return parentsOf(key).at(-2) ?? key;
}

/** Whether `key` is `ancestor` or lies under it. */
export function isWithin(key: string, ancestor: string): boolean {
  return key.startsWith(ancestor) && (key.length === ancestor.length || key[ancestor.length] === ".");
}

function findParents(key: string): readonly string[] {
  const parts = key.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join("."));
}

/** They are asked for with every reason. */
const parents: ReadonlyMap<string, readonly string[]> = new Map(CATEGORIES.map(({ key }) => [key, findParents(key)]));
const branches: ReadonlyMap<string, string> = new Map(CATEGORIES.map(({ key }) => [key, findBranch(key)]));
