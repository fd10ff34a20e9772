import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { commandOnPath } from "../../support/commandOnPath.ts";
import { installDebianPackage, mayInstallDebianPackages } from "../../support/debianPackage.ts";
import type { Absence, Database } from "./database.ts";
import { startServer } from "./server.ts";

const SOCKET = "mariadb.sock";

export async function startMariadb(): Promise<Database | Absence> {
  if ((program() === null || !hasClientLibrary()) && mayInstallDebianPackages()) {
    // The server without what would start it on this machine, and what Django's driver is compiled with.
    for (const name of ["mariadb-server-core", "libmariadb-dev"]) installDebianPackage(name);
  }
  const mariadbd = program();
  if (mariadbd === null || !hasClientLibrary()) {
    return "MariaDB and its client library are not installed; on Debian `FIELDGUARD_TEST_INSTALL=1` installs them";
  }
  const server = await startServer({
    name: "mariadb",
    users: ["mysql", "nobody"],
    // Without its own tables it knows no users and lets everybody in, which is all that we ask of it.
    prepare: () => null,
    serve: (folder) => [
      mariadbd,
      ...["--no-defaults", `--datadir=${join(folder, "data")}`, `--socket=${join(folder, SOCKET)}`],
      ...["--skip-networking", "--skip-grant-tables", "--innodb-log-file-size=8M", "--innodb-stats-persistent=OFF"],
      // Nobody needs the data after a crash.
      ...["--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite"],
    ],
    signal: "KILL",
    socket: SOCKET,
  });
  const socket = join(server.folder, SOCKET);
  let count = 0;
  return {
    name: "MariaDB",
    requirements: "mariadb.txt",
    create(python) {
      const name = `project_${++count}`;
      const connect = `MySQLdb.connect(unix_socket=${JSON.stringify(socket)}, user="fieldguard")`;
      const statement = `CREATE DATABASE ${name} CHARACTER SET utf8mb4`;
      execFileSync(python, ["-c", `import MySQLdb; ${connect}.cursor().execute("${statement}")`]);
      return `{"ENGINE": "django.db.backends.mysql", "USER": "fieldguard", "NAME": "${name}", "OPTIONS": {"unix_socket": ${JSON.stringify(socket)}, "charset": "utf8mb4"}}`;
    },
    stop: () => server.stop(),
  };
}

export function program(): string | null {
  return ["mariadbd", "/usr/sbin/mariadbd"].map(commandOnPath).find((path) => path !== null) ?? null;
}

function hasClientLibrary(): boolean {
  return commandOnPath("mariadb_config") !== null || existsSync("/usr/bin/mariadb_config");
}
