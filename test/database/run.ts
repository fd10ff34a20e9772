/**
 * What `fieldguard inspect` says of databases whose values are planted, on SQLite with both of its drivers, PostgreSQL and MariaDB, in folders of the system's
 * temporary one. Prints a line for each cell, precision and recall of the columns by place, and at the end `N passed, M failed`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Results } from "../django/results.ts";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { CACHE_ENVIRONMENT } from "../support/productCache.ts";
import { plantedTables, plantedValues, type PlantedTable } from "./planted.ts";
import { PASSWORD, RESTRICTED, type RunningDatabase, startMariadb, startPostgresql } from "./servers.ts";

const CLI = resolve("dist/cli.js");
const ROWS = 2_000;
const results = new Results();
const tables = plantedTables(ROWS);
const planted = plantedValues(tables);
const folder = mkdtempSync(join(tmpdir(), "fieldguard-inspect-"));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Document {
  readonly problems: readonly { readonly table: string; readonly because: string }[];
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly {
      readonly name: string;
      readonly category: string | null;
      readonly readable: boolean;
    }[];
  }[];
}

function inspect(address: string, args: readonly string[] = [], node: readonly string[] = []): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, CLI, "inspect", "--dsn-env", "PLANTED_DATABASE", ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...CACHE_ENVIRONMENT, PLANTED_DATABASE: address },
      timeout: 60_000,
    },
  );
  return { code: status, out: stdout, err: stderr };
}

/** Counts columns that are rightly and wrongly called sensitive; one at another branch of the taxonomy is wrong. */
function judge(
  place: string,
  { out, err }: Run,
  isExpected: (column: PlantedTable["columns"][number]) => boolean,
): void {
  const found = new Map<string, string | null>(
    (out === "" ? { tables: [] } : (JSON.parse(out) as Document)).tables.flatMap((table) =>
      table.columns.map((column) => [`${table.name}.${column.name}`, column.category] as const),
    ),
  );
  const columns = tables.flatMap((table) =>
    table.columns.map((column) => ({ ...column, key: `${table.name}.${column.name}` })),
  );
  const right = columns.filter(({ key, holds }) => holds !== null && found.get(key)?.startsWith(holds));
  const missed = columns.filter((column) => isExpected(column) && !right.includes(column));
  const wrong = columns.filter((column) => (found.get(column.key) ?? null) !== null && !right.includes(column));
  const precision = right.length / Math.max(1, right.length + wrong.length);
  const recall = 1 - missed.length / columns.filter(isExpected).length;
  console.log(`${place}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} of ${columns.length} columns`);
  const problem = [...missed.map(({ key }) => `missed ${key}`), ...wrong.map(({ key }) => `wrong ${key}`), err].join(
    "; ",
  );
  results.cell(`${place}: what columns hold`, precision >= 0.95 && recall >= 0.95 ? null : problem);
}

/** Neither values nor the password in what was printed. */
function silent(place: string, runs: readonly Run[]): void {
  const printed = runs.map(({ out, err }) => out + err).join("\n");
  const told = [...planted, PASSWORD, encodeURIComponent(PASSWORD)].filter((value) => printed.includes(value));
  results.cell(
    `${place}: no value and no password is printed`,
    told.length === 0 && printed !== "" ? null : `${told.length} are`,
  );
}

function everywhere(place: string, address: string, node: readonly string[] = []): void {
  const json = inspect(address, ["--format", "json"], node);
  judge(`${place}, with values`, json, ({ holds }) => holds !== null);
  // The column that is called `email` and holds none cannot be told by its name.
  const names = inspect(address, ["--no-values", "--format", "json"], node);
  const found = names.out === "" ? [] : (JSON.parse(names.out) as Document).tables.flatMap(({ columns }) => columns);
  const named = tables.flatMap(({ columns }) => columns).filter(({ isNamed }) => isNamed);
  const isFound = named.every(({ name }) => found.some((column) => column.name === name && column.category !== null));
  const isMore = found.some(({ name, category }) => /^f\d|^t\d/.test(name) && category !== null);
  results.cell(
    `${place}: without values, what names say and no more`,
    isFound && !isMore ? null : names.out.slice(0, 200) + names.err,
  );
  const text = inspect(address, [], node);
  silent(place, [json, names, text]);
}

/** What only servers have: users, passwords, and statements that others log. */
function ofServer(database: RunningDatabase): void {
  const { name } = database;
  const wrong = inspect(database.address({ password: `${PASSWORD}x` }));
  results.cell(
    `${name}: a wrong password`,
    wrong.code === 2 && /^fieldguard: .* refuses this user or password\n$/.test(wrong.err) ? null : wrong.err,
  );
  const part = inspect(database.address({ user: RESTRICTED }), ["--format", "json"]);
  const { tables: all, problems } = JSON.parse(part.out || '{"tables":[],"problems":[]}') as Document;
  const readable = all.filter(({ columns }) => columns.some((column) => column.readable));
  // MariaDB does not even say that there are others.
  const isTold =
    problems.length === all.length - readable.length &&
    problems.every(({ because }) => because === "this user may not read it");
  results.cell(
    `${name}: a user who may read one table, and is told of the others`,
    part.code === 0 && readable.map((table) => table.name).join() === "customers" && isTold
      ? null
      : part.err + readable.map((table) => table.name).join() + JSON.stringify(problems),
  );
  silent(`${name}, refused and restricted`, [wrong, part]);
  const others = database.statements().filter((statement) => !READS.test(statement.trim()));
  const count = database.statements().length;
  results.cell(
    `${name}: ${count} statements, which only read`,
    others.length === 0 && count > 10 ? null : others.slice(0, 3).join(" / "),
  );
}

const READS =
  /^(?:BEGIN TRANSACTION READ ONLY; SET LOCAL |START TRANSACTION READ ONLY$|SET SESSION (?:TRANSACTION READ ONLY|max_statement_time|innodb_lock_wait_timeout)|SELECT |ROLLBACK$)/;

function sqliteFile(): string {
  const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
  const path = join(folder, "db.sqlite3");
  const database = new DatabaseSync(path);
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  for (const { name, columns, rows } of tables) {
    database.exec(
      `CREATE TABLE ${quoted(name)} (id integer PRIMARY KEY, ${columns.map((column) => `${quoted(column.name)} ${column.type}`).join(", ")})`,
    );
    const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (NULL, ${columns.map(() => "?").join(", ")})`);
    database.exec("BEGIN");
    for (const row of rows) insert.run(...row);
    database.exec("COMMIT");
  }
  database.close();
  return `sqlite:${path}`;
}

try {
  const file = sqliteFile();
  everywhere("SQLite of Node", file);
  everywhere("SQLite in memory", file, ["--no-experimental-sqlite"]);
  results.cell(
    "SQLite: nothing is left beside the file",
    readdirSync(folder).join() === "db.sqlite3" ? null : readdirSync(folder).join(),
  );
  for (const start of [startPostgresql, startMariadb]) {
    const database = await start(tables);
    if (typeof database === "string") {
      console.log(`skipped: ${database}`);
      continue;
    }
    try {
      everywhere(database.name, database.address());
      ofServer(database);
    } finally {
      await database.stop();
    }
    const gone = inspect(database.address());
    results.cell(
      `${database.name}: a server that is gone`,
      gone.code === 2 && gone.err.endsWith("nothing listens there\n") ? null : gone.err,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${results.passed} passed, ${results.failed} failed`);
await exitWhenWritten(results.failed > 0 ? 1 : 0);
