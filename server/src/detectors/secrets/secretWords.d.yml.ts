interface Sourced {
  readonly source: readonly string[];
}

declare const data: {
  readonly forms: readonly (Sourced & { readonly what: string; readonly pattern: string })[];
  readonly names: { readonly wanted: readonly string[]; readonly others: readonly string[] };
  readonly madeUp: { readonly parts: readonly string[] };
  readonly published: readonly (Sourced & { readonly start: string })[];
};

export default data;
