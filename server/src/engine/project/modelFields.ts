/** All fields that Django gives a model, those included that no class declares, or why they cannot be known. */
import { isSurelyFieldClass, lastPart } from "../languages/django/fieldTypes.ts";
import { MODEL_BASES } from "../languages/django/modelBases.ts";
import { classesCalled, moduleOf } from "../languages/django/shownClass.ts";
import type { DeclaredEntity } from "../schema/entityLookup.ts";
import type { Field, FieldType, Name } from "../schema/schema.ts";
import { positionAt } from "../text/lineIndex.ts";
import type { FieldOfModel, Inheritance } from "./inheritance.ts";
import { knownModelOf } from "./thirdParty/knownModels.ts";

/** `added`: the number or link that Django adds; `many`: many-to-many; `generic`: a relation by content type, which has no column. */
export type ModelFieldKind = "added" | "plain" | "relation" | "many" | "generic";

export interface ModelField {
  readonly name: string;
  readonly kind: ModelFieldKind;
  readonly isPrimaryKey: boolean;
  /** Links a child to the table of its parent. */
  readonly isLink: boolean;
  /** Null for what Django adds. */
  readonly declared: FieldOfModel | null;
  /** Kept in the table of a parent. */
  readonly isOfParent: boolean;
}

/** In the order of `Options.get_fields()`: those of parents, the model's own, many-to-many ones last of each. A sentence where they cannot be known. */
export function modelFields(
  model: DeclaredEntity,
  inheritance: Inheritance,
  texts: ReadonlyMap<string, string>,
): readonly ModelField[] | string {
  const order = inheritance.orderOf(model);
  for (const declared of order) {
    const against = reasonAgainst(declared, inheritance, texts);
    if (against !== null) return against;
  }
  return fieldsOf(model, inheritance);
}

function fieldsOf(model: DeclaredEntity, inheritance: Inheritance): readonly ModelField[] | string {
  const { entity } = model;
  const concrete = inheritance
    .orderOf(model)
    .slice(1)
    .filter(({ entity: { abstract } }) => !abstract);
  const [parent] = inheritance.basesOf(model).filter((base) => concrete.includes(base));
  if (concrete.length > 0 && !parent) return `\`${entity.name}\` inherits a table by way of an abstract class.`;
  if (entity.proxy && parent) return fieldsOf(parent, inheritance);
  const ofParent = parent ? fieldsOf(parent, inheritance) : [];
  if (typeof ofParent === "string") return ofParent;
  if (
    parent &&
    (parent.entity.proxy || inheritance.basesOf(model).filter((base) => concrete.includes(base)).length > 1)
  )
    return `\`${entity.name}\` has several tables above it.`;
  const above = new Set(ofParent.map(({ name }) => name));
  const all = [...inheritance.fieldsOf(model).values()].filter(({ field }) => !above.has(field.name));
  const isOfFile = ({ declared: { schema } }: FieldOfModel): boolean => schema === model.schema;
  // What a file imports is run before its own classes.
  const local = asCreated([...all.filter((each) => !isOfFile(each)), ...all.filter(isOfFile)].map(own));
  const link =
    parent && !local.some(({ isLink }) => isLink) ? [added(`${parent.entity.name.toLowerCase()}_ptr`, true)] : [];
  const number = !parent && !local.some(({ isPrimaryKey }) => isPrimaryKey) ? [added("id", false)] : [];
  const isMany = ({ kind }: ModelField): boolean => kind === "many" || kind === "generic";
  return [
    ...ofParent.map((each) => ({ ...each, isOfParent: true })),
    ...link,
    ...number,
    ...local.filter((each) => !isMany(each)),
    ...local.filter(isMany),
  ];
}

/** As Django sorts them, by `creation_counter`: what it adds itself first, then file by file from above to below. */
export function asCreated(fields: readonly ModelField[]): readonly ModelField[] {
  const files = [...new Set(fields.map(({ declared }) => declared?.declared.schema))];
  const placed = fields.map((each) => ({
    each,
    file: each.declared ? files.indexOf(each.declared.declared.schema) : -1,
    start: each.declared?.field.span.start ?? 0,
  }));
  return placed.toSorted((a, b) => a.file - b.file || a.start - b.start).map(({ each }) => each);
}

function added(name: string, isLink: boolean): ModelField {
  return { name, kind: "added", isPrimaryKey: true, isLink, declared: null, isOfParent: false };
}

function own(declared: FieldOfModel): ModelField {
  const { field } = declared;
  const isLink = field.arguments.some(({ name, value }) => name === "parent_link" && value === true);
  return {
    name: field.name,
    kind: kindOf(field),
    isPrimaryKey: field.primaryKey || isLink,
    isLink,
    declared,
    isOfParent: false,
  };
}

function kindOf({ type }: Field): ModelFieldKind {
  if (isOf(type, "ManyToManyField")) return "many";
  if (type.name === "GenericForeignKey" || type.name === "GenericRelation") return "generic";
  return type.shape === "relation" ? "relation" : "plain";
}

function isOf({ name, classes }: FieldType, wanted: string): boolean {
  return name === wanted || (classes?.some((each) => lastPart(each) === wanted) ?? false);
}

/** Why nobody can tell all that a class gives its heirs; null where one can. */
function reasonAgainst(
  { entity, schema }: DeclaredEntity,
  inheritance: Inheritance,
  texts: ReadonlyMap<string, string>,
): string | null {
  const known = knownModelOf(entity);
  // Of other packages the data have only a part of what models with tables declare.
  if (known) {
    const isWhole = entity.abstract || known.package.distribution.toLowerCase() === "django";
    return isWhole
      ? null
      : `What \`${entity.name}\` of the package ${known.package.distribution} declares is not known to the end.`;
  }
  const text = texts.get(schema.path);
  if (text === undefined) return `\`${entity.name}\` is no model of the project.`;
  const unknown = entity.bases.find((base) => !isKnownBase(base, { entity, schema }, inheritance, text));
  if (unknown) return `What \`${unknown.text}\`, which \`${entity.name}\` inherits from, declares is not known.`;
  const other = entity.fields.find(({ type }) => !isKnownField(type));
  if (other)
    return `What \`${other.name}\` adds to \`${entity.name}\` is not known: \`${other.type.text}\` is no field of Django's.`;
  const columns = new Set(entity.fields.map(({ span }) => positionAt(schema.lines, span.start).character));
  if (columns.size > 1) return `Some fields of \`${entity.name}\` are declared under a condition.`;
  const body = text.slice(entity.span.start, entity.span.end);
  const manager = ADDS_FIELDS.exec(body)?.[1];
  return manager === undefined ? null : `What \`${manager}\` adds to \`${entity.name}\` is not known.`;
}

const ADDS_FIELDS = /\b(TaggableManager|CompositePrimaryKey|exec|locals|vars)\(/;

function isKnownBase(base: Name, { entity, schema }: DeclaredEntity, inheritance: Inheritance, text: string): boolean {
  const { qualified } = base;
  if (MODEL_BASES.has(qualified) && lastPart(qualified) === "Model") return true;
  if (base.text === "object") return true;
  const found = inheritance.meant(qualified, schema);
  if (found) return found.entity !== entity;
  if (schema.asked.some(({ name, answer }) => name === qualified && answer?.kind === "names")) return true;
  // A class of the file that inherits from nothing can be no model.
  return classesCalled(moduleOf(text), base.text).some(({ scope }) =>
    scope.bases.every(({ text: of }) => of === "object"),
  );
}

function isKnownField(type: FieldType): boolean {
  const classes = [type.qualified, ...(type.classes ?? [])];
  return type.shape !== "money" && classes.some(isSurelyFieldClass);
}
