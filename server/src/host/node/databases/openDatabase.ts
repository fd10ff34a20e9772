import type { DatabaseAddress } from "../../../engine/database/address.ts";
import type { Database, DatabaseAnswer } from "../../../workspace/ports.ts";
import { answered } from "./failure.ts";
import { openMysql } from "./mysql.ts";
import { openPostgresql } from "./postgresql.ts";
import { openSqlite } from "./sqlite.ts";

export function openDatabase(address: DatabaseAddress): Promise<DatabaseAnswer<Database>> {
  return answered(() => {
    if (address.product === "sqlite") return openSqlite(address);
    return address.product === "postgresql" ? openPostgresql(address) : openMysql(address);
  });
}
