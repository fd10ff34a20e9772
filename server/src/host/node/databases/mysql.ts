import { type Connection, createConnection } from "mysql2/promise";
import type { ServerAddress } from "../../../engine/database/address.ts";
import type { Column, DatabaseSchema, Table, TableKind, Transport } from "../../../engine/database/model.ts";
import type { Database } from "../../../workspace/ports.ts";
import { answered, codeOf, LIMITS } from "./failure.ts";
import { LONGEST_VALUE, numberKey, sampleColumns, startsBetween } from "./sampling.ts";
import { attemptsFor } from "./tls.ts";
import { addTo } from "../../../engine/text/addTo.ts";

/** Of MySQL and MariaDB. @throws what keeps it from being opened; see `failureOf` */
export async function openMysql(address: ServerAddress): Promise<Database> {
  const { connection, transport } = await connect(address);
  const select = async (sql: string): Promise<readonly Row[]> => {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    return rows as unknown as readonly Row[];
  };
  const version = String((await select("SELECT VERSION()"))[0]?.[0]);
  await onlyRead(connection, version);
  return {
    transport,
    remarks: [],
    describe: () => answered(() => describe(select, version, address.database)),
    sample: (table, columns, rows) =>
      answered(async () => {
        const places = await placesOf(table, rows, select);
        return sampleColumns(columns, async (some) => {
          const values = some.map(({ name }) => `LEFT(${quoted(name)}, ${LONGEST_VALUE})`).join(", ");
          const found: Row[] = [];
          for (const place of places)
            found.push(
              ...(await select(
                `SELECT ${values} FROM ${nameOf(table)} ${place} LIMIT ${Math.ceil(rows / places.length)}`,
              )),
            );
          return found;
        });
      }),
    close: () => connection.end().catch(() => undefined),
  };
}

type Row = readonly (string | number | null)[];
type Select = (sql: string) => Promise<readonly Row[]>;

async function connect(
  address: ServerAddress,
): Promise<{ readonly connection: Connection; readonly transport: Transport }> {
  const { host, port, user, password, database } = address;
  const attempts = attemptsFor(address);
  for (const [index, { tls, transport }] of attempts.entries()) {
    try {
      const connection = await createConnection({
        ...(host === null || host.startsWith("/") ? { socketPath: host ?? "/var/run/mysqld/mysqld.sock" } : { host }),
        ...(port !== null && { port }),
        user: user ?? process.env.USER ?? "",
        ...(password !== null && { password }),
        ...(database !== null && { database }),
        ...(tls && { ssl: tls as object }),
        connectTimeout: LIMITS.connect,
        // A server that asks for a file of ours gets none.
        flags: ["-LOCAL_FILES"],
        dateStrings: true,
        supportBigNumbers: true,
        bigNumberStrings: true,
      });
      // What a connection that is cut says, says the statement that waits for it.
      connection.on("error", () => undefined);
      return { connection, transport };
    } catch (error) {
      if (codeOf(error) !== "HANDSHAKE_NO_SSL_SUPPORT" || index === attempts.length - 1) throw error;
    }
  }
  throw new Error("there is always a way to try");
}

async function onlyRead(connection: Connection, version: string): Promise<void> {
  const seconds = LIMITS.statement / 1000;
  await connection.query(
    version.includes("MariaDB")
      ? `SET SESSION max_statement_time = ${seconds}`
      : `SET SESSION max_execution_time = ${LIMITS.statement}`,
  );
  await connection.query("SET SESSION innodb_lock_wait_timeout = 1, lock_wait_timeout = 1");
  await connection.query("SET SESSION TRANSACTION READ ONLY");
  await connection.query("START TRANSACTION READ ONLY");
}

const OF_PEOPLE = (database: string | null): string =>
  database === null ? "NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')" : "= DATABASE()";

async function describe(select: Select, version: string, database: string | null): Promise<DatabaseSchema> {
  const where = OF_PEOPLE(database);
  const schema = (column: string): string => `NULLIF(${column}, DATABASE())`;
  const references = new Map(
    (
      await select(
        `SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ${schema("REFERENCED_TABLE_SCHEMA")}, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
         FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA ${where} AND REFERENCED_TABLE_NAME IS NOT NULL`,
      )
    ).map((row) => [keyOf(row.slice(0, 3)), { schema: textOf(row[3]), table: String(row[4]), column: String(row[5]) }]),
  );
  const columns = new Map<string, Column[]>();
  for (const row of await select(
    `SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, COLUMN_COMMENT, IS_NULLABLE, EXTRA, COLUMN_KEY, PRIVILEGES
     FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ${where} ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION`,
  )) {
    const table = keyOf(row.slice(0, 2));
    const [, , name, type, comment, nullable, extra, key, privileges] = row;
    const column: Column = {
      name: String(name),
      type: String(type),
      comment: textOf(comment),
      nullable: nullable === "YES",
      isGenerated: /GENERATED/i.test(String(extra)),
      isPrimaryKey: key === "PRI",
      isReadable: /select/i.test(String(privileges)),
      references: references.get(keyOf(row.slice(0, 3))) ?? null,
    };
    addTo(columns, table, column);
  }
  const tables = await select(
    `SELECT TABLE_SCHEMA, TABLE_NAME, ${schema("TABLE_SCHEMA")}, TABLE_TYPE, TABLE_COMMENT, TABLE_ROWS, CREATE_OPTIONS
     FROM information_schema.TABLES WHERE TABLE_SCHEMA ${where} ORDER BY TABLE_SCHEMA, TABLE_NAME`,
  );
  return {
    product: version.includes("MariaDB") ? `MariaDB ${version.replace(/-.*/, "")}` : `MySQL ${version}`,
    tables: tables.map((row): Table => ({
      schema: textOf(row[2]),
      name: String(row[1]),
      kind: kindOf(String(row[3]), String(row[6])),
      // That of a view is the word `VIEW`.
      comment: row[3] === "VIEW" ? null : textOf(row[4]),
      rows: (row[5] ?? null) === null ? null : Number(row[5]),
      columns: columns.get(keyOf(row.slice(0, 2))) ?? [],
      isPublic: false,
    })),
  };
}

function kindOf(type: string, options: string): TableKind {
  if (type.includes("VIEW")) return "view";
  return options.includes("partitioned") ? "partitioned table" : "table";
}

function keyOf(names: Row): string {
  return JSON.stringify(names);
}

function textOf(value: string | number | null | undefined): string | null {
  return value === undefined || value === null || value === "" ? null : String(value);
}

/** Where to begin, as conditions: all over a table whose key is a number, else where the database begins. */
async function placesOf(table: Table, rows: number, select: Select): Promise<readonly string[]> {
  const key = numberKey(table);
  if (!key) return [""];
  const name = quoted(key.name);
  const [bounds] = await select(`SELECT MIN(${name}), MAX(${name}) FROM ${nameOf(table)}`);
  const [least, most] = bounds ?? [];
  if (typeof least !== "number" && typeof least !== "string") return [""];
  return startsBetween(BigInt(least), BigInt(most!), rows).map((start) => `WHERE ${name} >= ${start} ORDER BY ${name}`);
}

function nameOf({ schema, name }: Table): string {
  return schema === null ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
