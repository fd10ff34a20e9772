import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import type { SqliteAddress } from "../../../engine/database/address.ts";
import type { Column, DatabaseSchema, Table } from "../../../engine/database/model.ts";
import type { Database } from "../../../workspace/ports.ts";
import { answered, Failure, NO_SQLITE } from "./failure.ts";
import { openWithNode } from "./nodeSqlite.ts";
import { LONGEST_VALUE, numberKey, sampleColumns, startsBetween } from "./sampling.ts";
import type { SqliteFile } from "./sqliteFile.ts";
import { openInMemory } from "./sqlJs.ts";

/** @throws Failure, or what keeps it from being opened */
export async function openSqlite({ path }: SqliteAddress): Promise<Database> {
  const isInWalMode = readHeader(path);
  const file = (await openWithNode(path, isInWalMode)) ?? (await openInMemory(path, isInWalMode));
  return {
    transport: "local",
    remarks: file.remarks,
    describe: () => answered(() => describe(file)),
    sample: (table, columns, rows) =>
      answered(() => {
        const places = placesOf(file, table, rows);
        return sampleColumns(columns, (some) => {
          const values = some.map(({ name }) => `substr(CAST(${named(name)} AS TEXT), 1, ${LONGEST_VALUE})`).join(", ");
          return places.flatMap((place) =>
            file.select(`SELECT ${values} FROM ${named(table.name)} ${place} LIMIT ${Math.ceil(rows / places.length)}`),
          );
        });
      }),
    close: () => {
      file.close();
      return Promise.resolve();
    },
  };
}

/** Whether other files beside it hold what was written last: https://www.sqlite.org/fileformat.html#the_database_header */
function readHeader(path: string): boolean {
  if (!existsSync(path)) throw new Failure("there is no such file");
  const status = statSync(path);
  if (!status.isFile()) throw new Failure("it is no file");
  if (status.size === 0) throw new Failure("it is empty: no table has been made in it yet");
  const header = Buffer.alloc(20);
  const handle = openSync(path, "r");
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString("latin1", 0, 16) !== "SQLite format 3\0") throw new Failure(NO_SQLITE);
  return header[19] === 2;
}

const HIDDEN = 1;

function describe(file: SqliteFile): DatabaseSchema {
  const [version] = file.select("SELECT sqlite_version()");
  const rows = rowsOf(file);
  const tables = file
    .select(
      "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name",
    )
    .map(([name, type]): Table => {
      const table = String(name);
      return {
        schema: null,
        name: table,
        kind: type === "view" ? "view" : "table",
        comment: null,
        rows: rows.get(table) ?? null,
        columns: columnsOf(file, table),
        isPublic: false,
      };
    });
  return { product: `SQLite ${String(version?.[0])}`, tables };
}

function columnsOf(file: SqliteFile, table: string): readonly Column[] {
  const references = new Map(
    file
      .select(
        `SELECT "from", "table", "to", id, count(*) OVER (PARTITION BY id) FROM pragma_foreign_key_list(${quoted(table)})`,
      )
      .filter(([, , , , parts]) => Number(parts) === 1)
      .map(([from, target, to]) => [
        String(from),
        { schema: null, table: String(target), column: to === null ? "" : (to as string) },
      ]),
  );
  return file
    .select(`SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(${quoted(table)})`)
    .filter(([, , , , hidden]) => Number(hidden) !== HIDDEN)
    .map(([name, type, notNull, primaryKey, hidden]) => ({
      name: String(name),
      type: String(type),
      comment: null,
      nullable: Number(notNull) === 0 && Number(primaryKey) === 0,
      isGenerated: Number(hidden) > HIDDEN,
      isPrimaryKey: Number(primaryKey) > 0,
      isReadable: true,
      references: references.get(String(name)) ?? null,
    }));
}

/** As `ANALYZE` counted them, where somebody ran it. */
function rowsOf(file: SqliteFile): ReadonlyMap<string, number> {
  if (file.select("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").length === 0) return new Map();
  return new Map(
    file
      .select("SELECT tbl, stat FROM sqlite_stat1")
      .map(([table, stat]) => [String(table), parseInt(String(stat), 10)]),
  );
}

/** Where to begin, as conditions: all over a table whose key is the number of its rows, else where SQLite begins. */
function placesOf(file: SqliteFile, table: Table, rows: number): readonly string[] {
  const key = numberKey(table);
  if (!key) return [""];
  const name = named(key.name);
  const [bounds] = file.select(
    `SELECT CAST(min(${name}) AS TEXT), CAST(max(${name}) AS TEXT) FROM ${named(table.name)}`,
  );
  const [least, most] = bounds ?? [];
  if (typeof least !== "string" || typeof most !== "string" || !/^-?\d+$/.test(least) || !/^-?\d+$/.test(most))
    return [""];
  return startsBetween(BigInt(least), BigInt(most), rows).map((start) => `WHERE ${name} >= ${start} ORDER BY ${name}`);
}

function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
