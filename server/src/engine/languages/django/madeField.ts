import type { Asked, FieldMaker } from "../../schema/asked.ts";
import type { PassedKeyword } from "../../schema/moduleSummary.ts";
import type { Field, FileSchema } from "../../schema/schema.ts";
import { type KnownType, knownTypeOf, lastPart } from "./fieldTypes.ts";

/** A class is what its own name says, where that says anything, and else what the classes behind it are. */
export function typeOf(name: string, maker: FieldMaker | null): KnownType {
  const known = [name, ...(maker?.classes ?? []).map(lastPart)].map(knownTypeOf);
  const shape = known.find((type) => type.shape !== "unknown")?.shape ?? "unknown";
  const relation = known.find((type) => type.relation !== undefined)?.relation;
  return relation === undefined ? { shape } : { shape, relation };
}

/** A field with all that its class or factory adds to what the declaration says. */
export function withMaker(field: Field, maker: FieldMaker): Field {
  const { shape, relation } = typeOf(field.type.name, maker);
  const given = new Set(field.arguments.map(({ name }) => name));
  const passed = (keyword: string): PassedKeyword["value"] | undefined =>
    given.has(keyword) ? undefined : maker.passes.find(({ name }) => name === keyword)?.value;
  const isOn = (keyword: string, before: boolean): boolean => {
    const value = passed(keyword);
    return value === undefined ? before : value !== false && value !== null;
  };
  const text = (keyword: string, before: string | null): string | null => {
    const value = passed(keyword);
    return typeof value === "string" ? value : before;
  };
  const maxLength = passed("max_length");
  // The first argument is a label, but of a relation the target.
  const isPositional = field.arguments[0]?.name === null;
  return {
    ...field,
    type: { ...field.type, shape, classes: maker.classes },
    label: isPositional && relation === undefined ? field.label : text("verbose_name", field.label),
    helpText: text("help_text", field.helpText),
    maxLength: typeof maxLength === "number" ? maxLength : field.maxLength,
    unique: isOn("unique", field.unique),
    indexed: isOn("db_index", field.indexed),
    primaryKey: isOn("primary_key", field.primaryKey),
    nullable: isOn("null", field.nullable),
    blank: isOn("blank", field.blank),
    target: isPositional || relation !== "target" ? field.target : text("to", field.target),
  };
}

/**
 * What a file declares by other answers than it was read with; null when that takes another reading, because there are other models
 * or fields then. Most answers only tell what is behind the class of a field that is known to be one by its name.
 */
export function answered(schema: FileSchema, asked: readonly Asked[]): FileSchema | null {
  const makers = new Map<string, FieldMaker>();
  let label: string | null = null;
  for (const [index, { as, name, answer }] of asked.entries()) {
    const { answer: before = null, isSettled } = schema.asked[index] ?? {};
    if (JSON.stringify(before) === JSON.stringify(answer)) continue;
    if (isSettled && answer?.kind === "model") continue;
    if (as === "app" && before === null && answer?.kind === "label") {
      ({ label } = answer);
      continue;
    }
    const isRelation = knownTypeOf(lastPart(name)).relation;
    if (as !== "field" || before !== null || answer?.kind !== "field") return null;
    if (typeOf(lastPart(name), answer.maker).relation !== isRelation) return null;
    makers.set(name, answer.maker);
  }
  const used = new Set<string>();
  const entities = schema.entities.map((entity) => {
    const fields = entity.fields.map((field) => {
      const maker = makers.get(field.type.qualified);
      if (!maker) return field;
      used.add(field.type.qualified);
      return withMaker(field, maker);
    });
    const isSame = fields.every((field, index) => field === entity.fields[index]);
    const appLabel = entity.appLabel ?? label;
    return isSame && appLabel === entity.appLabel ? entity : { ...entity, fields, appLabel };
  });
  return used.size === makers.size ? { ...schema, entities, asked } : null;
}
