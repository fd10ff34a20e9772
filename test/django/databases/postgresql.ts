import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { commandOnPath } from "../../support/commandOnPath.ts";
import { installDebianPackage, mayInstallDebianPackages } from "../../support/debianPackage.ts";
import type { Absence, Database } from "./database.ts";
import { startServer } from "./server.ts";

/** Where Debian keeps the programs of each version, which are not on the path. */
const DEBIAN = "/usr/lib/postgresql";
const USER = "fieldguard";

export async function startPostgresql(): Promise<Database | Absence> {
  if (programs() === null && mayInstallDebianPackages()) installDebianPackage("postgresql");
  const folderOfPrograms = programs();
  if (folderOfPrograms === null) {
    return "PostgreSQL is not installed; on Debian `FIELDGUARD_TEST_INSTALL=1` installs it";
  }
  const server = await startServer({
    name: "postgresql",
    users: ["postgres", "nobody"],
    prepare: (folder) => [
      join(folderOfPrograms, "initdb"),
      ...["--pgdata", join(folder, "data"), "--username", USER, "--auth", "trust", "--encoding", "UTF8"],
      ...["--locale", "C", "--no-sync"],
    ],
    serve: (folder) => [
      join(folderOfPrograms, "postgres"),
      ...["-D", join(folder, "data"), "-k", folder, "-c", "listen_addresses="],
      // Nobody needs the data after a crash.
      ...["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => ["-c", setting]),
    ],
    signal: "INT",
    socket: ".s.PGSQL.5432",
  });
  let count = 0;
  return {
    name: "PostgreSQL",
    requirements: null,
    create(python) {
      const name = `project_${++count}`;
      const connect = `psycopg.connect(host=${JSON.stringify(server.folder)}, user="${USER}", dbname="postgres", autocommit=True)`;
      execFileSync(python, ["-c", `import psycopg; ${connect}.execute("CREATE DATABASE ${name}")`]);
      return `{"ENGINE": "django.db.backends.postgresql", "HOST": ${JSON.stringify(server.folder)}, "USER": "${USER}", "NAME": "${name}"}`;
    },
    stop: () => server.stop(),
  };
}

export function programs(): string | null {
  const onPath = commandOnPath("postgres");
  if (onPath !== null && existsSync(join(onPath, "..", "initdb"))) return join(onPath, "..");
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, "bin")).find((bin) => existsSync(join(bin, "initdb"))) ?? null;
}
