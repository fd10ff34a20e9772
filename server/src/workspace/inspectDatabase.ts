import { type DatabaseAddress, tellAddress } from "../engine/database/address.ts";
import { inspectedTables, type Inspection } from "../engine/database/inspection.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { DatabaseAnswer, DatabaseDrivers } from "./ports.ts";

export interface InspectionOptions {
  readonly drivers: DatabaseDrivers;
  readonly policy: Policy;
}

/** Opens the database, reads what it says of itself, and closes it whatever happens. */
export async function inspectDatabase(
  address: DatabaseAddress,
  { drivers, policy }: InspectionOptions,
): Promise<DatabaseAnswer<Inspection>> {
  const opened = await drivers.open(address);
  if (opened.kind === "failure") return opened;
  const database = opened.value;
  try {
    const described = await database.describe();
    if (described.kind === "failure") return described;
    const { transport, remarks } = database;
    const { product } = described.value;
    const tables = inspectedTables(described.value, policy);
    return { kind: "answer", value: { place: tellAddress(address), product, transport, remarks, tables } };
  } finally {
    await database.close();
  }
}
