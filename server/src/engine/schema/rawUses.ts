import type { LineStarts } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import type { ClassMember, RawCall, RawFlow, RawFunction } from "./rawFlows.ts";
import type { PlacedIgnore, StandingIgnore } from "./ruleIgnore.ts";
import type { UseReceiver } from "./useReceiver.ts";

/** What is done with a field where it is used. */
export type UseKind =
  /** A condition of a query: `filter(email=…)`, `Q(email=…)`. */
  | "lookup"
  | "ordering"
  /** Which fields a query gives or leaves for later: `values`, `only`. */
  | "selection"
  /** Within the expressions of a query: `F("email")`, `Lower("email")`. */
  | "expression"
  | "write"
  | "read"
  /** A relation that a query follows for the sake of what lies behind it: `select_related`. */
  | "relation"
  /** Constraints and indexes of the model itself. */
  | "constraint"
  /** What a model says of itself to Django: `USERNAME_FIELD`. */
  | "option"
  | "admin"
  | "search"
  /** What a person or a client of an API may filter by. */
  | "filter"
  | "form"
  | "serializer"
  | "graphql"
  | "template"
  /** A value of it stands in a fixture. */
  | "fixture"
  | "sql";

/** Where fields are used in one file, as far as the file itself tells. Plain data: it can be kept without the text. */
export interface FileUses {
  readonly lines: LineStarts;
  readonly uses: readonly RawUse[];
  readonly abouts: readonly ClassAbout[];
  /** What is handed to logs and the like. */
  readonly flows: readonly RawFlow[];
  readonly members: readonly ClassMember[];
  /** Of functions of other modules. */
  readonly calls: readonly RawCall[];
  /** Comments of a file of Python that silence rules; absent for none. */
  readonly ignores?: readonly StandingIgnore[];
  /** What an `apps.py` says its app is called, on which the names of tables hang; null when it does not say, and for all other files. */
  readonly appLabel: string | null;
}

/** What the functions of a module do with what others hand to them. */
export interface ModuleFunctions {
  /** Names of those that were read, as in `RawFunction`; whether there is any of that name or not. */
  readonly asked: readonly string[];
  readonly lines: LineStarts;
  readonly functions: readonly RawFunction[];
}

export interface RawUse {
  readonly kind: UseKind;
  /** The word that does it: `filter`, `search_fields`, `Meta.ordering`. Empty where the use itself says all. */
  readonly by: string;
  /** Names from the receiver to the field, relations first; `["*"]` for all fields, but for those in `except`. */
  readonly path: readonly string[];
  readonly except?: readonly string[];
  /** How a condition compares (`iexact`), where that cannot be the name of a field; once it is linked, all that comes behind the field. */
  readonly lookup: string | null;
  /** A condition that compares with `None`, which Django turns into `IS NULL`. */
  readonly isNone?: true;
  /** A condition that compares with what the database computes, `F("email")`, not with a value that the code has; or an `update()` that writes it. */
  readonly isComputed?: true;
  /** A condition that compares with the digest of what somebody hands in; or a write that puts that of the field's own value in its place. */
  readonly isDigest?: true;
  /** A write of what somebody hands in, or of what is drawn at random, as it is. */
  readonly isPlain?: true;
  /** Of a statement of SQL that writes the column: all columns that it writes. */
  readonly written?: readonly string[];
  /** Of what names the field. */
  readonly span: Span;
  readonly receiver: UseReceiver;
  /** Where an option or a member of a class names the field. */
  readonly holder?: UseHolder;
  /** What comments at the statement say, where a class names the field. */
  readonly ignores?: readonly PlacedIgnore[];
}

/** `model`: a class that may be one, and any other of which nothing more is known. */
export type ClassRole =
  "model" | "manager" | "form" | "serializer" | "admin" | "filterset" | "view" | "graphql" | "resource" | "factory";

/** The class whose option or member names a field. */
export interface UseHolder {
  /** With the classes around it: `CustomerView.Output`. */
  readonly name: string;
  /** Where it is defined: several of a file may be called the same. */
  readonly start: number;
  readonly role: ClassRole;
  /** Fields that it takes and never gives, or of which it gives what a method of its own makes of them. */
  readonly withheld?: readonly string[];
  /** Names of members that stand for something else than the field of the model that is called so. */
  readonly replaced?: readonly string[];
  /** It may withhold more than its own lines tell: a base or an option comes from elsewhere. */
  readonly mayWithhold?: true;
}

/** That a class of the file (a manager, a form) speaks of a model. */
export interface ClassAbout {
  readonly name: string;
  readonly model: UseReceiver;
  /** Of a form or serializer that says so: the only fields that it may have. */
  readonly only?: readonly string[];
  /** Those that it surely does not have. */
  readonly except?: readonly string[];
}
