import { type Categories, isCategoryIn } from "./categories.ts";
import type { Setting } from "./setting.ts";

/** The key of a category, null for nothing sensitive; undefined, and told of, when it is neither. */
export function readCategoryKey({ value, wrong }: Setting, categories: Categories): string | null | undefined {
  if (value === null || value === false) return null;
  if (typeof value === "string" && isCategoryIn(categories, value)) return value;
  wrong(
    typeof value === "string"
      ? `there is no category \`${value}\``
      : "must be the key of a category, or null for not sensitive",
  );
  return undefined;
}
