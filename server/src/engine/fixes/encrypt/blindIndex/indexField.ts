import { ENCRYPTION_KEYS, INDEX_KEYS, type KeySetting } from "../../../project/keys/publicKey.ts";
import { indexOf } from "../../../protection/recognise.ts";
import type { Entity, Field } from "../../../schema/schema.ts";
import type { FixContext } from "../../model.ts";
import { isShownAgain } from "../reasonAgainst.ts";
import type { AskedOfIndex } from "./asked.ts";

export const INDEX_CLASS = "BlindIndexField";

/** What fields with an index need. */
export const KEYS_WITH_INDEX: readonly KeySetting[] = [ENCRYPTION_KEYS, INDEX_KEYS];

export function indexName({ name }: Field): string {
  return `${name}_index`;
}

/** Whether the field has its blind index, as the fixes call it. */
export function isIndexed(entity: Entity, field: Field): boolean {
  return indexOf(field, entity)?.name === indexName(field);
}

/** As it is declared. What is unique together with others alone has its index there. */
export function indexCall(field: Field, asked: AskedOfIndex): string {
  return asked.unique ? `${INDEX_CLASS}(source="${field.name}", unique=True)` : indexCallAtFirst(field, asked);
}

/** The same before every row has its index, when the plain column keeps the field unique. */
export function indexCallAtFirst({ name }: Field, { unique, lookup, indexed }: AskedOfIndex): string {
  const isLookedUp = !unique && (lookup !== null || indexed);
  return `${INDEX_CLASS}(source="${name}"${isLookedUp ? ", db_index=True" : ""})`;
}

/** What makes it in a migration. `call`: as it is declared. */
export function addIndexOperation(model: string, field: Field, call: string): string {
  return `AddFieldOnce("${model}", "${indexName(field)}", ${call}),`;
}

export function makeUniqueOperation(model: string, field: Field): string {
  return `MakeUnique("${model}", "${indexName(field)}"),`;
}

export function fillIndexOperation(model: string, field: Field): string {
  return `FillBlindIndex("${model}", "${indexName(field)}"),`;
}

export function moveUniquenessOperation(model: string, field: Field): string {
  return `MoveUniqueness("${model}", "${field.name}", "${indexName(field)}"),`;
}

/** What a person must know of it; complete sentences. */
export function notesOnIndex(
  context: FixContext,
  { unique, together }: Pick<AskedOfIndex, "unique" | "together">,
): readonly string[] {
  const { subject, project } = context;
  const { entity, field } = subject;
  const { name } = field;
  const uniqueness = [
    ...(unique ? [", and by which it is unique"] : []),
    ...(together ? [", and which stands for it in what is unique in `Meta`"] : []),
  ].join("");
  return [
    `\`${indexName(field)}\` holds a keyed hash of each value, by which \`filter(${name}=…)\`, \`${name}__in\`, \`get\`, \`exclude\`, \`get_or_create\` and the like find it as before${uniqueness}. Whatever else the database would have to do with it raises FieldError. Who sees the table can tell which rows have the same value and, where there are few values, which value that is.`,
    ...(isShownAgain(context)
      ? [
          "It opens something here, and whoever has the database and the key can read it. Once the code shows it to nobody again, a short prefix and a keyed hash are enough.",
        ]
      : []),
    ...(together && project.packages.has("djangorestframework")
      ? [
          "Serializers of the REST framework do not check it together with other fields: where one is made for this model elsewhere, let its `validate` do so, or a taken pair is an error of the database.",
        ]
      : []),
    "Upper and lower case count from now on, also where the database made no difference (MySQL and MariaDB usually do not).",
    `The hash is made with the names of the model and the field: after either is renamed, and after a new key, run \`manage.py rebuild_blind_index APP.${entity.name} ${indexName(field)}\`. SQL of your own that writes the column leaves it stale; \`--check\` tells.`,
  ];
}
