import { answerTo, type DeclaringModules } from "../languages/django/makers.ts";
import { isSurelyFieldClass } from "../languages/django/fieldTypes.ts";
import { MODEL_BASE_NAMES } from "../languages/django/modelBases.ts";
import { languageOf, readsUsesOf } from "../languages/registry.ts";
import type { Question } from "../languages/otherNames.ts";
import { boundIn, follow, followImport, type Meaning } from "../languages/python/follow.ts";
import type { Answer } from "../schema/asked.ts";
import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import type { Bound, ModuleSummary } from "../schema/moduleSummary.ts";
import { contentOf } from "../schema/moved.ts";
import type { Entity, FileSchema } from "../schema/schema.ts";
import { rememberedOf } from "../text/remembered.ts";
import { appOf } from "./app.ts";
import { ModuleIndex } from "./moduleIndex.ts";
import { environmentFor } from "./settings/readSettings.ts";
import { findThirdParty } from "./thirdParty.ts";
import { modelLabelled } from "./thirdParty/knownModels.ts";
import {
  isMadeForUsers,
  isUserModel,
  NO_USER_MODELS,
  USER_MODEL,
  type UserModels,
  userModelSetting,
} from "./userModel.ts";
import { addTo } from "../text/addTo.ts";

/**
 * The entities of a whole project, and which files speak of them. A name is followed as Python and Django would: through imports
 * and modules that pass it on, by an app's label, by the setting of the user model. Only where that leads nowhere (a half-typed
 * import, a folder that is on no known path) the one is meant, of several of the same name, that the name's other words
 * point at, else the one that lies nearest; of two equally near ones, none.
 */
export class EntityIndex {
  readonly #modules: ModuleIndex;
  readonly #files = new Map<string, IndexedFile>();
  readonly #byName = new Map<string, Map<string, DeclaredEntity>>();
  /** Of a name, for as long as all that is found holds. */
  readonly #byApp = new Map<string, EntitiesByApp>();
  /** By file: models that are made to be the user model. */
  readonly #madeForUsers = new Map<string, readonly DeclaredEntity[]>();
  /** What the settings say. */
  #userModels = NO_USER_MODELS;
  readonly #declaring: DeclaringModules;
  #lookup: EntityLookup = this.#newLookup();

  constructor(modules: ModuleIndex = new ModuleIndex()) {
    this.#modules = modules;
    this.#declaring = {
      summaryOf: (path) => modules.summaryOf(path),
      locate: (dotted, from) => modules.locate(dotted, from),
      submodule: (path, name) => modules.submodule(path, name),
      declares: (path, entity) => isByItself(this.#byName.get(entity)?.get(path)),
    };
  }

  /** As of now: another object once anything that a lookup could find has changed. */
  get lookup(): EntityLookup {
    return this.#lookup;
  }

  /** Whether a class of that name in another file may be an entity: whether any is called so whose uses are read. */
  hasName(name: string): boolean {
    return [...(this.#byName.get(name)?.keys() ?? [])].some(readsUsesOf);
  }

  #isIn(language: string, name: string): boolean {
    return [...(this.#byName.get(name)?.values() ?? [])].some(({ schema }) => schema.language === language);
  }

  /** Names of the entities of a file, to be compared. */
  namesIn(path: string): string {
    return [...(this.#files.get(path)?.names ?? [])].join();
  }

  /** A base that is called like no entity is followed nowhere: most classes of a project are no models. */
  answerTo(question: Question): Answer | null {
    const language = languageOf(question.from);
    if (language?.readsUses === false) return this.#isIn(language.id, question.name) ? { kind: "model" } : null;
    if (question.as === "app") {
      const label = this.#modules.appLabelFor(question.from);
      return label === null || label === appOf(question.from) ? null : { kind: "label", label };
    }
    const last = question.name.slice(question.name.lastIndexOf(".") + 1);
    if (question.as === "base" && !this.hasName(last) && !MODEL_BASE_NAMES.has(last)) return null;
    return answerTo(question, this.#declaring);
  }

  /** Whether a file declares any entity. */
  hasFile(path: string): boolean {
    return this.#files.has(path);
  }

  /**
   * Takes in what a file declares now, null for nothing. Returns the names that mean something else than before. `meant`: what its
   * own names meant when it was decided, where it was decided before all files were known (`meantIn`).
   */
  replace(path: string, schema: FileSchema | null, meant?: string): ReadonlySet<string> {
    const before = this.#files.get(path);
    const after =
      schema && schema.entities.length > 0
        ? {
            schema,
            names: new Set(schema.entities.map((entity) => entity.name)),
            before: meant === undefined ? undefined : { names: [], meant, isUnread: false },
          }
        : undefined;
    for (const name of before?.names ?? []) this.#byName.get(name)?.delete(path);
    if (after) this.#files.set(path, after);
    else this.#files.delete(path);
    for (const entity of after?.schema.entities ?? []) {
      const declarations = this.#byName.get(entity.name) ?? new Map<string, DeclaredEntity>();
      this.#byName.set(entity.name, declarations.set(path, { entity, schema: after!.schema }));
    }
    this.#takeUserModels(path, after);
    const changed = changedBetween(before, after);
    for (const file of [before, after]) {
      for (const name of file?.names ?? []) this.#byApp.delete(keyOf(file!.schema.language, name));
    }
    if (changed.size > 0) this.#forgetFound();
    return changed;
  }

  /** What the settings of all Django projects in the folder say. */
  setUserModels(userModels: UserModels): void {
    if (JSON.stringify(userModels) === JSON.stringify(this.#userModels)) return;
    this.#userModels = userModels;
    this.forgetMeanings("all");
  }

  /**
   * To be told when names may lead elsewhere: all of them when a module binds something else, and otherwise `unread` ones, those
   * that led to a file which nobody had read.
   */
  forgetMeanings(which: "all" | "unread"): void {
    this.#forgetFound();
    for (const file of this.#files.values()) {
      if (!file.mentions || (which === "unread" && !file.mentions.isUnread)) continue;
      file.before ??= file.mentions;
      file.mentions = undefined;
    }
  }

  /**
   * Follows the names of one file, or of all, whose meanings are not known. What has to be read for that, the modules want then.
   */
  followNames(path?: string): void {
    const only = path === undefined ? undefined : this.#files.get(path);
    for (const file of path === undefined ? this.#files.values() : only ? [only] : [])
      file.mentions ??= this.#mentionsOf(file);
  }

  /** What the names of a file mean now, to be compared with what they mean another time. */
  meantIn(path: string): string {
    this.followNames(path);
    return this.#files.get(path)?.mentions?.meant ?? "";
  }

  /** Whether a file speaks of any name that an entity of another has. */
  speaksOfOthers(path: string): boolean {
    this.followNames(path);
    return this.#files.get(path)?.mentions?.names.some((name) => (this.#byName.get(name)?.size ?? 0) > 0) ?? false;
  }

  /** Files whose bases or relations mean something else than when this was last asked, though they are written the same. */
  takeMoved(): ReadonlySet<string> {
    this.followNames();
    const moved = new Set<string>();
    for (const [path, file] of this.#files) {
      const { before, mentions } = file;
      if (before && (before.isUnread || before.meant !== mentions!.meant)) moved.add(path);
      file.before = undefined;
    }
    if (moved.size > 0) this.#forgetFound();
    return moved;
  }

  /** Files that speak of one of these names or of an entity in `moved` files, or of an entity that does, and so on. */
  dependentsOf(names: ReadonlySet<string>, moved: ReadonlySet<string> = new Set()): ReadonlySet<string> {
    const reached = new Set(names);
    for (const path of moved) for (const name of this.#files.get(path)?.names ?? []) reached.add(name);
    const paths = new Set(moved);
    for (let before = -1; before < paths.size;) {
      before = paths.size;
      for (const [path, file] of this.#files) {
        file.mentions ??= this.#mentionsOf(file);
        if (paths.has(path) || !file.mentions.names.some((name) => reached.has(name))) continue;
        paths.add(path);
        for (const name of file.names) reached.add(name);
      }
    }
    return paths;
  }

  #forgetFound(): void {
    this.#lookup = this.#newLookup();
    this.#byApp.clear();
  }

  /** Every field of a class asks again for what its class inherits and points at. */
  #newLookup(): EntityLookup {
    const foundFrom = new WeakMap<FileSchema, Map<string, DeclaredEntity | null>>();
    return {
      find: (name, from) => {
        const found = foundFrom.get(from) ?? new Map<string, DeclaredEntity | null>();
        if (found.size === 0) foundFrom.set(from, found);
        let declared = found.get(name);
        if (declared === undefined) found.set(name, (declared = this.#find(name, from)));
        return declared;
      },
    };
  }

  #find(name: string, from: FileSchema): DeclaredEntity | null {
    if (name === "") return null;
    if (name.startsWith("django.") && !isUserModel(name)) return findThirdParty(name);
    if (isUserModel(name)) return this.#userModel(from);
    const meaning = this.#meaningOf(name, from);
    if (meaning) return this.#entityOf(meaning, from);
    return nearest(this.#byLabel(name, from), name, from);
  }

  /** What Python sees in the name; null for the label of an app and whatever else is none of Python's. */
  #meaningOf(name: string, from: FileSchema): Meaning | null {
    const local = from.module && localNameOf(name, from.module);
    const followed = local && follow(local, from.path, this.#modules);
    if (followed) return followed;
    const isImported = name.startsWith(".") || from.imports.some((each) => isOrIsIn(name, each));
    const imported = isImported ? followImport(name, from.path, this.#modules) : null;
    if (imported) return imported;
    const meaning = from.module && follow(name, from.path, this.#modules);
    // All names of a package were taken over, of which nobody knows whether this is one.
    return meaning?.kind === "outside" && !isBoundIn(from, name) ? null : meaning;
  }

  #entityOf(meaning: Meaning, from: FileSchema): DeclaredEntity | null {
    if (meaning.kind === "outside")
      return isUserModel(meaning.qualified) ? this.#userModel(from) : findThirdParty(meaning.qualified);
    if (meaning.kind === "module") return null;
    if (meaning.bound.kind === "call") return this.#gotten(meaning.bound, from);
    return this.#byName.get(meaning.name)?.get(meaning.path) ?? null;
  }

  /** What Django is asked for: `get_user_model()`, `apps.get_model("shop", "Customer")`. */
  #gotten({ callee, texts }: CallBound, from: FileSchema): DeclaredEntity | null {
    if (isUserModel(`${callee}()`)) return this.#userModel(from);
    if (callee.slice(callee.lastIndexOf(".") + 1) !== "get_model" || texts.length === 0) return null;
    const label = texts.join(".");
    return nearest(this.#byLabel(label, from), label, from);
  }

  #userModel(from: FileSchema): DeclaredEntity | null {
    const { label, isGiven } = userModelSetting(this.#userModels, from.path);
    if (!isGiven || label === null) {
      const own = [...this.#madeForUsers.values()].flat().filter(({ schema }) => this.#isSameProject(schema, from));
      if (own.length > 0) return nearest(own, USER_MODEL, from);
    }
    if (label === null) return null;
    const candidates = this.#byLabel(label, from);
    return candidates.length > 0 ? nearest(candidates, label, from) : modelLabelled(label);
  }

  #isSameProject(some: FileSchema, other: FileSchema): boolean {
    const projectOf = ({ path }: FileSchema): string | undefined =>
      environmentFor(this.#userModels.environments, "production", path)?.folder;
    return projectOf(some) === projectOf(other);
  }

  /** Names that mean the user model may lead elsewhere when there is another one. */
  #takeUserModels(path: string, file: IndexedFile | undefined): void {
    const namesOf = (models: readonly DeclaredEntity[] = []): string => models.map(({ entity }) => entity.name).join();
    const before = namesOf(this.#madeForUsers.get(path));
    const { schema } = file ?? {};
    const models = schema?.entities.filter(isMadeForUsers).map((entity) => ({ entity, schema })) ?? [];
    if (models.length > 0) this.#madeForUsers.set(path, models);
    else this.#madeForUsers.delete(path);
    if (namesOf(models) !== before) this.forgetMeanings("all");
  }

  /**
   * `label.Model` is a model of the app with that label, `Model` one of the same app, as Django looks them up: then of those
   * that are called so, these remain. Those whose app nothing names for sure remain otherwise.
   */
  #byLabel(name: string, from: FileSchema): readonly DeclaredEntity[] {
    const parts = name.split(".");
    const { all, named, unsure } = this.#called(parts.at(-1)!, from.language);
    if (parts.length > 2 || all.length === 0) return all;
    const isOther = ({ schema }: DeclaredEntity): boolean => schema.path !== from.path;
    if (parts.length > 1) return named.get(parts[0]!) ?? unsure;
    const exact = named.get(this.#appOf(from.path, null).name)?.filter(isOther) ?? [];
    return exact.length > 0 ? exact : all.filter(isOther);
  }

  /** Languages know nothing of each other. */
  #called(name: string, language: string): EntitiesByApp {
    const key = keyOf(language, name);
    const before = this.#byApp.get(key);
    if (before) return before;
    const { misses } = this.#modules;
    const all = [...(this.#byName.get(name)?.values() ?? [])].filter(({ schema }) => schema.language === language);
    const named = new Map<string, DeclaredEntity[]>();
    const unsure: DeclaredEntity[] = [];
    for (const declared of all) {
      const app = this.#appOf(declared.schema.path, declared.entity);
      if (!app.isSure) unsure.push(declared);
      addTo(named, app.name, declared);
    }
    const found = { all, named, unsure };
    // Whoever asks again has to be told of what is unread, too.
    if (this.#modules.misses === misses) this.#byApp.set(key, found);
    return found;
  }

  #appOf(path: string, entity: Entity | null): { readonly name: string; readonly isSure: boolean } {
    const told = entity?.appLabel ?? this.#modules.appLabelFor(path);
    return { name: told ?? appOf(path), isSure: told !== null };
  }

  #mentionsOf({ schema, names }: IndexedFile): Mentions {
    const { misses } = this.#modules;
    const said = schema.entities.flatMap(({ bases, fields }) => [
      ...bases.map((base) => base.qualified),
      ...fields.map(({ target }) => target ?? ""),
    ]);
    const mentioned = new Set<string>();
    const meant: string[] = [];
    for (const name of new Set(said)) {
      if (name === "") continue;
      const last = name.slice(name.lastIndexOf(".") + 1);
      if (!names.has(last)) mentioned.add(last);
      const found = names.has(name) ? null : this.#find(name, schema);
      // Whoever passes it on may call it otherwise.
      if (found && found.schema.path !== schema.path) mentioned.add(found.entity.name);
      meant.push(found ? `${name} ${found.schema.path} ${found.entity.name}` : name);
    }
    return { names: [...mentioned], meant: meant.join("\n"), isUnread: this.#modules.misses > misses };
  }
}

/**
 * Whether its own file makes it an entity. What is one only because another file says so must not be a reason for that: classes that
 * inherit from each other in a circle would stay models because they once were.
 */
function isByItself(declared: DeclaredEntity | undefined): boolean {
  if (!declared) return false;
  const isLed = declared.schema.asked.some(({ answer }) => answer?.kind === "model");
  return !isLed || declared.entity.fields.some(({ type }) => isSurelyFieldClass(type.qualified));
}

function keyOf(language: string, name: string): string {
  return `${language} ${name}`;
}

/** Entities of one name. */
interface EntitiesByApp {
  readonly all: readonly DeclaredEntity[];
  readonly named: ReadonlyMap<string, readonly DeclaredEntity[]>;
  /** Those whose app is only called after its folder. */
  readonly unsure: readonly DeclaredEntity[];
}

type CallBound = Extract<Bound, { kind: "call" }>;

interface IndexedFile {
  readonly schema: FileSchema;
  /** Of its entities. */
  readonly names: ReadonlySet<string>;
  /** Undefined until somebody asks. */
  mentions?: Mentions | undefined;
  /** What was known when its names were last followed to the end. */
  before?: Mentions | undefined;
}

/** The bases and targets that are not a file's own. */
interface Mentions {
  /** Their last parts, and the names of the entities that they mean. */
  readonly names: readonly string[];
  /** What each of them means, to be compared. */
  readonly meant: string;
  /** Whether one led to a file that nobody had read. */
  readonly isUnread: boolean;
}

/** The name that a file has for something that it imports: each branch that binds it counts, not the last alone. */
function localNameOf(qualified: string, summary: ModuleSummary): string | null {
  const imports = importsOf(summary);
  let first: ImportedName | undefined;
  for (let end = qualified.length; end > 0; end = qualified.lastIndexOf(".", end - 1)) {
    const found = imports.get(qualified.slice(0, end));
    if (found && (!first || found.position < first.position)) first = found;
  }
  return first ? first.name + qualified.slice(first.length) : null;
}

interface ImportedName {
  readonly name: string;
  /** Of the name in full. */
  readonly length: number;
  readonly position: number;
}

/** By their names in full; of several ways to import the same the first. */
const importsOf: (summary: ModuleSummary) => ReadonlyMap<string, ImportedName> = rememberedOf(({ names }) => {
  const found = new Map<string, ImportedName>();
  for (const [position, { name, bound }] of names.entries()) {
    if (bound.kind !== "import") continue;
    const dot = bound.name === "" || bound.module.endsWith(".") ? "" : ".";
    const full = `${bound.module}${dot}${bound.name}`;
    if (!found.has(full)) found.set(full, { name, length: full.length, position });
  }
  return found;
});

function isOrIsIn(name: string, module: string): boolean {
  return name.startsWith(module) && (name.length === module.length || name[module.length] === ".");
}

function isBoundIn({ module, imports }: FileSchema, name: string): boolean {
  const dot = name.indexOf(".");
  const first = dot < 0 ? name : name.slice(0, dot);
  return imports.some((each) => isOrIsIn(name, each)) || (module !== null && boundIn(module, first).length > 0);
}

/** Names that are new, gone, or of an entity that is about something else now. */
function changedBetween(before: IndexedFile | undefined, after: IndexedFile | undefined): ReadonlySet<string> {
  if (!before || !after) return (before ?? after)?.names ?? new Set();
  const [old, now] = [meaningsIn(before.schema), meaningsIn(after.schema)];
  return new Set([...old.keys(), ...now.keys()].filter((name) => old.get(name) !== now.get(name)));
}

/** Of each entity's name, all that says what the entity is about. */
function meaningsIn({ entities }: FileSchema): ReadonlyMap<string, string> {
  return new Map(entities.map((entity) => [entity.name, meaningOf(entity)]));
}

function meaningOf(entity: Entity): string {
  const content = contentOf(entity);
  let meaning = meanings.get(content);
  if (meaning === undefined) meanings.set(content, (meaning = writtenMeaning(content)));
  return meaning;
}

/** While somebody types in a file, most of its entities say what they said before. */
const meanings = new WeakMap<Entity, string>();

function writtenMeaning({ abstract, proxy, hidden, label, documentation, appLabel, bases, fields }: Entity): string {
  return JSON.stringify([
    abstract,
    proxy,
    hidden,
    label,
    documentation,
    appLabel,
    bases.map((base) => base.qualified),
    fields.map(({ name, type, target, nullable }) => [
      name,
      type.name,
      type.shape,
      target,
      // A record that cannot be without its subject says more than one that can.
      type.shape === "relation" && nullable,
    ]),
  ]);
}

const NAMED = 100;

/** Of several, the nearest; null when two are equally near. */
function nearest(candidates: readonly DeclaredEntity[], name: string, from: FileSchema): DeclaredEntity | null {
  if (candidates.length < 2) return candidates[0] ?? null;
  const parts = name.split(".");
  const near = candidates.map((declared) => ({ declared, nearness: nearness(declared.schema.path, parts, from.path) }));
  const best = Math.max(...near.map((item) => item.nearness));
  const found = near.filter((item) => item.nearness === best);
  return found.length === 1 ? found[0]!.declared : null;
}

/** Parts of the name that the path holds count before folders that both files lie in. */
function nearness(path: string, name: readonly string[], from: string): number {
  const folders = path.replace(/\.\w+$/, "").split("/");
  const own = from.split("/");
  const named = name.slice(0, -1).filter((part) => folders.includes(part)).length;
  const apart = folders.findIndex((folder, index) => folder !== own[index]);
  return named * NAMED + (apart < 0 ? folders.length : apart);
}
