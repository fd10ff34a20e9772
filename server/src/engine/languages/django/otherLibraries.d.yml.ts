declare const groups: readonly { readonly modules: readonly string[] }[];
export default groups;
