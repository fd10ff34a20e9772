import { createServer } from "node:net";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { type Server, startServer } from "../django/databases/server.ts";
import { programs as postgresqlPrograms } from "../django/databases/postgresql.ts";
import { program as mariadbProgram } from "../django/databases/mariadb.ts";
import type { PlantedTable } from "./planted.ts";

/** With a password for whoever comes over the network, and a user who may read one table alone. */
export interface RunningDatabase {
  readonly name: string;
  /** As the user who may read everything, with another password where one is given. */
  address(options?: { readonly user?: string; readonly password?: string }): string;
  /** Every statement that it was sent by the command line. */
  statements(): readonly string[];
  stop(): Promise<void>;
}

export const PASSWORD = "hunter2%/@:secret";
/** May read `customers` and nothing else. */
export const RESTRICTED = "restricted";
const READER = "reader";
const QUOTED_PASSWORD = `'${PASSWORD}'`;

/** A sentence where there is none on this machine. */
export async function startPostgresql(tables: readonly PlantedTable[]): Promise<RunningDatabase | string> {
  const bin = postgresqlPrograms();
  if (bin === null) return "PostgreSQL is not installed; on Debian `FIELDGUARD_TEST_INSTALL=1` installs it";
  const port = await freePort();
  const server = await startServer({
    name: "postgresql",
    users: ["postgres", "nobody"],
    prepare: (folder) => [
      join(bin, "initdb"),
      ...["--pgdata", join(folder, "data"), "--username", "fieldguard", "--auth-local", "trust"],
      ...["--auth-host", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"],
    ],
    serve: (folder) => [
      join(bin, "postgres"),
      ...["-D", join(folder, "data"), "-k", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
      ...["fsync=off", "synchronous_commit=off", "log_statement=all", "log_line_prefix=%a|"].flatMap((setting) => [
        "-c",
        setting,
      ]),
    ],
    signal: "INT",
    socket: `.s.PGSQL.${port}`,
  });
  const client = new pg.Client({ host: server.folder, port, user: "fieldguard", database: "postgres" });
  await client.connect();
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  for (const { name, columns, rows } of tables) {
    const typed = columns.map((column) => `${quoted(column.name)} ${column.type}`).join(", ");
    await client.query(`CREATE TABLE ${quoted(name)} (id bigserial PRIMARY KEY, ${typed})`);
    const listed = columns.map((column) => quoted(column.name)).join(", ");
    const values = columns.map(({ type }, index) => `(x->>${index})::${type === "json" ? "json" : "text"}`).join(", ");
    await client.query(
      `INSERT INTO ${quoted(name)} (${listed}) SELECT ${values} FROM json_array_elements($1::json) x`,
      [JSON.stringify(rows)],
    );
  }
  for (const role of [READER, RESTRICTED]) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${QUOTED_PASSWORD}`);
  await client.query(
    `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${READER}; GRANT SELECT ON customers TO ${RESTRICTED}; ANALYZE`,
  );
  await client.end();
  return {
    name: "PostgreSQL",
    address: ({ user = READER, password = PASSWORD } = {}) =>
      `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    statements: () =>
      readFileSync(join(server.folder, "log"), "utf8")
        .split(/\n(?=\S)/)
        .flatMap((line) => /^fieldguard\|LOG: {2}statement: ([^]*)/.exec(line)?.[1] ?? []),
    stop: () => server.stop(),
  };
}

/** A sentence where there is none on this machine. */
export async function startMariadb(tables: readonly PlantedTable[]): Promise<RunningDatabase | string> {
  const mariadbd = mariadbProgram();
  const scripts = SCRIPTS.find((folder) => existsSync(join(folder, "mysql_system_tables.sql")));
  if (mariadbd === null || scripts === undefined)
    return "MariaDB is not installed; on Debian `FIELDGUARD_TEST_INSTALL=1` installs it";
  const port = await freePort();
  const files = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];
  const bootstrap = `(echo "CREATE DATABASE mysql;"; echo "USE mysql;"; cat ${files.map((file) => join(scripts, file)).join(" ")}) | "$1" --no-defaults --bootstrap --datadir="$2" --innodb-log-file-size=8M`;
  const server: Server = await startServer({
    name: "mariadb",
    users: ["mysql", "nobody"],
    // The first statements have to stand in lines of their own.
    prepare: (folder) => ["sh", "-c", bootstrap, "sh", mariadbd, join(folder, "data")],
    serve: (folder) => [
      mariadbd,
      ...["--no-defaults", `--datadir=${join(folder, "data")}`, `--socket=${join(folder, "s")}`, `--port=${port}`],
      ...["--bind-address=127.0.0.1", "--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0"],
      ...[
        "--skip-innodb-doublewrite",
        "--skip-name-resolve",
        "--general-log",
        `--general-log-file=${join(folder, "statements")}`,
      ],
    ],
    signal: "KILL",
    socket: "s",
  });
  const connection = await createConnection({
    socketPath: join(server.folder, "s"),
    user: "root",
    multipleStatements: true,
  });
  const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
  await connection.query("CREATE DATABASE shop CHARACTER SET utf8mb4; USE shop");
  for (const { name, columns, rows } of tables) {
    const typed = columns.map((column) => `${quoted(column.name)} ${column.type}`).join(", ");
    await connection.query(`CREATE TABLE ${quoted(name)} (id bigint AUTO_INCREMENT PRIMARY KEY, ${typed})`);
    await connection.query(
      `INSERT INTO ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(", ")}) VALUES ?`,
      [rows],
    );
  }
  for (const user of [READER, RESTRICTED])
    await connection.query(`CREATE USER ${user} IDENTIFIED BY ${QUOTED_PASSWORD}`);
  await connection.query(`GRANT SELECT ON shop.* TO ${READER}; GRANT SELECT ON shop.customers TO ${RESTRICTED}`);
  await connection.query("SET GLOBAL general_log = OFF; SET GLOBAL general_log = ON");
  const start = readFileSync(join(server.folder, "statements"), "utf8").length;
  await connection.end();
  return {
    name: "MariaDB",
    address: ({ user = READER, password = PASSWORD } = {}) =>
      `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/shop`,
    statements: () =>
      [
        ...readFileSync(join(server.folder, "statements"), "utf8")
          .slice(start)
          .matchAll(/\t\s*\d+ Query\t([^\n]*)/g),
      ].map(([, statement]) => statement!),
    stop: () => server.stop(),
  };
}

/** Where Debian and others keep what makes the system's own tables. */
const SCRIPTS = ["/usr/share/mysql", "/usr/share/mariadb"];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
