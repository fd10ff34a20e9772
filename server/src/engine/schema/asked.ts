import type { PassedKeyword } from "./moduleSummary.ts";

/** What was asked while a file was read. Another answer calls for another reading. Plain data. */
export interface Asked {
  /**
   * `model`: the base of a class that has fields already; `ancestor`: that of a field class which the file itself declares; `mixin`: a
   * base that stands before others, and hides fields of theirs if it is no model; `app`: what `apps.py` says.
   */
  readonly as: "base" | "model" | "field" | "ancestor" | "mixin" | "app";
  /** In full, as an import says it: `core.fields.Phone`, `..models.Base`. Empty for the file's own app. */
  readonly name: string;
  readonly answer: Answer | null;
  /** Of a `model` without an answer: the file declares the same when it is one. */
  readonly isSettled?: true;
}

/** What a name means in other files. */
export type Answer =
  | { readonly kind: "model" }
  | { readonly kind: "field"; readonly maker: FieldMaker }
  /** Of a class that inherits from nothing: what stands in its body. */
  | { readonly kind: "names"; readonly names: readonly string[] }
  /** Of an app that is called otherwise than its folder. */
  | { readonly kind: "label"; readonly label: string };

/** What makes a field: a class, or a function that calls one. */
export interface FieldMaker {
  /** The classes behind it in full, the nearest first: `core.fields.Phone`, `django.db.models.CharField`. */
  readonly classes: readonly string[];
  /** Keywords that it adds to those of a call; of several with the same name the first counts. */
  readonly passes: readonly PassedKeyword[];
}
