import { readDjango } from "../../languages/django/read.ts";
import type { OtherNames } from "../../languages/otherNames.ts";
import { followImport } from "../../languages/python/follow.ts";
import type { DeclaredEntity, EntityLookup } from "../../schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../../schema/entityLookup.ts";
import type { Entity, FileSchema } from "../../schema/schema.ts";
import { appOf } from "../app.ts";
import { EntityIndex } from "../entityIndex.ts";
import { ModuleIndex, readModuleNames } from "../moduleIndex.ts";
import { withThirdParty } from "../thirdParty.ts";
import { type KnownModel, type KnownPackage, rememberModel } from "./knownModels.ts";
import { type SourceModels, SourceLookup } from "./sourceModels.ts";

/** A package of an environment whose models are to be read. */
export interface PackageSource extends KnownPackage {
  /** Its Python files, below the folder of installed packages. */
  readonly paths: readonly string[];
  /** Folders of those of its apps that the project installs. */
  readonly apps: readonly string[];
}

/**
 * Puts the models of packages together from the few files that somebody reads for it: it says which ones. As everywhere, names are
 * followed as Python would, and nothing is run.
 */
export class ModelSources {
  readonly #packages: readonly PackageSource[];
  readonly #packageOf: ReadonlyMap<string, PackageSource>;
  readonly #modules = new ModuleIndex();
  readonly #entities = new EntityIndex(this.#modules);
  readonly #texts = new Map<string, string>();
  readonly #schemas = new Map<string, FileSchema>();
  readonly #others: OtherNames = {
    isEntityName: (name) => this.#entities.hasName(name),
    meaningOf: (question) => this.#entities.answerTo(question),
  };

  constructor(packages: readonly PackageSource[]) {
    this.#packages = packages;
    this.#packageOf = new Map(packages.flatMap((each) => each.paths.map((path) => [path, each])));
    this.#modules.setFiles(this.#packageOf.keys());
  }

  /** The files to begin with: the models of all apps, and the modules of `bases` (`taggit.models.TagBase`). */
  firstFiles(bases: Iterable<string>): readonly string[] {
    const ofApps = this.#packages.flatMap(({ paths, apps }) =>
      paths.filter((path) => apps.some((folder) => isModelFile(path.slice(folder.length), path.startsWith(folder)))),
    );
    const ofBases = [...bases].flatMap((base) => {
      const located = this.#modules.locate(base, ANYWHERE);
      return located.kind === "module" ? located.path : [];
    });
    return [...new Set([...ofApps, ...ofBases])];
  }

  /** Takes in the text of a file, null for one that cannot be read. */
  put(path: string, text: string | null): void {
    if (text === null) {
      this.#modules.put(path, null);
      return;
    }
    this.#texts.set(path, text);
    this.#modules.put(path, readModuleNames(path, text));
    this.#read(path, text);
  }

  /** The files that names lead to, and that nobody has read. */
  takeWanted(): readonly string[] {
    for (let round = 0; round < MOST_ROUNDS && this.#readOutdated(); round++);
    this.#entities.forgetMeanings("all");
    this.#entities.followNames();
    for (const [path, { asked, entities }] of this.#schemas) {
      // What is no model as far as is known may be one by its base; that of Django's own the index knows from the data.
      const bases = entities.flatMap((entity) => entity.bases.map(({ qualified }) => qualified));
      for (const name of [...asked.map((each) => each.name), ...bases]) followImport(name, path, this.#modules);
      if (entities.length > 0) this.#modules.appLabelFor(path);
    }
    return this.#modules.takeWanted();
  }

  /** What has been read, once nothing is wanted any more. */
  models(): SourceModels {
    const schemas = [...this.#schemas.values()].filter(({ entities }) => entities.length > 0);
    const lookup = new SourceLookup({
      schemas,
      named: (name) => this.#named(name),
      find: (name, from) => this.#entities.lookup.find(name, from),
    });
    const own = lookup.over(withThirdParty(NO_OTHER_FILES));
    const made = schemas.flatMap((schema) => this.#modelsIn(schema, own));
    for (const { model } of made) rememberModel(model);
    return { lookup, ofApps: made.flatMap(({ model, isOfApp }) => (isOfApp ? model : [])) };
  }

  #modelsIn(
    schema: FileSchema,
    lookup: EntityLookup,
  ): readonly { readonly model: KnownModel; readonly isOfApp: boolean }[] {
    const { path } = schema;
    const read = this.#packageOf.get(path);
    if (!read) return [];
    const { distribution, version, source } = read;
    const isOfApp = read.apps.some((folder) => isOfModels(path, folder));
    return schema.entities.map((entity) => ({
      isOfApp,
      model: {
        package: { distribution, version, source },
        app: entity.appLabel ?? this.#modules.appLabelFor(path) ?? appOf(path),
        entity,
        schema,
        setting: settingOf(entity, this.#texts.get(path)!),
        lookup,
      },
    }));
  }

  #named(name: string): DeclaredEntity | null {
    const meaning = followImport(name, ANYWHERE, this.#modules);
    if (meaning?.kind !== "bound") return null;
    const schema = this.#schemas.get(meaning.path);
    const entity = schema?.entities.find((each) => each.name === meaning.name);
    return schema && entity ? { schema, entity } : null;
  }

  /** Returns whether a file has to be read by other answers. */
  #readOutdated(): boolean {
    let isAny = false;
    for (const [path, schema] of this.#schemas) {
      const isOutdated = schema.asked.some(({ as, name, answer }) => {
        const now = this.#others.meaningOf({ as, name, from: path });
        return JSON.stringify(now) !== JSON.stringify(answer);
      });
      if (!isOutdated) continue;
      isAny = true;
      this.#read(path, this.#texts.get(path)!);
    }
    return isAny;
  }

  #read(path: string, text: string): void {
    // What a package's author says to Fieldguard is said of the package alone.
    const schema = { ...readDjango(path, text, this.#others), directives: [] };
    this.#schemas.set(path, schema);
    this.#entities.replace(path, schema);
  }
}

/** No file of any package: absolute names mean the same everywhere. */
const ANYWHERE = "anywhere.py";

/** Files that answer each other's questions in a circle. */
const MOST_ROUNDS = 8;

/** `rest`: the path behind the folder of an app. */
function isModelFile(rest: string, isInside: boolean): boolean {
  return isInside && /^\/(models\.py|models\/.*|apps\.py)$/.test(rest);
}

/** Whether a file declares models of the app in a folder, and not of an app within it. */
function isOfModels(path: string, folder: string): boolean {
  if (!path.startsWith(`${folder}/`)) return false;
  const rest = path.slice(folder.length + 1);
  return /^models(\.py|\/)/.test(rest) || !/(^|\/)models(\.py|\/)/.test(rest);
}

/** `Meta.swappable`, which names the setting that puts another model in its place. */
function settingOf({ span }: Entity, text: string): string | null {
  return /^[ \t]+swappable\s*=\s*["'](\w+)["']/m.exec(text.slice(span.start, span.end))?.[1] ?? null;
}
