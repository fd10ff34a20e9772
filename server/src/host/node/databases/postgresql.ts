import pg from "pg";
import type { ServerAddress } from "../../../engine/database/address.ts";
import type { Column, DatabaseSchema, Table, TableKind, Transport } from "../../../engine/database/model.ts";
import type { Database } from "../../../workspace/ports.ts";
import { LONGEST_VALUE, PLACES, sampleColumns } from "./sampling.ts";
import { answered, LIMITS } from "./failure.ts";
import { attemptsFor } from "./tls.ts";
import { addTo } from "../../../engine/text/addTo.ts";

/** @throws what keeps it from being opened; see `failureOf` */
export async function openPostgresql(address: ServerAddress): Promise<Database> {
  const { client, transport } = await connect(address);
  const select = async (sql: string): Promise<readonly Row[]> => {
    await client.query(BEGIN);
    try {
      const { rows } = await client.query<Row>({ text: sql, rowMode: "array" } as unknown as string);
      return rows;
    } finally {
      await client.query("ROLLBACK").catch(() => undefined);
    }
  };
  return {
    transport,
    remarks: [],
    describe: () => answered(() => describe(select)),
    sample: (table, columns, rows) =>
      answered(async () => {
        const from = await placesOf(table, rows, select);
        return sampleColumns(columns, async (some) => {
          const values = some.map(valueOf).join(", ");
          const found = await select(`SELECT ${values} FROM ${from} LIMIT ${rows}`);
          // The places of a table that was emptied, or has few rows in many pages, may hold none.
          return found.length > 0 || !from.includes(SAMPLED)
            ? found
            : select(`SELECT ${values} FROM ${nameOf(table)} LIMIT ${rows}`);
        });
      }),
    close: () => client.end().catch(() => undefined),
  };
}

/** Every value as the text that the server sends; null for NULL. */
type Row = readonly (string | null)[];
type Select = (sql: string) => Promise<readonly Row[]>;

/** Settings hold until its end alone, so that they are right behind a pool, too. */
const BEGIN = [
  "BEGIN TRANSACTION READ ONLY",
  `SET LOCAL statement_timeout = ${LIMITS.statement}`,
  `SET LOCAL lock_timeout = ${LIMITS.lock}`,
  `SET LOCAL idle_in_transaction_session_timeout = ${LIMITS.idle}`,
].join("; ");

async function connect(address: ServerAddress): Promise<{ readonly client: pg.Client; readonly transport: Transport }> {
  const attempts = attemptsFor(address);
  for (const [index, { tls, transport }] of attempts.entries()) {
    const client = new pg.Client({
      host: address.host ?? "/var/run/postgresql",
      ...(address.port !== null && { port: address.port }),
      ...(address.user !== null && { user: address.user }),
      ...(address.password !== null && { password: address.password }),
      ...(address.database !== null && { database: address.database }),
      ssl: tls ?? false,
      connectionTimeoutMillis: LIMITS.connect,
      application_name: "fieldguard",
      types: { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig,
    });
    // What a connection that is cut says, says the statement that waits for it.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return { client, transport };
    } catch (error) {
      await client.end().catch(() => undefined);
      const isRefused = error instanceof Error && error.message.includes("does not support SSL");
      if (!isRefused || index === attempts.length - 1) throw error;
    }
  }
  throw new Error("there is always a way to try");
}

const KINDS: ReadonlyMap<string, TableKind> = new Map([
  ["r", "table"],
  ["p", "partitioned table"],
  ["v", "view"],
  ["m", "materialized view"],
  ["f", "foreign table"],
]);

/** Tables of people: none of the system's, of extensions, or that is a part of another. */
const TABLES = `
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

const SCHEMA = "CASE WHEN n.nspname = pg_catalog.current_schema() THEN NULL ELSE n.nspname END";

const LIST_TABLES = `
  SELECT c.oid, ${SCHEMA}, c.relname, c.relkind, pg_catalog.obj_description(c.oid, 'pg_class'),
    CASE WHEN c.reltuples < 0 OR c.relkind IN ('v', 'f') THEN NULL ELSE c.reltuples::bigint END,
    EXISTS (SELECT 1 FROM pg_catalog.aclexplode(c.relacl) a WHERE a.grantee = 0 AND a.privilege_type = 'SELECT')
  ${TABLES}
  ORDER BY n.nspname, c.relname`;

const LIST_COLUMNS = `
  SELECT c.oid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), pg_catalog.col_description(c.oid, a.attnum),
    NOT a.attnotnull, a.attgenerated <> '',
    EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)),
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'),
    r.nspname, r.relname, r.attname
  FROM (SELECT c.oid, c.relnamespace ${TABLES}) c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN LATERAL (
    SELECT ${SCHEMA.replaceAll("n.", "tn.")} AS nspname, t.relname, ta.attname
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class t ON t.oid = k.confrelid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute ta ON ta.attrelid = t.oid AND ta.attnum = k.confkey[1]
    WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]
    LIMIT 1) r ON true
  ORDER BY c.oid, a.attnum`;

async function describe(select: Select): Promise<DatabaseSchema> {
  const [version] = await select("SELECT pg_catalog.current_setting('server_version')");
  const columns = new Map<string, Column[]>();
  for (const [oid, ...row] of await select(LIST_COLUMNS)) {
    addTo(columns, oid!, columnOf(row));
  }
  const tables = (await select(LIST_TABLES)).map(([oid, schema, name, kind, comment, rows, isPublic]): Table => ({
    schema: schema ?? null,
    name: name!,
    kind: KINDS.get(kind!)!,
    comment: comment ?? null,
    rows: (rows ?? null) === null ? null : Number(rows),
    columns: columns.get(oid!) ?? [],
    isPublic: isPublic === "t",
  }));
  return { product: `PostgreSQL ${version![0]!.replace(/ .*/, "")}`, tables };
}

function columnOf([
  name,
  type,
  comment,
  nullable,
  generated,
  primaryKey,
  readable,
  schema,
  table,
  column,
]: Row): Column {
  return {
    name: name!,
    type: type!,
    comment: comment ?? null,
    nullable: nullable === "t",
    isGenerated: generated === "t",
    isPrimaryKey: primaryKey === "t",
    isReadable: readable === "t",
    references: typeof table === "string" ? { schema: schema ?? null, table, column: column! } : null,
  };
}

const SAMPLED = " TABLESAMPLE SYSTEM ";

/**
 * The rows of a small table, or those of some of its pages, thinned out so that they come from all of these: what has so many pages is read
 * at these alone (https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM). The same ones each time.
 */
async function placesOf(table: Table, rows: number, select: Select): Promise<string> {
  const name = nameOf(table);
  const [found] = await select(
    `SELECT coalesce(
       (SELECT sum(pg_catalog.pg_relation_size(relid)) FROM pg_catalog.pg_partition_tree(${text(name)}::regclass) WHERE isleaf),
       pg_catalog.pg_relation_size(${text(name)}::regclass)) / pg_catalog.current_setting('block_size')::int`,
  );
  const pages = Number(found?.[0] ?? 0);
  const wanted = Math.max(PLACES, Math.ceil((rows * pages) / Math.max(1, table.rows ?? 0)));
  if (pages <= 2 * wanted || table.rows === null) return name;
  const every = Math.max(1, Math.floor((table.rows * wanted) / pages / (rows * SPARE)));
  const thinned = every === 1 ? "" : ` WHERE pg_catalog.hashtext(ctid::text) % ${every} = 0`;
  return `${name}${SAMPLED}(${((100 * wanted) / pages).toFixed(6)}) REPEATABLE (1)${thinned}`;
}

/** More rows than are wanted: pages differ. */
const SPARE = 1.5;

function valueOf({ name, type }: Column): string {
  const column = quoted(name);
  if (type === "bytea") return `pg_catalog.encode(pg_catalog.substring(${column}, 1, ${LONGEST_VALUE}), 'escape')`;
  return `pg_catalog.left(${column}::text, ${LONGEST_VALUE})`;
}

function nameOf({ schema, name }: Table): string {
  return schema === null ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
