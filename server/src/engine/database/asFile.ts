import type { Entity, Field, FieldType, FileSchema } from "../schema/schema.ts";
import { columnShape } from "./columnShape.ts";
import type { Column, DatabaseSchema, Table } from "./model.ts";

/**
 * The tables of a database as the entities of one file, in their order, so that they are classified as models are: by what tables, columns and
 * their comments say, by types, and by what foreign keys lead to. There is no text, so that all spans are empty.
 */
export function asFile({ tables }: DatabaseSchema): FileSchema {
  return {
    language: "database",
    path: "",
    lines: [0],
    entities: tables.map(asEntity),
    directives: [],
    problems: [],
    imports: [],
    module: null,
    asked: [],
  };
}

const NOWHERE = { start: 0, end: 0 };

function asEntity(table: Table): Entity {
  return {
    name: table.name,
    kind: "model",
    nameSpan: NOWHERE,
    span: NOWHERE,
    bases: [],
    abstract: false,
    proxy: false,
    managed: true,
    documentation: table.comment ?? "",
    label: null,
    appLabel: null,
    table: table.name,
    optionUses: [],
    privacyDeclarations: [],
    fields: table.columns.map(asField),
    hidden: [],
  };
}

function asField(column: Column): Field {
  const shape = isRelation(column) ? "relation" : columnShape(column.type);
  return {
    // As Django calls the field of such a column, whose owner counts.
    name: shape === "relation" ? column.name.replace(/_id$/i, "") : column.name,
    nameSpan: NOWHERE,
    span: NOWHERE,
    type:
      shape === "relation"
        ? relationType(column)
        : { name: column.type, qualified: column.type, text: column.type, shape },
    wrappers: [],
    arguments: [],
    label: null,
    helpText: null,
    comment: column.comment ?? "",
    choices: null,
    maxLength: lengthIn(column.type),
    unique: column.isPrimaryKey,
    indexed: column.isPrimaryKey || column.references !== null,
    primaryKey: column.isPrimaryKey,
    nullable: column.nullable,
    blank: false,
    target: column.references?.table ?? null,
    column: column.name,
  };
}

/** A reference by a natural key, such as a number of an account, is a copy of its value. */
function isRelation({ references, type }: Column): boolean {
  return references !== null && ["integer", "uuid"].includes(columnShape(type));
}

function relationType({ isPrimaryKey }: Column): FieldType {
  const name = isPrimaryKey ? "OneToOneField" : "ForeignKey";
  return { name, qualified: `django.db.models.${name}`, text: name, shape: "relation" };
}

function lengthIn(type: string): number | null {
  const length = /char[a-z ]*\((\d+)\)/i.exec(type)?.[1];
  return length === undefined ? null : Number(length);
}
