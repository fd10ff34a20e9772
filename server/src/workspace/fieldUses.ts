import { isFixture } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import { readModuleFunctions } from "../engine/languages/django/uses/readPythonUses.ts";
import { readUses } from "../engine/languages/django/uses/readUses.ts";
import { calleesIn, type LinkedFlow, linkFlows } from "../engine/project/flows/linkFlows.ts";
import { ModulePaths } from "../engine/project/flows/modulePaths.ts";
import type { ClassifiedField, Project } from "../engine/project/model.ts";
import { appLabelOf } from "../engine/project/appLabel.ts";
import { modelIn } from "../engine/project/thirdParty/knownModels.ts";
import { rememberInstallation } from "../engine/project/thirdParty/installation.ts";
import type { ValueField } from "../engine/project/values/foundValues.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import type { SourceModels } from "../engine/project/thirdParty/sourceModels.ts";
import { EntityGraph } from "../engine/project/uses/entityGraph.ts";
import { frameworkUsesOf, type UsesOfField } from "../engine/project/uses/frameworkUses.ts";
import {
  aboutsOf,
  fieldKey,
  type FieldKey,
  keyOf,
  type LinkedUse,
  linkUses,
  type UseLinks,
} from "../engine/project/uses/linkUses.ts";
import { columnsInOrder } from "../engine/project/uses/tableColumns.ts";
import { Tables } from "../engine/project/uses/tables.ts";
import { indexedBy } from "../engine/protection/recognise.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { StandingIgnore } from "../engine/schema/ruleIgnore.ts";
import type { FileUses, ModuleFunctions } from "../engine/schema/rawUses.ts";
import type { Entity } from "../engine/schema/schema.ts";
import type { NameSearch } from "../engine/text/nameSearch.ts";
import { ownData } from "../engine/text/ownData.ts";
import type { FileAnalysis } from "./analyse.ts";
import { AtOnce } from "./atOnce.ts";
import type { CacheStore, Clock } from "./ports.ts";
import { isTestPath } from "./testPaths.ts";
import { type Sought, SoughtNames } from "./soughtNames.ts";
import { TimeSlice } from "./timeSlice.ts";
import { type FoundUses, NOTHING_FOUND, UsesCache } from "./usesCache.ts";

export interface FieldUsesOptions {
  readonly clock: Clock;
  readonly readsAtOnce: number;
  /** Where what was found is kept until the next time. */
  readonly cacheStore: CacheStore | null;
  /** Of files as they were when the folder was read; asked for once. */
  readonly takeStamps: () => ReadonlyMap<string, string>;
  /** Size of the largest file that is read. */
  readonly limit: () => number;
  /** Whether an open document stands for the file. */
  readonly isOpen: (path: string) => boolean;
  /** Files that may use fields. */
  readonly paths: () => readonly string[];
  /** As it is now; null when it is gone. */
  readonly text: (path: string) => Promise<string | null>;
  readonly analyses: () => readonly FileAnalysis[];
  /** Models of packages that hold something sensitive. */
  readonly installed: () => readonly InstalledModel[];
  /** What was read of packages in an environment. */
  readonly sources: () => SourceModels;
  /** Another number once anything that is declared may be another. */
  readonly revision: () => number;
  readonly lookup: () => EntityLookup;
  /** Reads the modules that `lookup` was led to and nobody has read. Returns whether there were some: names may mean something else then. */
  readonly readModules: () => Promise<boolean>;
  readonly project: () => Project;
  /** All uses have been counted anew. */
  readonly onCounted: () => void;
  readonly onInternalError: (path: string, error: unknown) => void;
}

interface KnownLinks {
  readonly revision: number;
  readonly lookup: EntityLookup;
  /** What the project's `apps.py` say, by path. */
  readonly labels: ReadonlyMap<string, string>;
  readonly links: UseLinks;
  /** What is sensitive, by where it is declared. */
  readonly subjects: ReadonlyMap<FieldKey, ClassifiedField>;
}

/** A file that is longer holds data, and reading it would hold up everything else. Of a fixture its beginning tells what the rest is like. */
const LONGEST_TEXT = 500_000;

/**
 * Where sensitive fields are used. Nothing is read before somebody asks; then only files that hold the name of such a field,
 * and after a change only what has changed.
 */
export class FieldUses {
  readonly #options: FieldUsesOptions;
  /** What is looked for now. */
  #sought = new SoughtNames();
  /** With what was looked for before: while somebody types, names come and go. */
  #everSought = new SoughtNames();
  readonly #files = new Map<string, FoundUses>();
  /** How often each file has changed that did so while files were read. */
  readonly #changes = new Map<string, number>();
  #running: Promise<void> | null = null;
  #wasRead = false;
  #links: KnownLinks | null = null;
  readonly #linked = new Map<
    string,
    { readonly uses: FileUses; readonly links: UseLinks; readonly found: readonly LinkedUse[] }
  >();
  #byField: ReadonlyMap<FieldKey, readonly LinkedUse[]> | null = null;

  constructor(options: FieldUsesOptions) {
    this.#options = options;
  }

  /** The text of a file is another, or it is gone. */
  changed(path: string): void {
    if (this.#running) this.#changes.set(path, (this.#changes.get(path) ?? 0) + 1);
    this.#files.delete(path);
    this.#byField = null;
  }

  /**
   * Of a field that a model has, as far as is known; null before the files have been looked at for the first time. Those of all
   * children count where it is declared, and at a child those which name it as the child's. `path` may be that of a package's module.
   */
  known(path: string, entity: string, field: string): UsesOfField | null {
    if (!this.#wasRead) return null;
    const { byField, labels, links } = this.#all();
    const { graph } = links;
    const model = graph.entityAt(path, entity);
    const found = model && graph.fieldOf(model, field);
    if (!found) return NO_USES;
    const all = byField.get(keyOf(found)) ?? [];
    const isOfModel = (use: LinkedUse): boolean => {
      const named = graph.entityAt(use.model.path, use.model.entity);
      return named !== null && graph.isOrInherits(named, model);
    };
    const uses = found.declared.entity === model.entity ? all : all.filter(isOfModel);
    const label = `${appLabelOf(model.schema.path, model.entity, labels)}.${model.entity.name}`.toLowerCase();
    const byPackages = frameworkUsesOf(model, found, uses, { graph, label, project: this.#options.project() });
    return { uses, byPackages };
  }

  /** The same for who must not wait: null also while something that has changed is still to be looked at. */
  current(path: string, entity: string, field: string): UsesOfField | null {
    return this.#byField && this.#links && this.#areCurrent(this.#links) ? this.known(path, entity, field) : null;
  }

  /** What the functions of the project hand to logs and the like, by path and in source order; none before the files have been looked at. */
  flows(): readonly LinkedFlow[] {
    if (!this.#wasRead) return [];
    const { links } = this.#all();
    const files = [...this.#files].flatMap(([path, { uses }]) => (uses ? [[path, uses] as const] : []));
    const functions = [...this.#files].flatMap(([path, found]) =>
      found.functions ? [[path, found.functions] as const] : [],
    );
    return linkFlows(
      files.filter(([path]) => !isTestPath(path)).sort(([a], [b]) => (a < b ? -1 : 1)),
      new Map(functions),
      links,
    );
  }

  /** Comments that silence rules, by path; none before the files have been looked at. */
  ignores(): ReadonlyMap<string, readonly StandingIgnore[]> {
    if (!this.#wasRead) return new Map();
    return new Map(
      [...this.#files].flatMap(([path, { uses }]) =>
        uses?.ignores && !isTestPath(path) ? [[path, uses.ignores]] : [],
      ),
    );
  }

  /** Those of fixtures: of each the sensitive fields that it holds values of. None before the files have been looked at. */
  inFixtures(): ReadonlyMap<string, readonly LinkedUse[]> {
    if (!this.#wasRead) return new Map();
    const byPath = new Map<string, LinkedUse[]>();
    for (const use of [...this.#all().byField.values()].flat()) {
      if (use.use.kind !== "fixture") continue;
      const others = byPath.get(use.path);
      if (others) others.push(use);
      else byPath.set(use.path, [use]);
    }
    return byPath;
  }

  /** The sensitive field that is kept in a column, of a model's table or, where none is named, of whatever model has one of that name. */
  inColumn(table: string | null, name: string): ValueField | null {
    if (!this.#wasRead) return null;
    const { graph, tables, sensitive } = this.#all().links;
    const found =
      table === null
        ? graph.fieldsInColumn(name).map((field) => ({ field, model: field.declared }))
        : tables.called(table).flatMap((model) => {
            const step = graph.column(model, name);
            return step?.kind === "field" ? [{ field: step.found, model }] : [];
          });
    const first = found.find(({ field }) => sensitive.has(keyOf(field)));
    return first ? { key: keyOf(first.field), model: first.model.entity.name } : null;
  }

  /** The columns of a model's table as Django makes them; none where several classes share the table. */
  columnsOf(table: string): readonly string[] {
    if (!this.#wasRead) return [];
    const { graph, tables } = this.#all().links;
    const [model, other] = tables.called(table);
    return model && !other ? columnsInOrder(model, graph) : [];
  }

  /** All sensitive fields that columns may hold, with what they hold, and all columns in their order: another text once a column may mean something else. */
  get sensitiveColumns(): string {
    if (!this.#wasRead) return "";
    const { subjects, links } = this.#all();
    const held = [...subjects].map(([key, { field, category }]) => [key, field.column, category?.key]);
    const order = links.graph.entities.map(({ entity }) => [
      entity.table,
      entity.name,
      ...entity.fields.map(({ name, column }) => column ?? name),
    ]);
    return JSON.stringify([held, order]);
  }

  /** All uses of sensitive fields in the project, by path and in source order; none before the files have been looked at. */
  all(): readonly LinkedUse[] {
    if (!this.#wasRead) return [];
    const found = [...this.#all().byField.values()].flat().filter(({ path }) => !isTestPath(path));
    return found.sort((a, b) => (a.path === b.path ? a.use.span.start - b.use.span.start : a.path < b.path ? -1 : 1));
  }

  /** The same in one file, in no order. */
  inFile(path: string): readonly LinkedUse[] {
    if (!this.#wasRead || isTestPath(path)) return [];
    this.#all();
    return this.#linked.get(path)?.found ?? [];
  }

  /** The same of one field. */
  ofField(key: FieldKey): readonly LinkedUse[] {
    if (!this.#wasRead) return [];
    return (this.#all().byField.get(key) ?? []).filter(({ path }) => !isTestPath(path));
  }

  /** The models of the project and how they hang together; null before the files have been looked at. */
  get graph(): EntityGraph | null {
    return this.#wasRead ? this.#all().links.graph : null;
  }

  /** The sensitive field that is declared there. */
  subject(key: FieldKey): ClassifiedField | undefined {
    return this.#all().subjects.get(key);
  }

  /** Looks at all that has changed. */
  async refresh(): Promise<void> {
    await (this.#running ??= this.#readAndLink()
      .then(() => {
        this.#options.onCounted();
      })
      .finally(() => {
        this.#running = null;
      }));
  }

  async #readAndLink(): Promise<void> {
    do {
      await this.#read();
      // So that who asks next need not wait for it, and to see where names lead.
      this.#all();
    } while ((await this.#options.readModules()) || this.#hasUnread());
  }

  async #read(): Promise<void> {
    const slice = new TimeSlice(this.#options.clock);
    const { cacheStore } = this.#options;
    const cache = this.#wasRead || !cacheStore ? null : await this.#recall(cacheStore, slice);
    // What changes in the meantime is looked at, too.
    do {
      const known = new Set(this.#options.paths());
      for (const path of [...this.#files.keys()]) if (!known.has(path)) this.#forget(path);
      const added = this.#takeNames();
      const reads = new AtOnce(this.#options.readsAtOnce);
      for (const path of known) {
        const found = this.#files.get(path);
        const isCurrent = found !== undefined && this.#isReadFor(found);
        if (isCurrent && added === null) continue;
        await reads.start(() => this.#readFile(path, isCurrent ? added : null));
        if (slice.isOver) await slice.pause();
      }
      await reads.end();
      await this.#readFunctions(slice);
    } while (this.#hasUnread());
    this.#wasRead = true;
    await cache?.save({ sought: this.#everSought.all, project: this.#options.project() }, this.#files, slice);
  }

  /** What was found another time in files that have not changed since. */
  async #recall(store: CacheStore, slice: TimeSlice): Promise<UsesCache> {
    const { limit, onInternalError, isOpen, takeStamps } = this.#options;
    const stamps = takeStamps();
    const cache = await UsesCache.open({ store, limit: limit(), onInternalError }, slice);
    this.#everSought = this.#everSought.with(cache.sought);
    const { project } = this.#options;
    const installation = cache.installationOf(project());
    if (installation) rememberInstallation(project().settings, installation);
    for (const path of this.#options.paths()) {
      // What has changed since then is told of.
      const stamp = isOpen(path) ? null : (stamps.get(path) ?? store.stampOf(path));
      const found = stamp === null ? undefined : cache.recall(path, stamp);
      if (found) this.#files.set(path, found);
      if (slice.isOver) await slice.pause();
    }
    return cache;
  }

  #stampOf(path: string): string | null {
    const { cacheStore, isOpen } = this.#options;
    return cacheStore && !isOpen(path) ? cacheStore.stampOf(path) : null;
  }

  #hasUnread(): boolean {
    const isUnread = this.#options.paths().some((path) => !this.#files.has(path));
    return isUnread || !this.#sought.isFor(this.#nowSought());
  }

  /** Names that files have never been searched for before; null for none. */
  #takeNames(): NameSearch | null {
    const before = this.#everSought;
    const sought = this.#nowSought();
    if (!this.#sought.isFor(sought)) this.#sought = new SoughtNames(sought);
    this.#everSought = before.with(sought);
    return this.#everSought === before ? null : this.#everSought.since(before);
  }

  /** Whether what was found is what would be found now: of what a file says more is read, the more names in it are sought. */
  #isReadFor({ standing, sought }: FoundUses): boolean {
    const now = this.#sought.soughtAmong(standing);
    return now.length === sought.length && now.every((name, index) => name === sought[index]);
  }

  #nowSought(): Sought {
    const installed = this.#options.installed();
    const fields = [
      ...this.#sensitive().flatMap(({ subject: { field } }) =>
        [field.name, ...(field.column === null ? [] : [field.column])].map((name) => ({ name, model: null })),
      ),
      ...installed.flatMap((model) => {
        const isNamedOtherwise = isUserModelOrBase(model);
        const calledBy = isNamedOtherwise ? [null] : [model.name, model.table];
        return model.fields.flatMap(({ field }) => calledBy.map((name) => ({ name: field.name, model: name })));
      }),
    ];
    const named = this.#options
      .analyses()
      .flatMap(({ path, file }) => (isTestPath(path) ? [] : file.schema.entities.flatMap(namesOfObjects)));
    const users = installed.some(isUserModelOrBase) ? USERS : [];
    return { fields, objects: [...named, ...installed.map(({ name }) => name), ...users] };
  }

  /** With what is encrypted, whatever it holds: most queries of it are mistakes; and with its blind index, which only the field itself may write. */
  #sensitive(): readonly { readonly path: string; readonly subject: ClassifiedField }[] {
    return this.#options
      .analyses()
      .flatMap(({ path, file }) =>
        isTestPath(path)
          ? []
          : file.fields.flatMap((subject) =>
              subject.classification.verdict === "sensitive" ||
              subject.protection.kind === "encrypted" ||
              indexedBy(subject.field) !== null
                ? [{ path, subject }]
                : [],
            ),
      );
  }

  /** `only`: leaves a file as it is that holds none of these. */
  async #readFile(path: string, only: NameSearch | null): Promise<void> {
    const change = this.#changes.get(path);
    // Before the file is read: what changes it later changes the stamp.
    const stamp = this.#stampOf(path);
    const whole = await this.#options.text(path);
    const text = whole !== null && isFixture(path) ? whole.slice(0, LONGEST_TEXT) : whole;
    if (this.#changes.get(path) !== change) return;
    if (only && text !== null && this.#files.has(path) && !only.isIn(text)) return;
    const isRead = text !== null && text.length <= LONGEST_TEXT;
    this.#files.set(path, isRead ? this.#usesIn(path, text, stamp) : { stamp, ...NOTHING_FOUND });
    this.#byField = null;
  }

  /** Of modules that calls lead to which hand on a sensitive value, or whose result is handed on. */
  async #readFunctions(slice: TimeSlice): Promise<void> {
    const modules = new ModulePaths([...this.#files.keys()].filter((path) => !isTestPath(path)));
    const led = new Map<string, Set<string>>();
    for (const [from, { uses }] of this.#files) {
      if (!uses || isTestPath(from)) continue;
      for (const callee of calleesIn(uses))
        for (const { path, name } of modules.declaring(callee, from)) {
          const known = led.get(path);
          if (known) known.add(name);
          else led.set(path, new Set([name]));
        }
    }
    for (const [path, names] of led) {
      const known = this.#files.get(path)?.functions?.asked ?? [];
      const asked = new Set([...known, ...names]);
      if (asked.size === known.length) continue;
      const change = this.#changes.get(path);
      const text = await this.#options.text(path);
      const found = this.#files.get(path);
      if (!found || this.#changes.get(path) !== change) continue;
      this.#files.set(path, { ...found, functions: this.#functionsIn(path, text, [...asked]) });
      if (slice.isOver) await slice.pause();
    }
  }

  #functionsIn(path: string, text: string | null, asked: readonly string[]): ModuleFunctions {
    const none: ModuleFunctions = { asked, lines: [0], functions: [] };
    if (text === null || text.length > LONGEST_TEXT) return none;
    try {
      return ownData(readModuleFunctions(text, asked));
    } catch (error) {
      this.#options.onInternalError(path, error);
      return none;
    }
  }

  /** A mistake of ours costs one file, not all. */
  #usesIn(path: string, text: string, stamp: string | null): FoundUses {
    try {
      const words = this.#everSought.wordsIn(text);
      const uses = readUses(path, text, this.#sought.wantedAmong(words));
      const standing = this.#everSought.namesAmong(words);
      return {
        stamp,
        standing,
        sought: this.#sought.soughtAmong(standing),
        uses: uses && isTelling(uses) ? ownData(uses) : null,
      };
    } catch (error) {
      this.#options.onInternalError(path, error);
      return { stamp: null, ...NOTHING_FOUND };
    }
  }

  #forget(path: string): void {
    this.#files.delete(path);
    this.#linked.delete(path);
    this.#changes.delete(path);
    this.#byField = null;
  }

  #all(): KnownLinks & { readonly byField: ReadonlyMap<FieldKey, readonly LinkedUse[]> } {
    if (this.#byField && this.#links && this.#areCurrent(this.#links))
      return { ...this.#links, byField: this.#byField };
    const known = this.#currentLinks();
    const { links } = known;
    const byField = new Map<FieldKey, LinkedUse[]>();
    for (const [path, { uses }] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!uses) continue;
      for (const use of this.#linkedIn(path, uses, links)) {
        const others = byField.get(use.field);
        if (others) others.push(use);
        else byField.set(use.field, [use]);
      }
    }
    this.#byField = byField;
    return { ...known, byField };
  }

  #linkedIn(path: string, uses: FileUses, links: UseLinks): readonly LinkedUse[] {
    const known = this.#linked.get(path);
    if (known?.uses === uses && known.links === links) return known.found;
    const found = linkUses(path, uses, links.graph.schemaOf(path), links);
    this.#linked.set(path, { uses, links, found });
    return found;
  }

  /** The settings say which model that of the users is, whatever else is declared. */
  #areCurrent({ revision, lookup }: { readonly revision: number; readonly lookup: EntityLookup }): boolean {
    return revision === this.#options.revision() && lookup === this.#options.lookup();
  }

  /** The same object as long as nothing that is declared has changed. */
  #currentLinks(): KnownLinks {
    const files = [...this.#files].flatMap(([path, { uses }]) => (uses ? [[path, uses] as const] : []));
    const abouts = aboutsOf(files);
    const labels = new Map(files.flatMap(([path, { appLabel }]) => (appLabel === null ? [] : [[path, appLabel]])));
    if (
      this.#links &&
      this.#areCurrent(this.#links) &&
      isSame(this.#links.links.abouts, abouts) &&
      isSame(this.#links.labels, labels)
    ) {
      return this.#links;
    }
    const schemas = this.#options
      .analyses()
      .filter(({ path }) => !isTestPath(path))
      .map(({ file }) => file.schema);
    const lookup = this.#options.lookup();
    const graph = new EntityGraph(schemas, lookup, this.#options.sources());
    const subjects = new Map([
      ...this.#sensitive().map(
        ({ path, subject: { entity, field }, subject }) => [fieldKey(path, entity.name, field.name), subject] as const,
      ),
      ...this.#options.installed().flatMap((model) => subjectsIn(model, graph)),
    ]);
    const sensitive = new Set(subjects.keys());
    const installed = this.#options.installed().flatMap(({ app, table, path, name }) => {
      const model = graph.entityAt(path, name);
      return model && !model.entity.abstract ? [[table, `${app}.${name}`, model] as const] : [];
    });
    const links = { graph, tables: new Tables(graph.entities, labels, installed), sensitive, abouts };
    return (this.#links = { revision: this.#options.revision(), lookup, labels, links, subjects });
  }
}

/** Of a model and the relations that it has. */
function namesOfObjects({ name, fields }: Entity): readonly string[] {
  return [name, ...fields.flatMap((field) => (field.type.shape === "relation" ? field.name : []))];
}

/** What the user is called whose request it is. */
const USERS = ["user"];

const NO_USES: UsesOfField = { uses: [], byPackages: [] };

/** Whether code of the project has other names for it: those of its children, or the word for the user model. */
function isUserModelOrBase({ path, name }: InstalledModel): boolean {
  const known = modelIn(path, name);
  return known === null || known.entity.abstract || known.setting === "AUTH_USER_MODEL";
}

/** Where the sensitive fields of a package's model are declared. */
function subjectsIn(
  { path, name, fields }: InstalledModel,
  graph: EntityGraph,
): readonly (readonly [FieldKey, ClassifiedField])[] {
  const model = graph.entityAt(path, name);
  return fields.flatMap((subject) => {
    const found = model && graph.fieldOf(model, subject.field.name);
    return found ? [[keyOf(found), subject] as const] : [];
  });
}

function isTelling({ uses, abouts, flows, members, calls, ignores = [], appLabel }: FileUses): boolean {
  return [uses, abouts, flows, members, calls, ignores].some(({ length }) => length > 0) || appLabel !== null;
}

function isSame(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b]);
}
