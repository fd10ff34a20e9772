import type { LabelledRow } from "./rows.ts";

/** A Django model file that declares these fields as far as their columns tell. */
export function modelFile(rows: readonly LabelledRow[]): string {
  const lines = ["from django.db import models", ""];
  let entity = "";
  for (const row of rows) {
    if (row.entity !== entity) lines.push("", `class ${row.entity}(models.Model):`);
    entity = row.entity;
    lines.push(`    ${row.field} = models.${row.type}(${argumentsOf(row).join(", ")})`);
  }
  return `${lines.join("\n")}\n`;
}

function argumentsOf(row: LabelledRow): readonly string[] {
  return [
    // The rows do not tell what a relation points at: its own name is the best guess.
    ...(row.isRelation ? [JSON.stringify(row.field)] : []),
    ...(row.maxLength === null ? [] : [`max_length=${row.maxLength}`]),
    ...(row.unique ? ["unique=True"] : []),
    ...(row.indexed ? ["db_index=True"] : []),
    ...(row.hasChoices ? ["choices=CHOICES"] : []),
  ];
}
