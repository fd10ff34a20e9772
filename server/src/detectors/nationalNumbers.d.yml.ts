declare const data: { readonly source: string; readonly strong: readonly string[]; readonly weak: readonly string[] };

export default data;
