import { readDjango } from "../../server/src/engine/languages/django/read.ts";
import type { Entity, Field, FileSchema } from "../../server/src/engine/schema/schema.ts";
import { dedent } from "./fixture.ts";

/** Django models for a spec; the import of `models` goes without saying. */
export function readModels(source: string, path = "app/models.py"): FileSchema {
  return readDjango(path, `from django.db import models\n\n${dedent(source)}\n`);
}

/** Entity and field of a selector, `Customer.email`, or just the entity's. */
export function declared(schema: FileSchema, selector: string): { readonly entity: Entity; readonly field: Field } {
  const [entityName, fieldName] = selector.split(".");
  const entity = schema.entities.find((item) => item.name === entityName);
  const field = entity?.fields.find((item) => item.name === (fieldName ?? entity.fields[0]?.name));
  if (!entity || !field) throw new Error(`the spec's models have no ${selector}`);
  return { entity, field };
}
