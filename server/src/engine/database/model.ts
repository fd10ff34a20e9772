/** What a database says of itself: plain data, the same for every product. Names are as the database has them. */

export interface DatabaseSchema {
  /** `PostgreSQL 15.4`, for people. */
  readonly product: string;
  readonly tables: readonly Table[];
}

/** How well a connection is kept from others. `local`: a file, or a socket of this machine. `unverified`: whose certificate it is was not checked. */
export type Transport = "local" | "plain" | "unverified" | "verified";

export type TableKind = "table" | "partitioned table" | "view" | "materialized view" | "foreign table";

export interface Table {
  /** Null where the product has none, or the table stands in the one that its session looks into first. */
  readonly schema: string | null;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment: string | null;
  /** As the database estimates them from its statistics; null where it does not know. */
  readonly rows: number | null;
  readonly columns: readonly Column[];
  /** Whether everybody who may connect may read it. */
  readonly isPublic: boolean;
}

export interface Column {
  readonly name: string;
  /** As the database writes it: `character varying(40)`. */
  readonly type: string;
  readonly comment: string | null;
  readonly nullable: boolean;
  readonly isPrimaryKey: boolean;
  /** The database makes its value of others. */
  readonly isGenerated: boolean;
  readonly references: Reference | null;
  /** Whether we may read it. */
  readonly isReadable: boolean;
}

export interface Reference {
  readonly schema: string | null;
  readonly table: string;
  readonly column: string;
}

/** `crm.customer`, or `customer` where there is one schema that matters. */
export function tableName({ schema, name }: Pick<Table, "schema" | "name">): string {
  return schema === null ? name : `${schema}.${name}`;
}
