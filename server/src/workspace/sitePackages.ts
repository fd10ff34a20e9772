import {
  type Distribution,
  distributionIn,
  metadataIn,
  type PackageMetadata,
  recordedIn,
  topLevelIn,
} from "../engine/project/thirdParty/distribution.ts";
import { decode } from "./decode.ts";
import { joined } from "./paths.ts";
import type { DirectoryListing, FileSystem } from "./ports.ts";
import type { TimeSlice } from "./timeSlice.ts";

/** Longer texts are no modules with models, and no lists that we need. */
const LONGEST_FILE = 2_000_000;
const MOST_FILES = 3000;
const DEEPEST_FOLDER = 8;

/** Nothing in them declares a model of the running program. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  "__pycache__",
  "locale",
  "management",
  "migrations",
  "static",
  "templates",
  "test",
  "testing",
  "tests",
]);

/**
 * The modules that distributions bring, by the name of the folder that says so. A version brings the same wherever it is installed, so
 * that this outlives the environment that it was read in.
 */
export type KnownModules = Map<string, readonly string[]>;

/** The folder of installed packages of one environment, as it was when it was opened. */
export class SitePackages {
  readonly distributions: ReadonlyMap<string, Distribution>;
  /** Of its modules and packages. */
  readonly #names: ReadonlySet<string>;
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #modules: KnownModules;

  constructor(fileSystem: FileSystem, path: string, names: readonly string[], modules: KnownModules) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#modules = modules;
    this.#names = new Set(names);
    this.distributions = new Map(names.flatMap((name) => distributionIn(name) ?? []).map((each) => [each.name, each]));
  }

  /** Whether it holds a module that an import may begin with. */
  has(module: string): boolean {
    return this.#names.has(module) || this.#names.has(`${module}.py`);
  }

  /** The distribution that has brought a module; null when none says so. What all of them say is read between pauses. */
  async distributionOf(module: string, slice: TimeSlice): Promise<Distribution | null> {
    const name = module.toLowerCase().replaceAll("_", "-");
    const likely = [name, `django-${name}`].flatMap((each) => this.distributions.get(each) ?? []);
    for (const distribution of new Set([...likely, ...this.distributions.values()])) {
      if ((await this.#modulesOf(distribution)).includes(module)) return distribution;
      if (slice.isOver) await slice.pause();
    }
    return null;
  }

  async metadataOf(distribution: Distribution): Promise<PackageMetadata> {
    return metadataIn((await this.#metadataText(distribution)) ?? "", distribution);
  }

  /** Another text once other files were installed, though of the same version: `RECORD` holds what each of them adds up to. */
  async recordOf(distribution: Distribution): Promise<string> {
    return (await this.#record(distribution)) ?? (await this.#metadataText(distribution)) ?? "";
  }

  /** The Python files of a module or of what is in a folder, but for those that declare no models. */
  async filesOf(folder: string): Promise<readonly string[]> {
    if (!folder.includes("/") && !this.#names.has(folder)) return [`${folder}.py`];
    const files: string[] = [];
    const folders = [folder];
    for (let next = folders.pop(); next !== undefined && files.length < MOST_FILES; next = folders.pop()) {
      const listing = await this.#list(next);
      if (listing.kind !== "entries") continue;
      for (const { name, kind } of listing.entries) {
        const path = joined(next, name);
        if (kind === "file" && name.endsWith(".py")) files.push(path);
        const isDeep = path.split("/").length > DEEPEST_FOLDER;
        if (kind === "directory" && !isDeep && !PASSED_OVER.has(name)) folders.push(path);
      }
    }
    return files.slice(0, MOST_FILES).sort();
  }

  /** Null for what is not there, is too long or is no text. */
  async read(path: string): Promise<string | null> {
    const file = await this.#fileSystem.readFile(joined(this.#path, path), LONGEST_FILE);
    // What a link leads to may lie anywhere.
    const decoded = file.kind === "bytes" && !file.isLinked ? decode(file.bytes) : null;
    return decoded?.kind === "text" ? decoded.text : null;
  }

  #list(path: string): DirectoryListing | Promise<DirectoryListing> {
    return this.#fileSystem.readDirectory(joined(this.#path, path));
  }

  #metadataText({ folder }: Distribution): Promise<string | null> {
    return this.read(`${folder}/${folder.endsWith(".egg-info") ? "PKG-INFO" : "METADATA"}`);
  }

  #record({ folder }: Distribution): Promise<string | null> {
    return this.read(`${folder}/RECORD`);
  }

  async #modulesOf(distribution: Distribution): Promise<readonly string[]> {
    const { folder } = distribution;
    const known = this.#modules.get(folder);
    if (known) return known;
    const told = topLevelIn((await this.read(`${folder}/top_level.txt`)) ?? "");
    const modules = told.length > 0 ? told : recordedIn((await this.#record(distribution)) ?? "");
    // One that says nothing may be about to be installed.
    if (modules.length > 0) this.#modules.set(folder, modules);
    return modules;
  }
}

/**
 * The folder of installed packages in that of an environment: `lib/python3.12/site-packages`, `Lib/site-packages` on Windows. Null
 * where there is none.
 */
export async function sitePackagesIn(
  fileSystem: FileSystem,
  environment: string,
  modules: KnownModules,
): Promise<SitePackages | null> {
  for (const lib of await foldersIn(fileSystem, environment, /^lib$/i)) {
    const pythons = await foldersIn(fileSystem, lib, /^(python|pypy)\d/);
    for (const folder of [lib, ...pythons.toSorted(newestFirst)]) {
      const path = `${folder}/${SITE_PACKAGES}`;
      const listing = await fileSystem.readDirectory(path);
      if (listing.kind !== "entries") continue;
      return new SitePackages(fileSystem, path, listing.entries.map(({ name }) => name).sort(), modules);
    }
  }
  return null;
}

const SITE_PACKAGES = "site-packages";

async function foldersIn(fileSystem: FileSystem, folder: string, name: RegExp): Promise<readonly string[]> {
  const listing = await fileSystem.readDirectory(folder);
  if (listing.kind !== "entries") return [];
  return listing.entries.flatMap((entry) =>
    entry.kind === "directory" && name.test(entry.name) ? joined(folder, entry.name) : [],
  );
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
}
