declare const data: {
  readonly functions: readonly { readonly names: readonly string[]; readonly source: string }[];
  readonly modules: readonly { readonly name: string; readonly source: string }[];
};

export default data;
