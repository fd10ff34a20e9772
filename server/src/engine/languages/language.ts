import type { Asked } from "../schema/asked.ts";
import type { FileSchema } from "../schema/schema.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/textEdit.ts";
import type { OtherNames } from "./otherNames.ts";

/** One way of declaring data that Fieldguard reads and, where it can, edits. */
export interface Language {
  readonly id: string;
  /** File name endings, with the dot. */
  readonly extensions: readonly string[];
  /**
   * A cheap look at the raw text. Null for one that may declare something by itself and has to be read; of any other the last parts
   * of the names that its classes inherit from: it declares something when one of them is an entity of another file.
   */
  passedOver(source: string): readonly string[] | null;
  /**
   * Never throws; what cannot be read becomes a problem. `text` has no byte order mark. `others` knows what imported names
   * mean; without it the file is read by itself.
   */
  read(path: string, text: string, others?: OtherNames): FileSchema;
  /** What a file declares by other answers to what it asked, in the same order; null when it has to be read anew for that. */
  answered(schema: FileSchema, asked: readonly Asked[]): FileSchema | null;
  /**
   * The same for a text that changes again and again: `before` is what the last call gave for the same path. Entities that
   * say what they said are known as such (`contentOf`), wherever they stand now.
   */
  readAgain(path: string, text: string, before: Reading | null, others?: OtherNames): Reading;
  readonly editor: LanguageEditor;
  /** Ids of the fixes of fields that exist for it; `all` where every one does. */
  readonly fixes: "all" | readonly string[];
  /** Whether code that uses its fields is read, with what migrations have made of them. Of any other nothing is said of uses. */
  readonly readsUses: boolean;
  /** The use of an attribute around a place, which may be one of its fields; null where none is, or where the language has none. */
  attributeAt(text: string, offset: number): AttributeUse | null;
}

/** What was read, and whatever else the language needs to read the next text faster. */
export interface Reading {
  readonly schema: FileSchema;
}

/** `customer.national_id`, wherever a value is read or written. */
export interface AttributeUse {
  readonly name: string;
  readonly nameSpan: Span;
  readonly receiver: Receiver;
}

export type Receiver =
  /** The code around says of which class it is. */
  | { readonly kind: "class"; readonly name: string }
  /** Nothing but its own name tells: `customer`, also of `order.customer`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "unknown" };

/**
 * Syntax-level edits of one declaration. All take the current text and find the declaration anew, so that an
 * outdated picture can never damage a file: they return null when it is gone or written in a way they cannot edit.
 */
export interface LanguageEditor {
  /** Changes how a field is declared. */
  changeField(text: string, target: FieldReference, change: FieldChange): readonly TextEdit[] | null;
  /** Adds a statement on a line of its own behind the field's declaration. */
  addBehindField(text: string, target: FieldReference, statement: string): readonly TextEdit[] | null;
  /** Takes a field's declaration away, with the import that only it needs. */
  removeField(text: string, target: FieldReference): readonly TextEdit[] | null;
  /** Adds a comment line above the field's declaration. `comment` comes without its marker. */
  addComment(text: string, target: FieldReference, comment: string): readonly TextEdit[] | null;
  /** Adds the comment so that it silences a rule at the statement around a place. Null where none can. */
  silence(text: string, offset: number, rule: string, comment: string): TextEdit | null;
  /** Takes rules out of the comment that begins there and silences them, with the comment where none is left. Null when it is gone. */
  dropRules(text: string, offset: number, rules: readonly string[]): TextEdit | null;
  /**
   * Takes entries out of literal lists that options of classes are set to, such as the fields that an admin searches. `entries`: what stands
   * between the quotes of each. Null when one stands anywhere else, or when nothing would be left of one of the options `filled`.
   */
  dropEntries(text: string, entries: readonly Span[], filled: ReadonlySet<string>): readonly TextEdit[] | null;
  /**
   * Names another field in the place of this one in what the entity keeps unique together. Null where that also names it in a way in
   * which the other one could not stand for it, such as an expression or a condition.
   */
  renameInUniqueness(text: string, target: FieldReference, to: string): readonly TextEdit[] | null;
  /**
   * Adds imports, merged into what is there and in the order that isort keeps. Null when the file already uses one of
   * the names for something else.
   */
  addImports(text: string, imports: readonly Import[]): readonly TextEdit[] | null;
}

export interface FieldReference {
  readonly entity: string;
  readonly field: string;
}

/** `from module import name`; a leading-dot module is relative. */
export interface Import {
  readonly module: string;
  readonly name: string;
  /** Installed, or part of the project: they go into different sections. */
  readonly origin: "package" | "project";
}

/** An abstract change to a field's call. Whatever is left out stays as it is, comments and formatting included. */
export interface FieldChange {
  /** New class or function name to call. */
  readonly callee?: string;
  /** Wraps the whole call: `encrypt(…)`. */
  readonly wrapper?: string;
  readonly dropKeywords?: readonly string[];
  /** Keyword to source text; replaces or appends. */
  readonly setKeywords?: Readonly<Record<string, string>>;
}
