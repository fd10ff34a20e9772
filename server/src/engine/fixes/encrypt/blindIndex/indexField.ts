import { ENCRYPTION_KEYS, INDEX_KEYS, type KeySetting } from "../../../project/keys/publicKey.ts";
import type { Entity, Field } from "../../../schema/schema.ts";
import type { AskedOfIndex } from "./asked.ts";

export const INDEX_CLASS = "BlindIndexField";

/** What fields with an index need. */
export const KEYS_WITH_INDEX: readonly KeySetting[] = [ENCRYPTION_KEYS, INDEX_KEYS];

export function indexName({ name }: Field): string {
  return `${name}_index`;
}

/** As it is declared. What is unique together with others alone has its index there. */
export function indexCall({ name }: Field, { unique, lookup }: AskedOfIndex): string {
  const option = unique ? ", unique=True" : lookup ? ", db_index=True" : "";
  return `${INDEX_CLASS}(source="${name}"${option})`;
}

/** What makes it in a migration, and fills it where rows exist. */
export function addIndexOperation(model: string, field: Field, asked: AskedOfIndex): string {
  return `AddFieldOnce("${model}", "${indexName(field)}", ${indexCall(field, asked)}),`;
}

export function fillIndexOperation(model: string, field: Field): string {
  return `FillBlindIndex("${model}", "${indexName(field)}"),`;
}

export function moveUniquenessOperation(model: string, field: Field): string {
  return `MoveUniqueness("${model}", "${field.name}", "${indexName(field)}"),`;
}

/** What a person must know of it; complete sentences. */
export function notesOnIndex({ entity, field }: { readonly entity: Entity; readonly field: Field }): readonly string[] {
  const { name } = field;
  return [
    `\`${indexName(field)}\` holds a keyed hash of each value, by which \`filter(${name}=…)\`, \`${name}__in\`, \`get\`, \`exclude\`, \`get_or_create\` and the like find it as before, and by which it is unique. Whatever else the database would have to do with it raises FieldError. Who sees the table can tell which rows have the same value.`,
    "Upper and lower case count from now on, also where the database made no difference (MySQL and MariaDB usually do not).",
    `The hash is made with the names of the model and the field: after either is renamed, and after a new key, run \`manage.py rebuild_blind_index APP.${entity.name} ${indexName(field)}\`. SQL of your own that writes the column leaves it stale; \`--check\` tells.`,
  ];
}
