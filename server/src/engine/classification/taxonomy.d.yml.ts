import type { Category } from "./model.ts";

declare const data: { readonly categories: readonly Category[] };
export default data;
