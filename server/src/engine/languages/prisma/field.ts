import type { Argument, Field, Shape, Wrapper } from "../../schema/schema.ts";
import type { LineStarts } from "../../text/lineIndex.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import { sharedText } from "../../text/sharedText.ts";
import type { Span } from "../../text/span.ts";
import type { PlacedComment } from "../directives.ts";
import type { Attribute, Block, Member, TypeReference } from "./blocks.ts";
import { commentsAt, marksIn, textOf } from "./comments.ts";
import { HAS_LENGTH, scalarShape } from "./types.ts";

/** What the rest of the file, and other files, add to a field. */
export interface FieldContext {
  readonly text: string;
  readonly lines: LineStarts;
  readonly comments: readonly PlacedComment[];
  /** By name: enums with their values. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Whether a model or composite type is called so, here or in another file. */
  readonly isEntity: (name: string) => boolean;
}

/** `keys`: fields of the block that hold the keys of others (`keysIn`). */
export function readField(
  context: FieldContext,
  block: Block,
  keys: ReadonlySet<string>,
  { name, type, attributes, span }: Member & { readonly type: TypeReference },
): Field {
  const { text } = context;
  const fieldName = sharedText(text.slice(name.start, name.end));
  const typeName = sharedText(text.slice(type.name.start, type.name.end));
  const native = attributes.find((each) => each.name.startsWith(NATIVE)) ?? null;
  const isKey = keys.has(fieldName);
  const shape = shapeOf(context, type, typeName, attributes, native, isKey);
  const own = commentsAt(context.comments, context.lines, span);
  const holdsKey = shape === "relation" && /\bfields\s*:/.test(argumentsOf(text, attributes, "relation"));
  return {
    name: fieldName,
    nameSpan: { start: name.start, end: name.end },
    span,
    type: {
      name: typeName,
      qualified: `prisma.${typeName}`,
      text: ownCopy(text.slice(type.span.start, type.span.end)),
      shape,
    },
    wrappers: [...marksIn(text, own), ...attributes.flatMap(encryptingAttribute)].map(wrapperOf),
    arguments: attributes.map((attribute) => argumentOf(text, attribute)),
    label: null,
    helpText: null,
    comment: textOf(text, own),
    choices: shape === "relation" ? null : (context.enums.get(typeName) ?? null),
    maxLength: lengthOf(text, native),
    unique: has(attributes, "unique") || isAlone(text, block, ["unique"], fieldName),
    indexed: isAlone(text, block, ["index", "unique"], fieldName),
    primaryKey: has(attributes, "id") || isAlone(text, block, ["id"], fieldName),
    nullable: type.isOptional,
    blank: false,
    // The other end of a relation does not say whose the record is.
    target: holdsKey ? typeName : null,
    column: stringIn(argumentsOf(text, attributes, "map")),
  };
}

const NATIVE = "db.";

/**
 * Fields that hold nothing but the key of another record, as the column of a relation does: `customerId` of
 * `@relation(fields: [customerId], references: [id])`. What refers to an e-mail address is a copy of it.
 */
export function keysIn(text: string, { members }: Block): ReadonlySet<string> {
  const relations = members.map(({ attributes }) => argumentsOf(text, attributes, "relation"));
  return new Set(
    relations.flatMap((relation) => {
      const references = listIn(relation, "references");
      return listIn(relation, "fields").filter((_, index) => KEY.test(references[index] ?? ""));
    }),
  );
}

const KEY = /^(?:u?u?id|\w*(?:Id|ID|_id|Uuid|_uuid))$/;

/** Names in `fields: [a, b]`. */
function listIn(source: string, name: string): readonly string[] {
  const [, listed = ""] = new RegExp(`\\b${name}\\s*:\\s*\\[([^\\]]*)\\]`).exec(source) ?? [];
  return listed.match(/\w+/g) ?? [];
}

function shapeOf(
  { text, enums, isEntity }: FieldContext,
  { isList }: TypeReference,
  name: string,
  attributes: readonly Attribute[],
  native: Attribute | null,
  isKey: boolean,
): Shape {
  const shape = scalarShape(name, native?.name.slice(NATIVE.length) ?? null);
  if (shape !== null) {
    if (isKey) return "relation";
    if (isList) return "array";
    return argumentsOf(text, attributes, "default").startsWith("autoincrement(") ? "auto" : shape;
  }
  if (enums.has(name)) return isList ? "array" : "string";
  return has(attributes, "relation") || isEntity(name) ? "relation" : "unknown";
}

function has(attributes: readonly Attribute[], name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}

/** Empty where there are none. */
function argumentsOf(text: string, attributes: readonly Attribute[], name: string): string {
  return sourceOf(text, attributes.find((attribute) => attribute.name === name)?.arguments ?? null);
}

function sourceOf(text: string, span: Span | null): string {
  return span ? ownCopy(text.slice(span.start, span.end).trim()) : "";
}

/** Whether the block says it of this field by itself: `@@unique([email])`. */
function isAlone(text: string, { attributes }: Block, names: readonly string[], field: string): boolean {
  return attributes.some(({ name, arguments: given }) => {
    if (!names.includes(name)) return false;
    const [, listed = ""] = /\[([^\]]*)\]/.exec(sourceOf(text, given)) ?? [];
    return /^\s*\w+/.exec(listed)?.[0].trim() === field && !listed.includes(",");
  });
}

/** The first text literal: `"users"` of `name: "users"`. */
export function stringIn(source: string): string | null {
  return /"((?:[^"\\]|\\.)*)"/.exec(source)?.[1] ?? null;
}

function argumentOf(text: string, { name, arguments: given }: Attribute): Argument {
  const source = sourceOf(text, given);
  if (given === null) return { name, text: "", value: true };
  const literal = /^"(?:[^"\\]|\\.)*"$/.test(source) ? stringIn(source) : LITERALS.get(source);
  return literal === undefined ? { name, text: source } : { name, text: source, value: literal };
}

const LITERALS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

function lengthOf(text: string, native: Attribute | null): number | null {
  if (!native || !HAS_LENGTH.has(native.name.slice(NATIVE.length))) return null;
  const length = sourceOf(text, native.arguments);
  return /^\d+$/.test(length) ? Number(length) : null;
}

/** Of ZenStack, which adds them to the language. */
function encryptingAttribute({ name }: Attribute): readonly string[] {
  return name === "encrypted" || name === "password" ? [`@${name}`] : [];
}

function wrapperOf(mark: string): Wrapper {
  return { text: mark, qualified: mark };
}
