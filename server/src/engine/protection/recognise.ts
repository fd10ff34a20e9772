import type { Argument, Entity, Field, FieldType, Name, Shape } from "../schema/schema.ts";
import { remembered, rememberedOf } from "../text/remembered.ts";
import { saysThatItEncrypts } from "./encrypting.ts";
import type { Protection, ProtectionKind } from "./model.ts";
import data from "./packages.yml";

const UNPROTECTED: Protection = { kind: "none", by: null };

/** How the declaration itself treats what is stored. What other code does to a value before it is stored is not seen. */
export function recogniseProtection(field: Field, entity: Entity): Protection {
  const { protection, holdsText, mayBeGenerated } = toldByType(field.type);
  return (
    protectionOfWrappers(field.wrappers) ??
    protection ??
    protectionOfBases(field, entity) ??
    (holdsText ? (protectionOfName(field.name) ?? protectionOfHelpText(field)) : null) ??
    (mayBeGenerated ? protectionOfDefault(field) : null) ??
    UNPROTECTED
  );
}

/** The same for a field of which only its class is known, and what is called around it. */
export function protectionOfDeclaration(qualified: string, wrappers: readonly Name[]): Protection {
  return protectionOfWrappers(wrappers) ?? protectionOfClass(qualified) ?? UNPROTECTED;
}

/** Packages that may have brought what encrypts a field, of which several share a module; none for classes of the project itself. */
export function distributionsOf(field: Field): readonly string[] {
  return packageOf(field)?.distributions ?? [];
}

/** Which lookups of an encrypted field its database can answer; null where that is not known of what encrypts it. */
export function answersOf(field: Field, entity: Entity): "nothing" | "equality" | null {
  const known = packageOf(field);
  const isAsked = ({ name, value }: Argument): boolean => name === known?.equalityWith && value === true;
  if (known?.equalityWith !== undefined && field.arguments.some(isAsked)) return "equality";
  if (known) return known.answers ?? null;
  if (!GENERATED_CLASS.test(field.type.qualified)) return null;
  return indexOf(field, entity) ? "equality" : "nothing";
}

/** The blind index of the generated app that follows a field, which may be plain yet; undefined for most. */
export function indexOf({ name }: Field, { fields }: Entity): Field | undefined {
  return fields.find((other) => indexedBy(other) === name);
}

/** Of a blind index of the generated app, the name of the field that it is made of; null for all other fields. */
export function indexedBy({ type, arguments: all }: Field): string | null {
  const source = type.name === BLIND_INDEX ? all.find(({ name }) => name === "source")?.value : null;
  return typeof source === "string" ? source : null;
}

/** Whether equal values have equal ciphertext by the class alone, so that the database can keep them unique and index them. */
export function isDeterministic(field: Field): boolean {
  return packageOf(field)?.answers === "equality";
}

/** Whether a condition with `None` finds the rows that have no value, and raises no error. */
export function findsNullByNone(field: Field, packages: { has(name: string): boolean }): boolean {
  const { distributions = [], nullByNone = [] } = packageOf(field) ?? {};
  const declared = distributions.filter((name) => packages.has(name));
  const possible = declared.length > 0 ? declared : distributions;
  return possible.length > 0 && possible.every((name) => nullByNone.includes(name));
}

/** Of a field of the generated app, the name of the one that it follows; null for most fields. */
export function sourceOf(field: Field): string | null {
  const source = field.arguments.find(({ name }) => name === "copy_of")?.value;
  return typeof source === "string" ? source : null;
}

/** Of the app, or the single module, that the fix generates into a project: never at its top, where packages have that name. */
const GENERATED_CLASS = /[\w.]\.encrypted_fields(?:\.fields)?\.Encrypted\w+Field$/;

/** Of the same app, with its table of tokens. */
const GENERATED_TOKENS = /[\w.]\.encrypted_fields\.token_fields\.TokenField$/;

/** Of the same app: finds equal values by a keyed hash. */
const BLIND_INDEX = "BlindIndexField";

function packageOf({ type, wrappers }: Field): (typeof packages)[number] | undefined {
  const wrapper = packages.find((entry) => wrappers.some(({ qualified }) => entry.wrappers?.includes(qualified)));
  return wrapper ?? [type.qualified, ...(type.classes ?? [])].map(packageOfClass).find((entry) => entry);
}

const DEFAULT_CLASSES = "^Encrypted\\w+Field$";

const packages = data.packages.map((entry) => ({ ...entry, classes: new RegExp(entry.classes ?? DEFAULT_CLASSES) }));
const namedClasses = data.classes.map(({ pattern, kind }) => ({ pattern: new RegExp(pattern), kind }));
const helpTexts = data.helpTexts.map(({ pattern, kind }) => ({ pattern: new RegExp(pattern, "i"), kind }));
const generators = data.generators.map(({ pattern }) => new RegExp(pattern));

function protectionOfWrappers(wrappers: readonly Name[]): Protection | null {
  if (wrappers.length === 0) return null;
  for (const wrapper of wrappers) {
    const known = packages.find((entry) => entry.wrappers?.includes(wrapper.qualified));
    if (known) return { kind: known.kind, by: `${lastPart(wrapper.qualified)} (${known.name})` };
    const attribute = data.attributes.find(({ name }) => name === wrapper.qualified);
    if (attribute) return { kind: attribute.kind, by: attribute.name };
    if (saysThatItEncrypts(wrapper.text)) return { kind: "encrypted", by: wrapper.text };
  }
  return null;
}

/** Of a field class by its dotted name. */
const protectionOfClass: (qualified: string) => Protection | null = remembered((qualified) => {
  const className = lastPart(qualified);
  const known = packageOfClass(qualified);
  if (known) return { kind: known.kind, by: `${className} (${nameOf(known)})` };
  if (GENERATED_TOKENS.test(qualified)) return { kind: "tokenized", by: className };
  if (saysThatItEncrypts(className)) return { kind: "encrypted", by: className };
  const named = namedClasses.find(({ pattern }) => pattern.test(className));
  return named ? { kind: named.kind, by: className } : null;
});

function packageOfClass(qualified: string): (typeof packages)[number] | undefined {
  const className = lastPart(qualified);
  const module = qualified.slice(0, -className.length - 1);
  return packages.find((entry) => entry.modules.includes(module) && entry.classes.test(className));
}

/** What a type says of any field that has it: many fields of a project share one. */
const toldByType: (type: FieldType) => TypeTold = rememberedOf((type) => ({
  protection: protectionOfType(type),
  holdsText: HOLDS_TEXT.has(type.shape),
  mayBeGenerated: IS_GENERATED.has(type.shape),
}));

interface TypeTold {
  readonly protection: Protection | null;
  readonly holdsText: boolean;
  readonly mayBeGenerated: boolean;
}

/** What derives from a class that encrypts does so, too, whatever it is called. */
function protectionOfType({ qualified, classes = [] }: FieldType): Protection | null {
  for (const name of [qualified, ...classes]) {
    const protection = protectionOfClass(name);
    if (protection) return protection;
  }
  return null;
}

/** Whether what is given to it is thrown away for a value that it makes itself. */
export function discardsValue({ type, arguments: given }: Field): boolean {
  const unless = packageOfClass(type.qualified)?.discardsUnless;
  return unless !== undefined && !given.some(({ name, value }) => name === unless && value === true);
}

/** The distribution where there is one, else what is certain: the module. */
function nameOf(entry: { name: string; distributions: readonly string[]; modules: readonly string[] }): string {
  return entry.distributions.length === 1 ? entry.distributions[0]! : entry.modules.at(-1)!;
}

function protectionOfBases({ name }: Field, { bases }: Entity): Protection | null {
  return FIELDS_OF_BASES.has(name) ? protectionOfField(name, bases) : null;
}

const FIELDS_OF_BASES: ReadonlySet<string> = new Set(data.bases.map(({ field }) => field));

function protectionOfField(name: string, bases: readonly Name[]): Protection | null {
  const known = data.bases.find(
    ({ field, base }) => field === name && bases.some(({ qualified }) => qualified === base),
  );
  return known ? { kind: known.kind, by: lastPart(known.base) } : null;
}

/** What a generator makes, as the value of a default. */
const IS_GENERATED: ReadonlySet<Shape> = new Set<Shape>([
  "string",
  "text",
  "slug",
  "uuid",
  "binary",
  "unknown",
  "auto",
  "integer",
]);

/** Only what can hold a digest or a ciphertext: `is_encrypted` is a question, `encrypted_at` a moment. */
const HOLDS_TEXT = new Set(["string", "text", "binary", "unknown"]);

/** Most names have none of these words: to see that is quicker than to remember it. */
function protectionOfName(name: string): Protection | null {
  return MAY_TELL.test(name) ? protectionInName(name) : null;
}

const protectionInName: (name: string) => Protection | null = remembered((name) => {
  const tokens = tokensOf(name);
  const isAbout = data.names.about.some((ending) => endsWith(tokens, ending));
  // A `hashed_key` is one, a `hash_key` makes them.
  const word = data.names.words.find((item) => (isAbout ? isEnd(tokens, item.tokens) : includes(tokens, item.tokens)));
  return word ? { kind: word.kind, by: `the name says “${word.tokens.join(" ")}”` } : null;
});

function protectionOfHelpText({ helpText }: Field): Protection | null {
  const said = helpText === null ? null : helpTexts.find(({ pattern }) => pattern.test(helpText));
  return said ? { kind: said.kind, by: "the help text says so" } : null;
}

const MAY_TELL = new RegExp(data.names.words.map(({ tokens }) => tokens[0]).join("|"), "i");

function protectionOfDefault(field: Field): Protection | null {
  const value = field.arguments.find(isDefault)?.text;
  return value !== undefined && isGenerated(value) ? { kind: "generated" satisfies ProtectionKind, by: value } : null;
}

function isGenerated(value: string): boolean {
  return generators.some((pattern) => pattern.test(value));
}

function isDefault({ name }: Argument): boolean {
  return name === "default";
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** `cardLast4` and `card_last_4` → `card last4`, `card last 4`. */
function tokensOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter((token) => token !== "");
}

function includes(tokens: readonly string[], part: readonly string[]): boolean {
  return tokens.some((_, at) => part.every((token, offset) => tokens[at + offset] === token));
}

function endsWith(tokens: readonly string[], ending: readonly string[]): boolean {
  return tokens.length > ending.length && isEnd(tokens, ending);
}

function isEnd(tokens: readonly string[], ending: readonly string[]): boolean {
  return ending.every((token, at) => tokens[tokens.length - ending.length + at] === token);
}
