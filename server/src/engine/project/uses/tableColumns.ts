import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { EntityGraph } from "./entityGraph.ts";
import { columnOf } from "./tables.ts";

/** All of a model's table in the order of `creation_counter`; none for a child, whose fields are in several tables. */
export function columnsInOrder(model: DeclaredEntity, graph: EntityGraph): readonly string[] {
  const above = graph.ancestry(model).slice(1);
  if (above.some(({ entity: { abstract, bases } }) => !abstract && bases.length > 0)) return [];
  const fields = graph.fieldsOf(model).flatMap(({ declared, field }) => {
    const column = columnOf(field);
    return column === null ? [] : [{ column, field, declared }];
  });
  const schemas = [...new Set([...above.map(({ schema }) => schema).reverse(), model.schema])];
  // What a file imports is run before its own classes.
  const order = [...schemas.filter((schema) => schema !== model.schema), model.schema];
  const sorted = fields.toSorted(
    (a, b) =>
      order.indexOf(a.declared.schema) - order.indexOf(b.declared.schema) || a.field.span.start - b.field.span.start,
  );
  const columns = sorted.map(({ column }) => column);
  return fields.some(({ field }) => field.primaryKey) ? columns : ["id", ...columns];
}
