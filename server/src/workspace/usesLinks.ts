import type { ClassifiedField } from "../engine/project/model.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import type { SourceModels } from "../engine/project/thirdParty/sourceModels.ts";
import { EntityGraph } from "../engine/project/uses/entityGraph.ts";
import { aboutsOf, fieldKey, type FieldKey, keyOf, type UseLinks } from "../engine/project/uses/linkUses.ts";
import { Tables } from "../engine/project/uses/tables.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { FileAnalysis } from "./analyse.ts";
import { sensitiveFields } from "./sensitiveFields.ts";
import { isTestPath } from "./testPaths.ts";
import type { FoundUses } from "./usesCache.ts";

export interface UsesLinksOptions {
  readonly analyses: () => readonly FileAnalysis[];
  /** Models of packages that hold something sensitive. */
  readonly installed: () => readonly InstalledModel[];
  /** What was read of packages in an environment. */
  readonly sources: () => SourceModels;
  /** Another number once anything that is declared may be another. */
  readonly revision: () => number;
  readonly lookup: () => EntityLookup;
}

export interface KnownLinks {
  readonly revision: number;
  readonly lookup: EntityLookup;
  /** What the project's `apps.py` say, by path. */
  readonly labels: ReadonlyMap<string, string>;
  readonly links: UseLinks;
  /** What is sensitive, by where it is declared. */
  readonly subjects: ReadonlyMap<FieldKey, ClassifiedField>;
}

/** What uses are linked by: the models of the project and of packages as they are now. */
export class UsesLinks {
  readonly #options: UsesLinksOptions;
  #known: KnownLinks | null = null;

  constructor(options: UsesLinksOptions) {
    this.#options = options;
  }

  /** Whether nothing that is declared has changed since they were made. The settings say which model that of the users is, whatever else is declared. */
  get areCurrent(): boolean {
    const { revision, lookup } = this.#options;
    return this.#known !== null && this.#known.revision === revision() && this.#known.lookup === lookup();
  }

  /** The same object as long as nothing that is declared has changed, nor what the classes and apps of these files say. */
  of(found: ReadonlyMap<string, FoundUses>): KnownLinks {
    const files = [...found].flatMap(([path, { uses }]) => (uses ? [[path, uses] as const] : []));
    const abouts = aboutsOf(files);
    const labels = new Map(files.flatMap(([path, { appLabel }]) => (appLabel === null ? [] : [[path, appLabel]])));
    const known = this.#known;
    if (known && this.areCurrent && isSame(known.links.abouts, abouts) && isSame(known.labels, labels)) return known;
    const analyses = this.#options.analyses();
    const models = this.#options.installed();
    const schemas = analyses.filter(({ path }) => !isTestPath(path)).map(({ file }) => file.schema);
    const lookup = this.#options.lookup();
    const graph = new EntityGraph(schemas, lookup, this.#options.sources());
    const subjects = new Map([
      ...sensitiveFields(analyses).map(
        ({ path, subject: { entity, field }, subject }) => [fieldKey(path, entity.name, field.name), subject] as const,
      ),
      ...models.flatMap((model) => subjectsIn(model, graph)),
    ]);
    const sensitive = new Set(subjects.keys());
    const installed = models.flatMap(({ app, table, path, name }) => {
      const model = graph.entityAt(path, name);
      return model && !model.entity.abstract ? [[table, `${app}.${name}`, model] as const] : [];
    });
    const links = { graph, tables: new Tables(graph.entities, labels, installed), sensitive, abouts };
    return (this.#known = { revision: this.#options.revision(), lookup, labels, links, subjects });
  }
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

function isSame(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b]);
}
