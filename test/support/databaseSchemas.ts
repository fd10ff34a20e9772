import type { Column, Table } from "../../server/src/engine/database/model.ts";

/** A table whose columns are given as `name type`, with what else is to be said of them. */
export function tableOf(
  name: string,
  columns: Readonly<Record<string, string | Partial<Column>>>,
  more: Partial<Table> = {},
): Table {
  return {
    schema: null,
    name,
    kind: "table",
    comment: null,
    rows: null,
    isPublic: false,
    ...more,
    columns: Object.entries(columns).map(([column, said]) => ({
      name: column,
      type: "text",
      comment: null,
      nullable: true,
      isPrimaryKey: false,
      isGenerated: false,
      references: null,
      isReadable: true,
      ...(typeof said === "string" ? { type: said } : said),
    })),
  };
}
