/**
 * What the names of a module lead to: as much as is needed to follow one from file to file, and no more. Plain data without
 * offsets, so that an edit within a function or a class of others leaves it as it is, and that it can be compared, stored and read back.
 */
export interface ModuleSummary {
  readonly names: readonly BoundName[];
  /** Modules that all names are taken over from, as written: with the leading dots of a relative one. */
  readonly stars: readonly string[];
  /** `__all__` where it is literal; null where it is not, or not given. */
  readonly all: readonly string[] | null;
}

/** In the order of the text. A name stands here more than once where branches bind it (`try … except ImportError`). */
export interface BoundName {
  readonly name: string;
  readonly bound: Bound;
}

/** What a name is bound to. Names in it are as written in the module. */
export type Bound =
  /** `from module import name`; `name` is empty for a module as a whole. */
  | { readonly kind: "import"; readonly module: string; readonly name: string }
  /** `name = other.name` */
  | { readonly kind: "alias"; readonly to: string }
  /**
   * `passes`: keywords that its `__init__` hands on to that of its base. `gives`: of a class that inherits from nothing, what its body
   * assigns and defines.
   */
  | {
      readonly kind: "class";
      readonly bases: readonly string[];
      readonly passes: readonly PassedKeyword[];
      readonly gives?: readonly string[];
    }
  /** `name = callee(first, …)`; `first` is null when it is no name; `texts` are the literals among the arguments without names. */
  | {
      readonly kind: "call";
      readonly callee: string;
      readonly first: string | null;
      readonly texts: readonly string[];
      readonly passes: readonly PassedKeyword[];
    }
  /** `returns`: the callee of what is returned last; null when that is no call of a name. */
  | { readonly kind: "function"; readonly returns: string | null; readonly passes: readonly PassedKeyword[] }
  | { readonly kind: "value" };

/** A keyword that a function hands on to another, with its value. */
export interface PassedKeyword {
  readonly name: string;
  readonly value: string | number | boolean | null;
}
