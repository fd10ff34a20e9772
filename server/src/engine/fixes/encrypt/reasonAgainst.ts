import { isOfDigest } from "../../languages/django/uses/hashes.ts";
import type { Entity, Field } from "../../schema/schema.ts";
import { sourceOf } from "../../protection/recognise.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import { isIncidental, placeOf } from "../../project/uses/hazards.ts";
import type { LinkedUse } from "../../project/uses/linkUses.ts";
import type { FixContext, Reason } from "../model.ts";
import { againstPackages } from "./hazards/againstQueries.ts";

/** Why this field cannot be encrypted where it stands, as a sentence; null when it can. */
export function reasonAgainst(context: FixContext): string | null {
  const { field, entity } = context.subject;
  return (
    againstField(context) ??
    (field.unique
      ? "It is unique, which the database cannot check in ciphertext: that takes a second column with a keyed hash (a blind index, `encrypt-blind-index`)."
      : null) ??
    againstDates(field, entity) ??
    againstPackages(context) ??
    againstOptions(context, [])
  );
}

/** What speaks against the field itself, whatever is asked of the database. */
export function againstField(context: FixContext): string | null {
  const { field, entity } = context.subject;
  return againstStage(field, entity) ?? againstData(context) ?? againstDeclaration(context);
}

/** The same where a blind index finds whole values: with it, what is shown again may also open something. */
export function againstIndexed(context: FixContext): string | null {
  if (!isShownAgain(context)) return againstField(context);
  const { field, entity } = context.subject;
  return (
    againstStage(field, entity) ??
    againstStoring(context) ??
    againstDigest(context) ??
    againstProtected(context) ??
    againstDeclaration(context)
  );
}

/** On the way of several releases, on which other fixes go on. */
function againstStage(field: Field, entity: Entity): string | null {
  const source = sourceOf(field);
  if (source !== null) return `It is kept beside \`${source}\`, whose fixes \`encrypt-…\` end with it.`;
  return entity.fields.some((other) => sourceOf(other) === field.name)
    ? "It is being encrypted over several releases: go on with `encrypt-backfill` or `encrypt-contract`."
    : null;
}

export function againstData(context: FixContext): string | null {
  return (
    againstStoring(context) ??
    againstDigest(context) ??
    againstDoor(context)?.because ??
    againstReading(context) ??
    againstProtected(context)
  );
}

function againstStoring({ subject: { classification } }: FixContext): string | null {
  return classification.treatment === "do not store"
    ? "This must not be stored at all, not even encrypted: use it for the payment and drop it."
    : null;
}

function againstReading({ subject: { classification } }: FixContext): string | null {
  return classification.treatment === "hash"
    ? "Nobody needs to read it again, only to compare it: keep a salted hash (`make_password`, `check_password`) instead of something that a key opens."
    : null;
}

function againstProtected({ subject: { protection } }: FixContext): string | null {
  switch (protection.kind) {
    case "none":
    case "generated":
      return null;
    case "encrypted":
      return `It is encrypted already${protection.by === null ? "" : `: ${protection.by}`}.`;
    default:
      return `What is stored is only a ${NOUNS[protection.kind]} already${protection.by === null ? "" : ` (${protection.by})`}.`;
  }
}

/**
 * The declaration does not tell, but the code that writes or compares it does. That a digest is written tells nothing where another place writes what
 * it is given, unless a value is hashed where it stands.
 */
function againstDigest({ uses }: FixContext): string | null {
  const sure = uses?.uses.filter(({ certainty }) => certainty === "sure") ?? [];
  const isPlain = sure.some(({ use }) => use.isPlain);
  const telling = sure.find(({ use }) => isOfDigest(use) && !(isPlain && use.kind === "write" && !use.isDigest));
  return telling
    ? `What is stored is only a hash already: ${placeOf(telling)}. Nobody can read a value out of it, encrypted or not.`
    : null;
}

/**
 * What only opens something here need not be read again. Where the code does that, a hash takes more than a look at the field, and a blind
 * index finds it meanwhile.
 */
export function againstDoor(context: FixContext): Reason | null {
  if (context.subject.category?.purpose !== "door" || againstDigest(context) !== null) return null;
  const because =
    "What opens something here has only to be recognised: keep a short prefix to find it by and a keyed hash (`salted_hmac`) instead of something that a key opens.";
  const places = placesOfReading(context);
  if (places.length === 0) return { because };
  return {
    because: `${because} Nobody can read it again then: look at where the code does that first.`,
    places,
  };
}

/** Whether it opens something here, and the code is known to give it out again all the same. */
export function isShownAgain(context: FixContext): boolean {
  return context.subject.category?.purpose === "door" && placesOfReading(context).length > 0;
}

function placesOfReading({ uses }: FixContext): readonly LinkedUse[] {
  return (uses?.uses ?? []).filter((each) => each.certainty !== "by name" && givesValue(each));
}

function givesValue(linked: LinkedUse): boolean {
  return READING.has(linked.use.kind) && !isIncidental(linked) && !isOfDigest(linked.use);
}

const READING: ReadonlySet<string> = new Set(["read", "selection", "template", "serializer", "graphql"]);

const NOUNS = { hashed: "hash", tokenized: "token", masked: "masked value" } as const;

export function againstDeclaration({ subject: { field, entity }, models }: FixContext): string | null {
  const { type } = field;
  if (!entity.managed) return "Its table belongs to another system (`managed = False`), which would read ciphertext.";
  if (entity.proxy) return "A proxy model has no columns of its own.";
  if (entity.fields.filter(({ name }) => name === field.name).length > 1) {
    return "It is declared more than once, so that it is not certain which declaration counts.";
  }
  if (field.primaryKey || type.shape === "auto")
    return "It is the primary key, by which other tables refer to the row.";
  if ([entity, ...models.map((model) => model.entity)].some((model) => isInCompositeKey(field, model)))
    return "It is part of the primary key (`CompositePrimaryKey`), by which rows are found.";
  if (type.shape === "relation") return "It is a relation: the database needs its value to join the tables.";
  if (type.name === "GeneratedField") return "The database computes it from other columns.";
  const refused = REFUSED_SHAPES.get(type.shape);
  if (refused !== undefined) return refused;
  if (field.wrappers.length > 0)
    return `Its declaration is wrapped in \`${field.wrappers[0]!.text}\`, which may need the field as it is.`;
  if (field.arguments.some(({ text }) => text.startsWith("*"))) {
    return "Some of its options come from elsewhere (`*` or `**`), so that it is not certain what they ask of the database.";
  }
  return null;
}

function isInCompositeKey({ name }: Field, { fields }: Entity): boolean {
  const key = fields.find(({ type }) => type.name === "CompositePrimaryKey");
  return key?.arguments.some((part) => part.value === name) === true;
}

const REFUSED_SHAPES: ReadonlyMap<string, string> = new Map([
  ["file", "What is sensitive is the file in the storage, which a field cannot encrypt."],
  ["image", "What is sensitive is the file in the storage, which a field cannot encrypt."],
  ["binary", "No encrypted form of a binary field is known here: encrypt the bytes before they are stored."],
  ["array", "The database works with its elements, which it could not see any more."],
  ["geo", "The database computes with its geometry, which it could not see any more."],
]);

/** The entity and those of the file that inherit its fields. */
export function withHeirs(entity: Entity, all: readonly Entity[]): readonly Entity[] {
  const family = new Set([entity]);
  // A set shows what is added while it is gone through.
  for (const parent of family) {
    for (const other of all) if (other.bases.some(({ text }) => text === parent.name)) family.add(other);
  }
  return [...family];
}

export function againstDates(field: Field, entity: Entity): string | null {
  const dated = field.arguments.find(({ name, value }) => isForDate(name) && value !== null);
  if (dated) return `Its uniqueness within a period (\`${dated.name!}\`) could no longer be checked.`;
  const sibling = entity.fields.find((other) =>
    other.arguments.some(({ name, value }) => isForDate(name) && value === field.name),
  );
  if (sibling) return `\`${sibling.name}\` must be unique within a period of it, which could no longer be checked.`;
  return null;
}

/** `served`: options of the entity itself that something else stands in for. */
export function againstOptions({ subject, file: { schema } }: FixContext, served: readonly string[]): string | null {
  const { entity, field } = subject;
  const { path, lines, entities } = schema;
  const uses = withHeirs(entity, entities).flatMap((each) =>
    each.optionUses.filter(({ option }) => option in USES && !(each === entity && served.includes(option))),
  );
  const use = uses.find((item) => item.field?.replace(/^-/, "") === field.name);
  if (use) {
    const place = `${path}:${lineNumberAt(lines, use.span.start)}`;
    return `${USES[use.option as keyof typeof USES].replace(/\.$/, "")} (${place}).`;
  }
  const unread = uses.find((item) => item.field === null);
  if (unread) {
    return `Part of \`Meta.${unread.option}\` is written elsewhere, so it is not certain that this field is not in it; encryption would break that.`;
  }
  if (entity.bases.some(({ qualified }) => USER_BASES.has(qualified))) {
    if (field.name === "email") return USES.EMAIL_FIELD;
    if (field.name === "username") return USES.USERNAME_FIELD;
  }
  return null;
}

function isForDate(name: string | null): boolean {
  return name !== null && /^unique_for_(date|month|year)$/.test(name);
}

const USES = {
  unique_together: "It is part of a `unique_together`, which the database cannot check in ciphertext.",
  constraints: "It is part of a constraint, which the database cannot check in ciphertext.",
  indexes: "It is part of an index, which finds nothing in ciphertext.",
  index_together: "It is part of an index, which finds nothing in ciphertext.",
  ordering: "`Meta.ordering` sorts by it, and ciphertext has no meaningful order.",
  get_latest_by: "`Meta.get_latest_by` sorts by it, and ciphertext has no meaningful order.",
  USERNAME_FIELD: "Django looks users up by it when they log in, which it could no longer do.",
  EMAIL_FIELD: "Django looks users up by it when they have forgotten their password, which it could no longer do.",
} as const;

const USER_BASES: ReadonlySet<string> = new Set([
  "django.contrib.auth.models.AbstractUser",
  "django.contrib.auth.models.AbstractBaseUser",
  "django.contrib.auth.base_user.AbstractBaseUser",
]);
