/** Starts the databases and waits to be killed: `leftovers.ts` looks at what is left then. */
import { startMariadb } from "./mariadb.ts";
import { startPostgresql } from "./postgresql.ts";

for (const start of [startPostgresql, startMariadb]) await start();
console.log("started");
setInterval(() => undefined, 1000);
