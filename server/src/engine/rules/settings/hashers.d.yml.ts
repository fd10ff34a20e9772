declare const data: { readonly source: string; readonly weak: readonly string[]; readonly strong: string };

export default data;
