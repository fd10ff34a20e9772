import type { Field } from "../schema/schema.ts";

/** A way to encrypt a field: data about it, and the abstract change that applies it. No syntax, no paths. */
export interface Provider {
  /** For `--provider`. */
  readonly id: string;
  /** For people, to follow "encrypt with". */
  readonly label: string;
  /** Distributions by which a project shows that it uses this one; empty for what we generate. */
  readonly distributions: readonly string[];
  /** Modules by whose import a file shows the same. */
  readonly modules: readonly string[];
  /** Rows that were stored before can still be read. */
  readonly readsPlaintext: boolean;
  /** False when an empty text is stored as null. */
  readonly keepsEmptyText: boolean;
  /** The change for this field, or why there is none: a sentence part to follow "because". */
  change(field: Field): ProtectionChange | string;
}

export interface ProtectionChange {
  /** Class to call instead of the field's own, or function to put the field's call into. */
  readonly use: { readonly kind: "class" | "wrapper"; readonly name: string };
  /** Module to import it from; null for the one that is generated into the project. */
  readonly module: string | null;
  readonly dropKeywords: readonly string[];
  /** Keyword to source text. */
  readonly setKeywords: Readonly<Record<string, string>>;
  /** What has to be installed for it. */
  readonly requirement: { readonly name: string; readonly specifier: string };
  /** What the person must know or do; complete sentences. */
  readonly notes: readonly string[];
  /** The same, where no migration takes the rows along that exist. */
  readonly notesOnRows: readonly string[];
}
