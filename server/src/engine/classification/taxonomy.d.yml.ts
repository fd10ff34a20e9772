import type { TaxonomyEntry } from "./taxonomy.ts";

declare const data: { readonly source: string; readonly categories: readonly TaxonomyEntry[] };
export default data;
