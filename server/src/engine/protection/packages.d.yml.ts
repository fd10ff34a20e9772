import type { ProtectionKind } from "./model.ts";

interface PatternOfKind {
  readonly pattern: string;
  readonly kind: ProtectionKind;
}

declare const data: {
  readonly packages: readonly {
    readonly name: string;
    readonly distributions: readonly string[];
    readonly modules: readonly string[];
    readonly classes?: string;
    readonly wrappers?: readonly string[];
    readonly answers?: "nothing" | "equality";
    readonly equalityWith?: string;
    readonly nullByNone?: readonly string[];
    readonly discardsUnless?: string;
    readonly kind: ProtectionKind;
  }[];
  readonly classes: readonly PatternOfKind[];
  readonly encrypting: { readonly phrases: readonly (readonly string[])[]; readonly denials: readonly string[] };
  readonly generators: readonly { readonly pattern: string }[];
  readonly attributes: readonly { readonly name: string; readonly kind: ProtectionKind }[];
  readonly bases: readonly { readonly base: string; readonly field: string; readonly kind: ProtectionKind }[];
  readonly names: {
    readonly about: readonly (readonly string[])[];
    readonly words: readonly { readonly tokens: readonly string[]; readonly kind: ProtectionKind }[];
  };
  readonly helpTexts: readonly PatternOfKind[];
};

export default data;
