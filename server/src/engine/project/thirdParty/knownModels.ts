import { knownTypeOf } from "../../languages/django/fieldTypes.ts";
import type { EntityLookup } from "../../schema/entityLookup.ts";
import type { Entity, Field, FieldType, FileSchema, Name } from "../../schema/schema.ts";
import packages, { type ModelEntry, type PackageModels } from "./packages.yml";

/** A package whose models are known. */
export type KnownPackage = Pick<PackageModels, "distribution" | "version" | "source">;

/** A model of a package, as the version that was read declares it. */
export interface KnownModel {
  readonly package: KnownPackage;
  /** Label of its app, or of the one whose module declares it; name of the package for an abstract one that is of no app. */
  readonly app: string;
  readonly entity: Entity;
  /** The module that declares it, as if it had been read: its path is that below the folder of installed packages. */
  readonly schema: FileSchema;
  /** The setting that names another model in its place; null for most. */
  readonly setting: string | null;
  /** Finds its bases, where it was read from the sources of an environment; null where the data have them. */
  readonly lookup: EntityLookup | null;
}

/** Where the data have a model: it is made when somebody asks for it, since most files speak of none. */
interface Place {
  readonly read: PackageModels;
  readonly module: string;
  readonly name: string;
}

/** By the dotted name that it is imported by: `django.contrib.auth.models.AbstractUser`. */
export function modelNamed(name: string): KnownModel | null {
  return modelAt(index().byName.get(name));
}

/** By the path of its module below the folder of installed packages. */
export function modelIn(path: string, name: string): KnownModel | null {
  return modelNamed(`${path.replace(/\.py$/, "").replaceAll("/", ".")}.${name}`);
}

/** By the name that Django gives it: `auth.User`. Of several packages with such a model it is that of the first. */
export function modelLabelled(label: string): KnownModel | null {
  return modelAt(index().byLabel.get(label));
}

/** The one that a setting stands for where a project names none: `AUTH_USER_MODEL`. */
export function modelForSetting(setting: string): KnownModel | null {
  return modelAt(index().bySetting.get(setting));
}

export function allKnownModels(): readonly KnownModel[] {
  return placesIn().flatMap((place) => modelAt(place) ?? []);
}

/** The one that an entity is; null for an entity of the project. */
export function knownModelOf(entity: Entity): KnownModel | null {
  return madeModels.get(entity) ?? null;
}

/** The package that a module is of, by its name; null for one that the data do not have. */
export function knownPackageOf(module: string): KnownPackage | null {
  const [top] = module.split(".");
  return packages().find(({ modules }) => Object.keys(modules).some((name) => name.split(".")[0] === top)) ?? null;
}

/** From now on the model is known by its entity and its module as those of the data are. */
export function rememberModel(model: KnownModel): void {
  ofPackages.add(model.schema);
  madeModels.set(model.entity, model);
}

/** Whether a package's module is meant, not a file of the project. */
export function isKnownModule(schema: FileSchema): boolean {
  return ofPackages.has(schema);
}

interface Index {
  readonly byName: ReadonlyMap<string, Place>;
  readonly byLabel: ReadonlyMap<string, Place>;
  readonly bySetting: ReadonlyMap<string, Place>;
}

let made: Index | null = null;

function index(): Index {
  if (made) return made;
  const places = placesIn();
  // Of several that may stand for a label or a setting it is the first: Django's own come first.
  const backwards = places.toReversed();
  made = {
    byName: new Map(places.flatMap((place) => namesOf(place).map((name) => [name, place]))),
    byLabel: new Map(
      backwards.flatMap((place) =>
        entryAt(place).is === "abstract" ? [] : [[`${appOf(place)}.${place.name}`, place] as const],
      ),
    ),
    bySetting: new Map(
      backwards.flatMap((place) => {
        const { setting } = entryAt(place);
        return setting === undefined ? [] : [[setting, place]];
      }),
    ),
  };
  return made;
}

function placesIn(): readonly Place[] {
  return packages().flatMap((read) =>
    Object.entries(read.modules).flatMap(([module, entries]) =>
      Object.keys(entries).map((name) => ({ read, module, name })),
    ),
  );
}

function entryAt({ read, module, name }: Place): ModelEntry {
  return read.modules[module]![name]!;
}

function namesOf(place: Place): readonly string[] {
  return [place.module, ...(entryAt(place).also ?? [])].map((module) => `${module}.${place.name}`);
}

const modules = new Map<string, ReadonlyMap<string, KnownModel>>();
const ofPackages = new WeakSet<FileSchema>();
const madeModels = new WeakMap<Entity, KnownModel>();

function modelAt(place: Place | undefined): KnownModel | null {
  if (!place) return null;
  const { read, module, name } = place;
  let models = modules.get(module);
  if (!models) modules.set(module, (models = modelsOf(module, read)));
  return models.get(name) ?? null;
}

/** All of a module at once: they inherit from each other. */
function modelsOf(module: string, read: PackageModels): ReadonlyMap<string, KnownModel> {
  const entries = Object.entries(read.modules[module]!);
  const schema = {
    language: "django",
    path: `${module.replaceAll(".", "/")}.py`,
    lines: [0],
    entities: entries.map(([name, entry]) => entityOf(name, entry, module, read)),
    directives: [],
    problems: [],
    imports: [],
    module: null,
    asked: [],
  };
  return new Map(
    entries.map(([name, { setting = null }], at) => {
      const entity = schema.entities[at]!;
      const model = { package: read, app: appOf({ read, module, name }), entity, schema, setting, lookup: null };
      rememberModel(model);
      return [name, model];
    }),
  );
}

/** Label of the app that a model says, or else of the nearest one in whose folder its module lies. */
function appOf(place: Place): string {
  const { module, read } = place;
  const { app } = entryAt(place);
  if (app !== undefined) return app;
  const { apps } = read;
  const names = Object.keys(apps).filter((name) => module.startsWith(`${name}.`));
  return (
    apps[names.reduce((longest, name) => (name.length > longest.length ? name : longest), "")] ?? module.split(".")[0]!
  );
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
    table: entry.table ?? null,
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
    column: null,
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
