import type { DatabaseDrivers } from "../../workspace/ports.ts";
import { loadBeside } from "./loadBeside.ts";

/** They lie beside the bundle that asks for them, which holds none of them. */
export async function loadDatabases(): Promise<DatabaseDrivers> {
  return (await loadBeside("./databases.cjs")) as DatabaseDrivers;
}
