import { knownTypeOf } from "../../languages/django/fieldTypes.ts";
import type { Entity, Field, FieldType, FileSchema, Name } from "../../schema/schema.ts";
import packages, { type ModelEntry, type PackageModels } from "./packages.yml";

/** A model of a package, as the version that was read declares it. */
export interface KnownModel {
  readonly package: PackageModels;
  /** Label of its app; "" for an abstract one that belongs to none. */
  readonly app: string;
  readonly entity: Entity;
  /** The module that declares it, as if it had been read: its path is that below the folder of installed packages. */
  readonly schema: FileSchema;
  /** The setting that names another model in its place; null for most. */
  readonly setting: string | null;
}

export interface KnownModels {
  readonly packages: readonly PackageModels[];
  readonly all: readonly KnownModel[];
  /** Of all modules that declare some. */
  readonly schemas: ReadonlySet<FileSchema>;
  /** By each of the dotted names that it can be imported by: `django.contrib.auth.models.AbstractUser`. */
  readonly byName: ReadonlyMap<string, KnownModel>;
  /** By the name that Django gives it: `auth.User`. */
  readonly byLabel: ReadonlyMap<string, KnownModel>;
  /** By the setting that may name another: `AUTH_USER_MODEL`. */
  readonly bySetting: ReadonlyMap<string, KnownModel>;
}

let made: KnownModels | null = null;

/** Made when they are first asked for: most files speak of none of them. */
export function knownModels(): KnownModels {
  return (made ??= makeKnownModels(packages.flatMap(modelsOf)));
}

function makeKnownModels(named: readonly NamedModel[]): KnownModels {
  const all = named.map(({ model }) => model);
  // Of several that may stand for a label or a setting it is the first: Django's own come first.
  const backwards = all.toReversed();
  return {
    packages,
    all,
    schemas: new Set(all.map(({ schema }) => schema)),
    byName: new Map(named.flatMap(({ model, names }) => names.map((name) => [name, model]))),
    byLabel: new Map(backwards.map((model) => [`${model.app}.${model.entity.name}`, model])),
    bySetting: new Map(backwards.flatMap((model) => (model.setting === null ? [] : [[model.setting, model]]))),
  };
}

interface NamedModel {
  readonly model: KnownModel;
  readonly names: readonly string[];
}

function modelsOf(read: PackageModels): readonly NamedModel[] {
  return Object.entries(read.modules).flatMap(([module, entries]) => {
    const schema = {
      language: "django",
      path: `${module.replaceAll(".", "/")}.py`,
      lines: [0],
      entities: Object.entries(entries).map(([name, entry]) => entityOf(name, entry, module, read)),
      directives: [],
      problems: [],
      imports: [],
      module: null,
      asked: [],
    };
    return Object.entries(entries).map(([name, entry], index): NamedModel => {
      const entity = schema.entities[index]!;
      const app = entry.app ?? (entity.abstract ? "" : appOf(module, read));
      const names = [module, ...(entry.also ?? [])].map((from) => `${from}.${name}`);
      return { model: { package: read, app, entity, schema, setting: entry.setting ?? null }, names };
    });
  });
}

/** Label of the nearest app in whose folder a module lies. */
function appOf(module: string, { apps }: PackageModels): string {
  const names = Object.keys(apps).filter((name) => module.startsWith(`${name}.`));
  return apps[names.reduce((longest, name) => (name.length > longest.length ? name : longest), "")] ?? "";
}

/** Nothing of it stands anywhere that could be shown. */
const NOWHERE = { start: 0, end: 0 };

function entityOf(name: string, entry: ModelEntry, module: string, read: PackageModels): Entity {
  return {
    name,
    kind: "model",
    nameSpan: NOWHERE,
    span: NOWHERE,
    bases: (entry.bases ?? []).map((base) => baseName(base.includes(".") ? base : `${module}.${base}`)),
    abstract: entry.is === "abstract",
    proxy: entry.is === "proxy",
    managed: true,
    documentation: "",
    label: entry.label ?? null,
    appLabel: entry.app ?? null,
    optionUses: [],
    privacyDeclarations: [],
    hidden: [],
    fields: (entry.fields ?? "").split("\n").flatMap((line) => fieldOf(line, read) ?? []),
  };
}

function baseName(qualified: string): Name {
  return { text: qualified.slice(qualified.lastIndexOf(".") + 1), qualified };
}

const FIELD =
  /^(?<name>\w+) (?<type>\w+)(?: (?<length>\d+))?(?<null> null)?(?<blank> blank)?(?<unique> unique)?(?<key> key)?(?: > (?<target>[\w.]+))?(?: "(?<label>[^"]*)")?(?: \| (?<help>.+))?$/;

function fieldOf(line: string, read: PackageModels): Field | null {
  const parts = FIELD.exec(line)?.groups;
  if (!parts) return null;
  return {
    name: parts.name!,
    nameSpan: NOWHERE,
    span: NOWHERE,
    type: typeOf(parts.type!, read),
    wrappers: [],
    arguments: [],
    label: parts.label ?? null,
    helpText: parts.help ?? null,
    comment: "",
    choices: null,
    maxLength: parts.length === undefined ? null : Number(parts.length),
    unique: parts.unique !== undefined,
    indexed: false,
    primaryKey: parts.key !== undefined,
    nullable: parts.null !== undefined,
    blank: parts.blank !== undefined,
    target: parts.target ?? null,
  };
}

function typeOf(short: string, { types }: PackageModels): FieldType {
  const name = fullName(short);
  const [module, parent] = types?.[short]?.split(" ") ?? [DJANGO, name];
  const own = knownTypeOf(name).shape;
  return {
    name,
    qualified: `${module!}.${name}`,
    text: name,
    shape: own === "unknown" ? knownTypeOf(parent!).shape : own,
  };
}

const DJANGO = "django.db.models";

/** Written without the ending that most field classes share. */
function fullName(short: string): string {
  return short.endsWith("Key") ? short : `${short}Field`;
}
