import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";
import { kindOf } from "./filter.ts";
import type { FieldNode } from "./nodes.ts";

/** As Django calls a model of a package: `auth.User`. Two packages may have one of the same name. */
export function entityName({ app, name, package: from }: ClassifiedEntity): string {
  return from ? `${app}.${name}` : name;
}

/** In full, wherever it stands. */
export function fieldName({ entity, field }: Pick<FieldNode, "entity" | "field">): string {
  return `${entityName(entity)}.${field.name}`;
}

/** What stands in its row: those of packages always stand below their model, whose name is long. */
export function fieldLabel({ entity, field }: Pick<FieldNode, "entity" | "field">): string {
  return entity.package ? field.name : fieldName({ entity, field });
}

/**
 * Name of the icon, whose shape says as much as its colour: hollow while the treatment lacks, filled when it does not. Of what a
 * package stores nobody here says either.
 */
export function fieldShape({ package: from }: ClassifiedEntity, field: ClassifiedFieldModel): string {
  if (kindOf(field) === "review") return "question";
  if (from) return "symbol-field";
  return field.lacksTreatment ? "circle-large-outline" : "circle-large-filled";
}

/** Our texts put names between backticks: by turns what is none and what is one. */
export function partsOf(text: string): readonly { readonly text: string; readonly isName: boolean }[] {
  return text
    .split("`")
    .map((part, index) => ({ text: part, isName: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
