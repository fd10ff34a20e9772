import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import initSqlJs from "sql.js";
import { Failure } from "./failure.ts";
import type { SqliteFile } from "./sqliteFile.ts";

/** In bytes: all of the file is held in memory. */
const LARGEST = 200 * 1024 * 1024;

/** With SQLite as WebAssembly, for a Node that has none. */
export async function openInMemory(path: string, isInWalMode: boolean): Promise<SqliteFile> {
  if (statSync(path).size > LARGEST) throw new Failure("files over 200 MB take Node 22.15 or later");
  const { Database } = await initSqlJs({ locateFile: (name) => join(__dirname, name) });
  const bytes = readFileSync(path);
  // There are no other files in memory: what is in this one counts. See the header's format versions.
  if (isInWalMode) bytes[18] = bytes[19] = 1;
  const database = new Database(bytes);
  return {
    remarks:
      isInWalMode && existsSync(`${path}-wal`)
        ? ["what was written last and stands in the file's -wal is not seen; Node 22.15 or later reads it"]
        : [],
    select: (sql) => database.exec(sql)[0]?.values ?? [],
    close: () => {
      database.close();
    },
  };
}
