/**
 * The one neutral picture that every language is read into. Plain data: it can be compared, cached and sent
 * to a worker. All offsets are UTF-16 and refer to the text that was read.
 */
import type { LineStarts } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import type { Asked } from "./asked.ts";
import type { ModuleSummary } from "./moduleSummary.ts";

/** What was read from one file. A reader never fails: what it could not read is a problem. */
export interface FileSchema {
  readonly language: string;
  /** Relative to the scanned root, with `/`. */
  readonly path: string;
  readonly lines: LineStarts;
  readonly entities: readonly Entity[];
  readonly directives: readonly Directive[];
  readonly problems: readonly Problem[];
  /** Qualified names that the file imports (`encrypted_fields.fields.EncryptedCharField`, `django.db.models`). */
  readonly imports: readonly string[];
  /** What its names lead to; null where it declares nothing. */
  readonly module: ModuleSummary | null;
  /** What names of other files were taken to mean; empty where none could mean anything. */
  readonly asked: readonly Asked[];
}

export interface Problem {
  readonly offset: number;
  readonly message: string;
}

/** A model, table, document or message type. */
export interface Entity {
  readonly name: string;
  readonly kind: "model";
  readonly nameSpan: Span;
  /** From the first decorator or keyword to the end of the last member. */
  readonly span: Span;
  readonly bases: readonly Name[];
  readonly abstract: boolean;
  readonly proxy: boolean;
  /** False when the database table belongs to someone else (`Meta.managed = False`). */
  readonly managed: boolean;
  /** Docstring and the comment directly above, as plain text; empty when there is none. */
  readonly documentation: string;
  /** The name shown to people (`Meta.verbose_name`). */
  readonly label: string | null;
  /** The app that it says to belong to (`Meta.app_label`). */
  readonly appLabel: string | null;
  /** The table that it says to be kept in (`Meta.db_table`); null where Django names it, or where that is no literal. */
  readonly table: string | null;
  /** Uses of fields in the entity's own options, e.g. `{option: "ordering", field: "name"}`. */
  readonly optionUses: readonly OptionUse[];
  readonly privacyDeclarations: readonly PrivacyDeclaration[];
  readonly fields: readonly Field[];
  /** Names that it gives to something other than a field, `email = None` or a method: it inherits no field of such a name. */
  readonly hidden: readonly string[];
}

/** A dotted name as written and, where imports tell, in full: `m.CharField`, `django.db.models.CharField`. */
export interface Name {
  readonly text: string;
  readonly qualified: string;
}

/** A call around the one of a field. */
export interface Wrapper extends Name {
  /** Names of what it is given besides the field: `key` in `encrypt(models.X(), key=KEY)`; left out where there is none. */
  readonly keywords?: readonly string[];
}

/**
 * How an entity's own options name a field: `ordering`, `unique_together`, `constraints`, `indexes`,
 * `index_together`, `get_latest_by`, `USERNAME_FIELD`, `REQUIRED_FIELDS`, `EMAIL_FIELD`.
 */
export interface OptionUse {
  readonly option: string;
  /** Null when the option's value stands elsewhere: it may name any field. */
  readonly field: string | null;
  readonly span: Span;
}

/** What an entity says of its fields for a tool that anonymises them. */
export interface PrivacyDeclaration {
  /** As people call it: `PrivacyMeta.fields`, `Meta.sensitive_fields`, `Scrubbers`. */
  readonly name: string;
  readonly statements: readonly PrivacyStatement[];
  /** Whether the tool leaves every field alone that is not named here. */
  readonly isWhole: boolean;
}

export interface PrivacyStatement {
  readonly field: string;
  /** `nothing`: what was said of it elsewhere is taken back. */
  readonly says: "personal" | "not personal" | "nothing";
  readonly span: Span;
}

export interface Field {
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole declaring statement, without its trailing comment. */
  readonly span: Span;
  readonly type: FieldType;
  /** Calls around the field's own, outermost first: `encrypt` in `encrypt(models.X())`. */
  readonly wrappers: readonly Wrapper[];
  readonly arguments: readonly Argument[];
  /** The name shown to people: `verbose_name`, positional or by keyword. */
  readonly label: string | null;
  readonly helpText: string | null;
  /** Comment on the declaration's lines and directly above it, as plain text; empty when there is none. */
  readonly comment: string;
  /** The values people choose from, as shown to them; `null` when free. Empty when given but not literal. */
  readonly choices: readonly string[] | null;
  readonly maxLength: number | null;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly primaryKey: boolean;
  readonly nullable: boolean;
  /** An empty string may be stored. */
  readonly blank: boolean;
  /** Entity that a relation points at, as written (`"auth.User"`, `settings.AUTH_USER_MODEL`); null otherwise. */
  readonly target: string | null;
  /** The column that it says to be kept in (`db_column`); null where Django names it, or where that is no literal. */
  readonly column: string | null;
}

export interface FieldType {
  /** Last part of the class as written in its own library: `CharField`, `EncryptedTextField`. */
  readonly name: string;
  readonly qualified: string;
  readonly text: string;
  readonly shape: Shape;
  /** In full, where a class or function of the project makes it: the classes behind it, the nearest first. */
  readonly classes?: readonly string[];
}

/** What a value looks like, whatever the language calls it. */
export type Shape =
  | "string"
  | "text"
  | "email"
  | "url"
  | "phone"
  | "ip"
  | "slug"
  | "uuid"
  | "boolean"
  | "integer"
  | "decimal"
  | "float"
  | "money"
  | "date"
  | "datetime"
  | "time"
  | "duration"
  | "json"
  | "binary"
  | "file"
  | "image"
  | "geo"
  | "array"
  | "country"
  | "auto"
  | "relation"
  | "unknown";

/** One argument of the field's own call, in source order. */
export interface Argument {
  /** `null` for a positional one. */
  readonly name: string | null;
  /** Source of the value. */
  readonly text: string;
  /** The value when it is a literal (text, number, boolean or null), else undefined. */
  readonly value?: string | number | boolean | null;
}

/**
 * A comment that speaks to Fieldguard: `ignore[rule,…] reason`, `category=KEY reason`, `level=LEVEL reason`.
 * It concerns the declaration on its own line, or the next one when it stands alone.
 */
export interface Directive {
  readonly span: Span;
  readonly kind: "ignore" | "category" | "level";
  /** Rule ids of an `ignore` (empty: the field is not sensitive at all), or the category or level. */
  readonly values: readonly string[];
  readonly reason: string;
  /** Entity and field concerned; null when it stands at no declaration. */
  readonly entity: string | null;
  readonly field: string | null;
}
