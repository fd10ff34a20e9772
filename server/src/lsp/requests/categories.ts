import { RequestType0 } from "vscode-languageserver";
import { allCategoriesIn } from "../../engine/project/policy/categories.ts";
import { CATEGORIES_REQUEST, type CategoryModel } from "../../protocol.ts";
import { onRequest0 } from "../door.ts";

const type = new RequestType0<readonly CategoryModel[], void>(CATEGORIES_REQUEST);

/** With those of the policies of all folders. */
export const categories = onRequest0(type, ({ folders }) => {
  const set = new Map(folders.flatMap(({ workspace }) => [...workspace.policy.categories]));
  return allCategoriesIn(set).map(({ key, gloss, level, treatment }) => ({ key, gloss, level, treatment }));
});
