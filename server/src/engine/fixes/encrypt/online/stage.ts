import type { Operation } from "../../../project/migrations/model.ts";
import { orderedMigrations } from "../../../project/migrations/migrationOrder.ts";
import { sourceOf } from "../../../protection/recognise.ts";
import type { Field } from "../../../schema/schema.ts";
import type { FixContext } from "../../model.ts";

/**
 * How far a field has come on the way of several releases. `plain`: it has not begun. `expanded`: an encrypted column follows it.
 * `switched`: it is the encrypted one, and a plain column follows. `stopped`: that is no longer written. `forgotten`: the column is
 * there, but no field for it. `done`: it is gone, or the field was encrypted in another way.
 */
export type Stage = "plain" | "expanded" | "switched" | "stopped" | "forgotten" | "done";

/** Fields beside the one that is encrypted; of the encrypted one, its column keeps the name. */
export function namesBeside({ name }: Field): { readonly encrypted: string; readonly plain: string } {
  return { encrypted: `${name}_encrypted`, plain: `${name}_plain` };
}

export function stageOf(context: FixContext): Stage {
  const { entity, field, protection } = context.subject;
  const followers = entity.fields.filter((other) => sourceOf(other) === field.name);
  const names = namesBeside(field);
  if (followers.some(({ name }) => name === names.encrypted)) return "expanded";
  const plain = followers.find(({ name }) => name === names.plain);
  if (plain)
    return plain.arguments.some(({ name, value }) => name === "erase" && value === true) ? "stopped" : "switched";
  if (protection.kind !== "encrypted") return "plain";
  return isForgotten(context) ? "forgotten" : "done";
}

export function isBackfilled(context: FixContext): boolean {
  return operationsOn(context, context.subject.field.name).some(({ kind }) => kind === "backfill field");
}

/** Its plain column was erased, and was not dropped since: only the state lost its field. */
function isForgotten(context: FixContext): boolean {
  const { plain } = namesBeside(context.subject.field);
  const operations = operationsOn(context, plain);
  const erased = operations.findLastIndex(({ kind }) => kind === "erase field");
  return erased >= 0 && operations.slice(erased).filter(({ kind }) => kind === "remove field").length === 1;
}

/** What the migrations of the first model do to one of its fields, in order. */
export function operationsOn({ models }: FixContext, field: string): readonly Operation[] {
  const [first] = models;
  if (!first) return [];
  const { order } = orderedMigrations(first.app.migrations, first.app.label);
  const model = first.entity.name.toLowerCase();
  return order
    .flatMap(({ operations }) => operations)
    .filter(
      (operation) =>
        "field" in operation &&
        operation.model.toLowerCase() === model &&
        (typeof operation.field === "string" ? operation.field : operation.field.name) === field,
    );
}
