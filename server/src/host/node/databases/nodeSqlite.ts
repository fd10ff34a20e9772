import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { codeOf } from "./failure.ts";
import type { Row, SqliteFile } from "./sqliteFile.ts";

type Sqlite = typeof import("node:sqlite");

/**
 * With the SQLite of Node, which reads of a file only what it needs; null where Node has none (before 22.15).
 * A file in WAL mode that nobody else has open is told to be immutable: SQLite would make files beside it to share it.
 */
export async function openWithNode(path: string, isInWalMode: boolean): Promise<SqliteFile | null> {
  const sqlite = await import("node:sqlite").catch(() => null);
  if (!sqlite) return null;
  const url = pathToFileURL(path);
  url.searchParams.set("mode", "ro");
  if (isInWalMode && !existsSync(`${path}-wal`)) url.searchParams.set("immutable", "1");
  const database = openAt(url, sqlite);
  if (!database) return null;
  database.exec("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 500");
  return {
    remarks: [],
    select(sql) {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement.all() as unknown as readonly Row[];
    },
    close: () => {
      database.close();
    },
  };
}

function openAt(url: URL, { DatabaseSync }: Sqlite): InstanceType<Sqlite["DatabaseSync"]> | null {
  try {
    return new DatabaseSync(url, { readOnly: true, allowExtension: false });
  } catch (error) {
    // Those before 22.15 take only paths, which cannot say that a file is immutable.
    if (codeOf(error) === "ERR_INVALID_ARG_TYPE") return null;
    throw error;
  }
}
