import { type LinkedFlow, linkFlows } from "../engine/project/flows/linkFlows.ts";
import type { ClassifiedField } from "../engine/project/model.ts";
import { appLabelOf } from "../engine/project/appLabel.ts";
import type { ModuleNames } from "../engine/project/moduleIndex.ts";
import type { EntityGraph } from "../engine/project/uses/entityGraph.ts";
import { frameworkUsesOf, type UsesOfField } from "../engine/project/uses/frameworkUses.ts";
import { type FieldKey, keyOf, type LinkedUse, linkUses, type UseLinks } from "../engine/project/uses/linkUses.ts";
import { columnsInOrder } from "../engine/project/uses/tableColumns.ts";
import type { ValueField } from "../engine/project/values/foundValues.ts";
import type { FileUses } from "../engine/schema/rawUses.ts";
import type { StandingIgnore } from "../engine/schema/ruleIgnore.ts";
import { soughtIn } from "./sensitiveFields.ts";
import { isTestPath } from "./testPaths.ts";
import { TimeSlice } from "./timeSlice.ts";
import { UsesInFiles, type UsesInFilesOptions } from "./usesInFiles.ts";
import { type KnownLinks, UsesLinks, type UsesLinksOptions } from "./usesLinks.ts";
import { addTo } from "../engine/text/addTo.ts";

export interface FieldUsesOptions extends Omit<UsesInFilesOptions, "sought">, UsesLinksOptions {
  /** Reads the modules that `lookup` was led to and nobody has read. Returns whether there were some: names may mean something else then. */
  readonly readModules: () => Promise<boolean>;
  /** All uses have been counted anew. */
  readonly onCounted: () => void;
}

interface LinkedFile {
  readonly uses: FileUses;
  readonly links: UseLinks;
  readonly found: readonly LinkedUse[];
}

/** All that is linked. */
interface Linked extends KnownLinks {
  /** Of the files that it was made from. */
  readonly files: number;
  readonly byField: ReadonlyMap<FieldKey, readonly LinkedUse[]>;
}

/** Where sensitive fields are used. Nothing is read before somebody asks. */
export class FieldUses {
  readonly #options: FieldUsesOptions;
  readonly #files: UsesInFiles;
  readonly #links: UsesLinks;
  #running: Promise<void> | null = null;
  #byFile: ReadonlyMap<string, LinkedFile> = new Map();
  #linked: Linked | null = null;
  #columns: { readonly of: UseLinks; readonly text: string } | null = null;

  constructor(options: FieldUsesOptions) {
    this.#options = options;
    this.#files = new UsesInFiles({ ...options, sought: () => soughtIn(options.analyses(), options.installed()) });
    this.#links = new UsesLinks(options);
  }

  /** The text of a file is another, or it is gone. */
  changed(path: string): void {
    this.#files.changed(path);
  }

  /** What a file is as a module: as it is kept with what it uses, or else as it is `read`. */
  async namesOf(path: string, read: () => Promise<ModuleNames | null>): Promise<ModuleNames | null> {
    return this.#files.namesOf(path, read);
  }

  /**
   * Of a field that a model has, as far as is known; null before the files have been looked at for the first time. Those of all
   * children count where it is declared, and at a child those which name it as the child's. `path` may be that of a package's module.
   */
  known(path: string, entity: string, field: string): UsesOfField | null {
    if (!this.#files.wasRead) return null;
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
    return this.#areCurrent ? this.known(path, entity, field) : null;
  }

  /** What the functions of the project hand to logs and the like, by path and in source order; none before the files have been looked at. */
  flows(): readonly LinkedFlow[] {
    if (!this.#files.wasRead) return [];
    const { links } = this.#all();
    const { files } = this.#files;
    const said = [...files].flatMap(([path, { uses }]) => (uses && !isTestPath(path) ? [[path, uses] as const] : []));
    const functions = [...files].flatMap(([path, found]) =>
      found.functions ? [[path, found.functions] as const] : [],
    );
    return linkFlows(
      said.sort(([a], [b]) => (a < b ? -1 : 1)),
      new Map(functions),
      links,
    );
  }

  /** Comments that silence rules, by path; none before the files have been looked at. */
  ignores(): ReadonlyMap<string, readonly StandingIgnore[]> {
    if (!this.#files.wasRead) return new Map();
    return new Map(
      [...this.#files.files].flatMap(([path, { uses }]) =>
        uses?.ignores && !isTestPath(path) ? [[path, uses.ignores]] : [],
      ),
    );
  }

  /** Those of fixtures: of each the sensitive fields that it holds values of. None before the files have been looked at. */
  inFixtures(): ReadonlyMap<string, readonly LinkedUse[]> {
    if (!this.#files.wasRead) return new Map();
    const byPath = new Map<string, LinkedUse[]>();
    for (const use of [...this.#all().byField.values()].flat()) {
      if (use.use.kind !== "fixture") continue;
      addTo(byPath, use.path, use);
    }
    return byPath;
  }

  /** The sensitive field that is kept in a column, of a model's table or, where none is named, of whatever model has one of that name. */
  inColumn(table: string | null, name: string): ValueField | null {
    if (!this.#files.wasRead) return null;
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
    if (!this.#files.wasRead) return [];
    const { graph, tables } = this.#all().links;
    const [model, other] = tables.called(table);
    return model && !other ? columnsInOrder(model, graph) : [];
  }

  /** All sensitive fields that columns may hold, with what they hold, and all columns in their order: another text once a column may mean something else. */
  get sensitiveColumns(): string {
    if (!this.#files.wasRead) return "";
    const { subjects, links } = this.#all();
    if (this.#columns?.of === links) return this.#columns.text;
    const held = [...subjects].map(([key, { field, category }]) => [key, field.column, category?.key]);
    const order = links.graph.entities.map(({ entity }) => [
      entity.table,
      entity.name,
      ...entity.fields.map(({ name, column }) => column ?? name),
    ]);
    const text = JSON.stringify([held, order]);
    this.#columns = { of: links, text };
    return text;
  }

  /** All uses of sensitive fields in the project, by path and in source order; none before the files have been looked at. */
  all(): readonly LinkedUse[] {
    if (!this.#files.wasRead) return [];
    const found = [...this.#all().byField.values()].flat().filter(({ path }) => !isTestPath(path));
    return found.sort((a, b) => (a.path === b.path ? a.use.span.start - b.use.span.start : a.path < b.path ? -1 : 1));
  }

  /** The same in one file, in no order. */
  inFile(path: string): readonly LinkedUse[] {
    if (!this.#files.wasRead || isTestPath(path)) return [];
    this.#all();
    return this.#byFile.get(path)?.found ?? [];
  }

  /** The same of one field. */
  ofField(key: FieldKey): readonly LinkedUse[] {
    if (!this.#files.wasRead) return [];
    return (this.#all().byField.get(key) ?? []).filter(({ path }) => !isTestPath(path));
  }

  /** The models of the project and how they hang together; null before the files have been looked at. */
  get graph(): EntityGraph | null {
    return this.#files.wasRead ? this.#all().links.graph : null;
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
    const slice = new TimeSlice(this.#options.clock);
    do {
      await this.#files.read(slice);
      // So that who asks next need not wait for it, and to see where names lead.
      this.#all();
    } while ((await this.#options.readModules()) || this.#files.hasUnread);
    await this.#files.keep(slice);
  }

  get #areCurrent(): boolean {
    return this.#linked?.files === this.#files.revision && this.#links.areCurrent;
  }

  #all(): Linked {
    if (this.#linked && this.#areCurrent) return this.#linked;
    const { files, revision } = this.#files;
    const known = this.#links.of(files);
    const byFile = new Map<string, LinkedFile>();
    const byField = new Map<FieldKey, LinkedUse[]>();
    for (const [path, { uses }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!uses) continue;
      const linked = this.#linkedIn(path, uses, known.links);
      byFile.set(path, linked);
      for (const use of linked.found) {
        addTo(byField, use.field, use);
      }
    }
    this.#byFile = byFile;
    return (this.#linked = { ...known, files: revision, byField });
  }

  #linkedIn(path: string, uses: FileUses, links: UseLinks): LinkedFile {
    const known = this.#byFile.get(path);
    if (known?.uses === uses && known.links === links) return known;
    return { uses, links, found: linkUses(path, uses, links.graph.schemaOf(path), links) };
  }
}

const NO_USES: UsesOfField = { uses: [], byPackages: [] };
