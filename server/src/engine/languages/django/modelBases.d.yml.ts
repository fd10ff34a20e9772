declare const groups: readonly { readonly source: string; readonly classes: readonly string[] }[];
export default groups;
