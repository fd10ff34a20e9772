import { type DatabaseAddress, tellAddress } from "../engine/database/address.ts";
import { inspectedTables, type Inspection, type InspectionProblem } from "../engine/database/inspection.ts";
import { type Column, type DatabaseSchema, type Table, tableName } from "../engine/database/model.ts";
import { hiddenFromUser, sampledColumns } from "../engine/database/sampledColumns.ts";
import { type ColumnValues, columnValues } from "../engine/database/values/columnValues.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { ValueDetectors } from "../engine/project/values/model.ts";
import type { Database, DatabaseAnswer, DatabaseDrivers } from "./ports.ts";

export interface InspectionOptions {
  readonly drivers: DatabaseDrivers;
  readonly policy: Policy;
  /** Null to look at no value. */
  readonly values: SampleOptions | null;
}

export interface SampleOptions {
  readonly detectors: ValueDetectors;
  /** Of each table. */
  readonly rows: number;
  /** Before a table is looked at. */
  readonly onTable: (table: string, index: number, count: number) => void;
}

/** Opens the database, reads what it says of itself, and values where that is wanted, and closes it whatever happens. */
export async function inspectDatabase(
  address: DatabaseAddress,
  { drivers, policy, values }: InspectionOptions,
): Promise<DatabaseAnswer<Inspection>> {
  const opened = await drivers.open(address);
  if (opened.kind === "failure") return opened;
  const database = opened.value;
  try {
    const described = await database.describe();
    if (described.kind === "failure") return described;
    const { transport, remarks } = database;
    const { product } = described.value;
    const { seen, problems, isWhole } = values ? await lookAt(database, described.value, values) : NOT_LOOKED;
    const tables = inspectedTables(described.value, policy, seen);
    const place = tellAddress(address);
    return { kind: "answer", value: { place, product, transport, remarks, tables, problems, isWhole } };
  } finally {
    await database.close();
  }
}

interface Looked {
  readonly seen: ReadonlyMap<Column, ColumnValues>;
  readonly problems: readonly InspectionProblem[];
  readonly isWhole: boolean;
}

const NOT_LOOKED: Looked = { seen: new Map(), problems: [], isWhole: true };

/** Table by table, so that no more values than one holds are in memory; what was seen before a failure counts. */
async function lookAt(database: Database, { tables }: DatabaseSchema, options: SampleOptions): Promise<Looked> {
  const seen = new Map<Column, ColumnValues>();
  const problems = tables.flatMap(forbidden);
  const looked = tables
    .map((table) => ({ table, columns: sampledColumns(table) }))
    .filter(({ columns }) => columns.length > 0);
  for (const [index, { table, columns }] of looked.entries()) {
    options.onTable(tableName(table), index, looked.length);
    const answer = await database.sample(table, columns, options.rows);
    if (answer.kind === "answer") {
      for (const [at, values] of answer.value.entries())
        seen.set(columns[at]!, columnValues(values, options.detectors.formsIn));
      continue;
    }
    problems.push({ table: tableName(table), because: answer.because });
    if (!answer.isOver) continue;
    problems.push(...looked.slice(index + 1).map((each) => notReached(each.table)));
    return { seen, problems, isWhole: false };
  }
  return { seen, problems, isWhole: true };
}

function forbidden(table: Table): readonly InspectionProblem[] {
  const because = hiddenFromUser(table);
  return because === null ? [] : [{ table: tableName(table), because }];
}

function notReached(table: Table): InspectionProblem {
  return { table: tableName(table), because: "it was not reached before the connection was lost" };
}
