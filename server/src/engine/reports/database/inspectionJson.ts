import type { FoundKind } from "../../database/values/columnValues.ts";
import { classifiedJson } from "../classifiedJson.ts";
import { rounded } from "../rounded.ts";
import type { InspectedColumn, InspectedTable, Inspection } from "../../database/inspection.ts";

/** For programs. Its shape is `schemas/inspect.schema.json`; a change that breaks a reader raises the version. */
const SCHEMA_VERSION = 1;

export function inspectionJson(inspection: Inspection, version: string): string {
  const { place, product, transport, remarks, tables, problems, isWhole } = inspection;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "fieldguard", version },
    database: { place, product, transport },
    remarks,
    whole: isWhole,
    problems,
    tables: tables.map(tableOf),
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function tableOf({ table, columns }: InspectedTable): object {
  const { schema, name, kind, comment, rows, isPublic } = table;
  return { schema, name, kind, comment, rows, public: isPublic, columns: columns.map(columnOf) };
}

function columnOf({ column, values, subject }: InspectedColumn): object {
  return {
    name: column.name,
    type: column.type,
    comment: column.comment,
    nullable: column.nullable,
    generated: column.isGenerated,
    primaryKey: column.isPrimaryKey,
    references: column.references,
    readable: column.isReadable,
    ...classifiedJson(subject),
    values: values && { distinct: values.distinct, found: values.found.map(foundOf) },
  };
}

function foundOf({ kind, scheme, path, values, share, isWhole, shape }: FoundKind): object {
  return { kind, scheme, path, values, share: rounded(share), whole: isWhole, shape };
}
