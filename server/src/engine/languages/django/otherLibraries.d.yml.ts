declare const groups: readonly { readonly source: string; readonly modules: readonly string[] }[];
export default groups;
