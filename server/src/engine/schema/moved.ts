import type { Span } from "../text/span.ts";
import type { Directive, Entity, Field } from "./schema.ts";

/** The entity, further on in a text. It is known to say the same (`contentOf`). */
export function movedEntity(entity: Entity, by: number): Entity {
  if (by === 0) return entity;
  const moved: Entity = {
    ...entity,
    nameSpan: movedSpan(entity.nameSpan, by),
    span: movedSpan(entity.span, by),
    optionUses: entity.optionUses.map(({ option, field, span }) => ({ option, field, span: movedSpan(span, by) })),
    privacyDeclarations: entity.privacyDeclarations.map((declaration) => ({
      ...declaration,
      statements: declaration.statements.map((statement) => ({ ...statement, span: movedSpan(statement.span, by) })),
    })),
    fields: entity.fields.map((field) => movedField(field, by)),
  };
  contents.set(moved, contentOf(entity));
  return moved;
}

/** One entity for all that say the same in other places: what was found out about one holds for all. */
export function contentOf(entity: Entity): Entity {
  return contents.get(entity) ?? entity;
}

export function movedDirective(directive: Directive, by: number): Directive {
  return by === 0 ? directive : { ...directive, span: movedSpan(directive.span, by) };
}

export function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

const contents = new WeakMap<Entity, Entity>();

function movedField(field: Field, by: number): Field {
  return { ...field, nameSpan: movedSpan(field.nameSpan, by), span: movedSpan(field.span, by) };
}
