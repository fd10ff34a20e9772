import type { Project } from "../engine/project/model.ts";
import { normalisedName } from "../engine/project/packages/requirement.ts";
import { withThirdParty } from "../engine/project/thirdParty.ts";
import type { Distribution } from "../engine/project/thirdParty/distribution.ts";
import { installationOf } from "../engine/project/thirdParty/installation.ts";
import { isKnownModule, knownPackageOf } from "../engine/project/thirdParty/knownModels.ts";
import { ModelSources, type PackageSource } from "../engine/project/thirdParty/modelSources.ts";
import { NO_SOURCES, type SourceModels } from "../engine/project/thirdParty/sourceModels.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { FileAnalysis } from "./analyse.ts";
import { joined, parentOf } from "./paths.ts";
import type { Clock, FileSystem, MaybePromise } from "./ports.ts";
import { type KnownModules, type SitePackages, sitePackagesIn } from "./sitePackages.ts";
import { TimeSlice } from "./timeSlice.ts";

/** Where the packages of a folder's projects may be installed. */
export interface Environments {
  /** The folder itself, with what is left alone in it otherwise. */
  readonly folder: FileSystem;
  /** The folder of the environment that a person chose for the folder; null for none, or where it may not be looked at. */
  readonly chosen: () => MaybePromise<FileSystem | null>;
  /** That which a link at a path of the folder leads to; null for none, or where it may not be looked at. */
  readonly linked: (path: string) => FileSystem | null;
  /** That of the environment that was active when we were started; null for none, or where it may not be looked at. */
  readonly active: () => FileSystem | null;
}

export interface InstalledPackagesOptions {
  readonly clock: Clock;
  /** Null where there are none: nothing is looked for. */
  readonly environments: Environments | null;
  readonly project: () => Project;
  readonly lookup: () => EntityLookup;
  readonly analyses: () => readonly FileAnalysis[];
  /** Called when other models were read than before. */
  readonly onChange: () => void;
  readonly onInternalError: (path: string, error: unknown) => void;
}

/** How virtual environments are called that lie in a project. */
const FOLDERS = [".venv", "venv", "env", ".env", "virtualenv"];
/** Of all packages together. */
const MOST_FILES_READ = 500;

/**
 * Models of packages that the environment of a project has and our data do not, or in another version. They are read from their
 * sources when somebody asks: of the apps that the settings install, and of what models of the project inherit from.
 */
export class InstalledPackages {
  readonly #options: InstalledPackagesOptions;
  #current = NO_SOURCES;
  /** What was read, to be compared. */
  #read = "";
  readonly #modules: KnownModules = new Map();
  #running: Promise<void> | null = null;
  /** Whether somebody has asked since the last look began. */
  #isAsked = false;

  constructor(options: InstalledPackagesOptions) {
    this.#options = options;
  }

  /** As far as was looked; the same object as long as it says the same. */
  get current(): SourceModels {
    return this.#current;
  }

  /** Looks at the environments as they are now. Reads nothing again of a package that is the same. */
  async refresh(): Promise<void> {
    if (this.#options.environments === null) return;
    this.#isAsked = true;
    await (this.#running ??= this.#lookAll().finally(() => {
      this.#running = null;
    }));
  }

  async #lookAll(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    try {
      const wanted = this.#wanted();
      const packages = wanted.modules.size === 0 ? [] : await this.#packagesFor(wanted);
      const content = packages.map(({ place, distribution, record, apps, bases }) => [
        place,
        distribution,
        record,
        apps,
        bases,
      ]);
      const read = JSON.stringify(content);
      if (read === this.#read) return;
      const models = packages.length === 0 ? NO_SOURCES : await this.#modelsOf(packages);
      this.#read = read;
      this.#current = models;
      this.#options.onChange();
    } catch (error) {
      this.#options.onInternalError("installed packages", error);
    }
  }

  /** By the module that their names begin with. */
  #wanted(): Wanted {
    const apps = new Set(installationOf(this.#options.project().settings).names);
    const lookup = this.#options.lookup();
    const withPackages = withThirdParty(lookup);
    const bases = this.#options.analyses().flatMap(({ file: { schema } }) =>
      schema.entities.flatMap((entity) =>
        entity.bases.flatMap(({ qualified }) => {
          if (!/^\w+(\.\w+)+$/.test(qualified) || qualified.startsWith("django.db.")) return [];
          const found = withPackages.find(qualified, schema);
          return !found || isKnownModule(found.schema) ? qualified : [];
        }),
      ),
    );
    return { modules: new Set([...apps, ...bases].map(topOf)), apps, bases: new Set(bases) };
  }

  async #packagesFor({ modules, apps, bases }: Wanted): Promise<readonly FoundPackage[]> {
    const slice = new TimeSlice(this.#options.clock);
    const sites = await this.#sites();
    const found: FoundPackage[] = [];
    for (const module of sites.length === 0 ? [] : modules) {
      const { place, site } = sites.find((each) => each.site.has(module)) ?? {};
      const known = knownPackageOf(module);
      const distribution = site && (await distributionOf(site, module, known?.distribution ?? null, slice));
      const isKnown = known !== null && distribution?.name === normalisedName(known.distribution);
      if (!distribution || (isKnown && distribution.version === known.version)) continue;
      const ofModule = (names: ReadonlySet<string>): readonly string[] =>
        [...names].filter((name) => topOf(name) === module).sort();
      const record = await site.recordOf(distribution);
      found.push({ place: place!, site, module, distribution, record, apps: ofModule(apps), bases: ofModule(bases) });
      if (slice.isOver) await slice.pause();
    }
    return found;
  }

  /** The environment that a person chose before those that lie in the folder, and these before the active one. */
  async #sites(): Promise<readonly FoundSite[]> {
    const { folder, chosen, linked, active } = this.#options.environments!;
    const own = this.#folders().flatMap((path) => FOLDERS.map((name) => joined(path, name)));
    const places = [
      { place: "chosen", fileSystem: await chosen(), path: "" },
      ...own.map((path) => ({ place: `in ${path}`, fileSystem: folder, path })),
      { place: "active", fileSystem: active(), path: "" },
    ];
    const sites: FoundSite[] = [];
    for (const { place, fileSystem, path } of places) {
      const here = fileSystem && (await sitePackagesIn(fileSystem, path, this.#modules));
      const behind = here || fileSystem !== folder ? null : linked(path);
      const site = here ?? (behind && (await sitePackagesIn(behind, "", this.#modules)));
      if (site) sites.push({ place, site });
    }
    return sites;
  }

  /** Those of Django projects and the folders above them. */
  #folders(): readonly string[] {
    const folders = new Set([""]);
    for (const { folder } of this.#options.project().settings.environments) {
      for (let at: string | null = folder.replace(/\/$/, ""); at !== null; at = parentOf(at)) folders.add(at);
    }
    return [...folders].sort((a, b) => b.length - a.length);
  }

  async #modelsOf(packages: readonly FoundPackage[]): Promise<SourceModels> {
    const slice = new TimeSlice(this.#options.clock);
    const siteOf = new Map<string, SitePackages>();
    const sources: PackageSource[] = [];
    for (const found of packages) {
      const source = await sourceOf(found);
      for (const path of source.paths) siteOf.set(path, found.site);
      sources.push(source);
      if (slice.isOver) await slice.pause();
    }
    const reading = new ModelSources(sources);
    let files = reading.firstFiles(packages.flatMap(({ bases }) => bases));
    for (let left = MOST_FILES_READ; files.length > 0 && left > 0; files = reading.takeWanted()) {
      for (const path of files.slice(0, left)) {
        reading.put(path, (await siteOf.get(path)?.read(path)) ?? null);
        if (slice.isOver) await slice.pause();
      }
      left -= files.length;
    }
    return reading.models();
  }
}

interface Wanted {
  /** The first parts of all names. */
  readonly modules: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  /** Classes outside of the project that models of it inherit from, in full. */
  readonly bases: ReadonlySet<string>;
}

interface FoundSite {
  /** Where its environment comes from, to be compared. */
  readonly place: string;
  readonly site: SitePackages;
}

interface FoundPackage extends FoundSite {
  readonly module: string;
  readonly distribution: Distribution;
  /** What was installed of it, to be compared. */
  readonly record: string;
  readonly apps: readonly string[];
  readonly bases: readonly string[];
}

async function distributionOf(
  site: SitePackages,
  module: string,
  name: string | null,
  slice: TimeSlice,
): Promise<Distribution | null> {
  const known = name === null ? null : site.distributions.get(normalisedName(name));
  return known ?? (await site.distributionOf(module, slice));
}

async function sourceOf({ site, module, distribution, apps, bases }: FoundPackage): Promise<PackageSource> {
  const folders = apps.map((name) => name.replaceAll(".", "/"));
  const paths: string[] = [];
  for (const folder of module === DJANGO ? contribFolders([...apps, ...bases]) : [module])
    paths.push(...(await site.filesOf(folder)));
  const { name, documentation } = await site.metadataOf(distribution);
  const source = documentation ?? knownPackageOf(module)?.source ?? `https://pypi.org/project/${distribution.name}/`;
  return { distribution: name, version: distribution.version, source, paths, apps: folders };
}

const DJANGO = "django";

/** Of Django only its apps: what makes models and fields is known by its name. */
function contribFolders(names: readonly string[]): readonly string[] {
  const folders = names.flatMap((name) => /^django\.contrib\.\w+/.exec(name)?.[0].replaceAll(".", "/") ?? []);
  return [...new Set(folders)];
}

function topOf(name: string): string {
  return name.split(".", 1)[0]!;
}
