import { RequestType0 } from "vscode-languageserver";
import { CATEGORIES } from "../../engine/classification/taxonomy.ts";
import { CATEGORIES_REQUEST, type CategoryModel } from "../../protocol.ts";
import { onRequest0 } from "../door.ts";

const type = new RequestType0<readonly CategoryModel[], void>(CATEGORIES_REQUEST);

export const categories = onRequest0(type, () =>
  CATEGORIES.map(({ key, gloss, level, treatment }) => ({ key, gloss, level, treatment })),
);
