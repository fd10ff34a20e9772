import type { Protection } from "../../protection/model.ts";

/** What is known of the migrations of an app. */
export interface AppMigrations {
  /** As the app calls itself. */
  readonly label: string;
  /** Where they lie; null when the app has none. */
  readonly folder: string | null;
  readonly migrations: readonly Migration[];
}

/** One file of `migrations/`, as it is written. */
export interface Migration {
  /** Without `.py`: `0001_initial`. */
  readonly name: string;
  readonly path: string;
  readonly dependencies: readonly MigrationReference[];
  /** Those that it was squashed of. */
  readonly replaces: readonly MigrationReference[];
  readonly operations: readonly Operation[];
  /** It holds lines that git leaves where a merge is not finished: Python cannot run it. */
  readonly inConflict: boolean;
}

export interface MigrationReference {
  readonly app: string;
  /** May be `__first__` or `__latest__`. */
  readonly name: string;
}

/** What a migration does, as far as it concerns tables and columns. Names of models and fields are as written. */
export type Operation =
  | {
      readonly kind: "create model";
      readonly model: string;
      readonly table: string | null;
      readonly fields: readonly MigratedField[];
      /** False when it may have more fields than these. */
      readonly whole: boolean;
    }
  | { readonly kind: "delete model"; readonly model: string }
  | { readonly kind: "rename model"; readonly model: string; readonly to: string }
  | { readonly kind: "alter table"; readonly model: string; readonly table: string | null }
  | { readonly kind: "add field" | "alter field"; readonly model: string; readonly field: MigratedField }
  | { readonly kind: "remove field"; readonly model: string; readonly field: string }
  /** Of a field that is known, some options, and its class unless that is null, become others. */
  | { readonly kind: "change field"; readonly model: string; readonly field: MigratedField }
  /** Rows that are stored get their value in the encrypted column beside this one. */
  | { readonly kind: "backfill field"; readonly model: string; readonly field: string }
  /** What a plain column holds beside the encrypted one goes; the column stays. */
  | { readonly kind: "erase field"; readonly model: string; readonly field: string }
  | { readonly kind: "rename field"; readonly model: string; readonly field: string; readonly to: string }
  /**
   * `RunPython`, `RunSQL`, operations of packages: what they do to the data, or to tables, is not known. `sql`: texts of the code that may
   * be statements, of the way forward.
   */
  | { readonly kind: "unknown"; readonly name: string; readonly sql: readonly string[] };

/** A field as a migration makes it. */
export interface MigratedField {
  readonly name: string;
  /** Qualified: `django.db.models.CharField`; null when it is made by something that cannot be read. */
  readonly type: string | null;
  readonly protection: Protection;
  /** Literal options that decide what the column is, by keyword. */
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
}
