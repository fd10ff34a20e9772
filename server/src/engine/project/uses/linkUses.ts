import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { ClassAbout, FileUses, RawUse, UseKind } from "../../schema/rawUses.ts";
import type { UseReceiver } from "../../schema/useReceiver.ts";
import type { FileSchema } from "../../schema/schema.ts";
import { lineNumberAt } from "../../text/lineIndex.ts";
import type { DeclaredField, EntityGraph, Step } from "./entityGraph.ts";
import type { Tables } from "./tables.ts";
import { addTo } from "../../text/addTo.ts";

/**
 * `sure`: the code says whose field it is. `likely`: a variable, a relation or a class is called after the entity.
 * `by name`: nothing but the name of the field tells.
 */
export type Certainty = "sure" | "likely" | "by name";

/** A use of one field, as declared. */
export interface LinkedUse {
  readonly path: string;
  /** Of the file. */
  readonly lines: FileUses["lines"];
  readonly use: RawUse;
  readonly certainty: Certainty;
  /** Where it is declared. */
  readonly field: FieldKey;
  /** The model that it was named as a field of: the one that declares it, or a child of that. */
  readonly model: ModelKey;
}

/** Where a field is declared, as one text. */
export type FieldKey = string;

/** A model and the file that declares it. */
export interface ModelKey {
  readonly path: string;
  readonly entity: string;
}

export function fieldKey(path: string, entity: string, field: string): FieldKey {
  return `${path} ${entity}.${field}`;
}

/** What `fieldKey` was made of. */
export function partsOf(key: FieldKey): { readonly path: string; readonly entity: string; readonly field: string } {
  const space = key.lastIndexOf(" ");
  const dot = key.lastIndexOf(".");
  return { path: key.slice(0, space), entity: key.slice(space + 1, dot), field: key.slice(dot + 1) };
}

/** What linking has to know of the whole project. */
export interface UseLinks {
  readonly graph: EntityGraph;
  readonly tables: Tables;
  readonly sensitive: ReadonlySet<FieldKey>;
  /** Models that classes of other files speak of, by the classes' names. */
  readonly abouts: ReadonlyMap<string, readonly AboutElsewhere[]>;
}

export interface AboutElsewhere extends Omit<ClassAbout, "name"> {
  readonly path: string;
}

export function aboutsOf(files: Iterable<readonly [path: string, uses: FileUses]>): UseLinks["abouts"] {
  const abouts = new Map<string, AboutElsewhere[]>();
  for (const [path, { abouts: told }] of files) {
    for (const { name, ...about } of told) {
      addTo(abouts, name, { path, ...about });
    }
  }
  return abouts;
}

/** The uses of sensitive fields in a file; what means another field, or none, is left out. */
export function linkUses(
  path: string,
  uses: FileUses,
  schema: FileSchema | null,
  links: UseLinks,
): readonly LinkedUse[] {
  const linker = linkerOf(path, uses, schema, links);
  return uses.uses.flatMap((use) =>
    linker.link(use).map(({ field, model, certainty, behind }) => ({
      path,
      lines: uses.lines,
      use: behind.length > 0 && IN_QUERIES.has(use.kind) ? comparedBy(use, behind) : use,
      certainty,
      field: keyOf(field),
      model: { path: model.schema.path, entity: model.entity.name },
    })),
  );
}

/** `email__domain__in`: what comes behind a field that leads nowhere is how it compares, as its class or a `register_lookup` says. */
function comparedBy(use: RawUse, behind: readonly string[]): RawUse {
  return { ...use, lookup: [...behind, ...(use.lookup === null ? [] : [use.lookup])].join("__") };
}

const IN_QUERIES: ReadonlySet<UseKind> = new Set(["lookup", "filter", "search", "ordering", "selection", "expression"]);

/** Says what is meant in a file, for those who go through it themselves. */
export function linkerOf(path: string, uses: FileUses, schema: FileSchema | null, links: UseLinks): FileLinker {
  return new FileLinker(path, schema ?? schemaWithout(path, importedBy(uses)), uses.abouts, links);
}

export interface Meant {
  readonly field: DeclaredField;
  readonly model: DeclaredEntity;
  readonly certainty: Certainty;
  /** What of the path is no field. */
  readonly behind: readonly string[];
  /** Because all fields of the model are named at once. */
  readonly isOneOfAll?: true;
}

const NOWHERE = { start: 0, end: 0 };

const NOTHING: readonly Meant[] = [];

/** More fields than these are not told by a name that they share. */
const MOST_NAMED = 3;

export class FileLinker {
  readonly #path: string;
  readonly #schema: FileSchema;
  readonly #abouts: readonly ClassAbout[];
  readonly #links: UseLinks;
  readonly #user: DeclaredEntity | null;

  constructor(path: string, schema: FileSchema, abouts: readonly ClassAbout[], links: UseLinks) {
    this.#path = path;
    this.#schema = schema;
    this.#abouts = abouts;
    this.#links = links;
    this.#user = links.graph.userFor(schema);
  }

  /** The sensitive fields that a use means. */
  link(use: RawUse): readonly Meant[] {
    // What stands on the way to all fields of another model is given by itself elsewhere.
    const isNested = use.by === "Meta.depth";
    return this.#from(use.receiver, this.#schema, use, 0).filter(
      ({ field, isOneOfAll }) => this.#isSensitive(field) && (!isNested || isOneOfAll),
    );
  }

  /** The models whose objects are meant by what relations lead to from a receiver. */
  models(receiver: UseReceiver, path: readonly string[]): readonly Pick<Meant, "model" | "certainty">[] {
    const use: RawUse = { kind: "read", by: "", path: [...path, "*"], lookup: null, span: NOWHERE, receiver };
    const found = this.#from(receiver, this.#schema, use, 0).filter(({ isOneOfAll }) => isOneOfAll);
    return [...new Map(found.map((meant) => [meant.model.entity, meant])).values()];
  }

  /** What may be in the data of a form or serializer, by its class; null where that speaks of no model. */
  sent(name: string): Pick<ClassAbout, "only" | "except"> | null {
    const own = this.#abouts.find((about) => about.name === name);
    const known = own ? [own] : (this.#links.abouts.get(name.slice(name.lastIndexOf(".") + 1)) ?? []);
    return known.length > 1 ? {} : (known[0] ?? null);
  }

  #from(receiver: UseReceiver, schema: FileSchema, use: RawUse, depth: number): readonly Meant[] {
    switch (receiver.kind) {
      case "class": {
        const declared = this.#entity(receiver.name, schema);
        if (declared) return this.#walk(declared, use, "sure");
        return use.path.length > 1 ? this.#byRelation(use) : NOTHING;
      }
      case "user":
        return this.#user ? this.#walk(this.#user, use, "sure") : NOTHING;
      case "about": {
        const about = depth === 0 ? this.#about(receiver.name) : null;
        if (about) return this.#from(about.model, about.schema, use, depth + 1);
        return this.#named(receiver.name.replace(SPEAKING, ""), use);
      }
      case "label": {
        const models = this.#links.tables.labelled(receiver.name);
        return models.flatMap((declared) => this.#walk(declared, use, "sure"));
      }
      case "tables": {
        const tables = receiver.names.map((name) => this.#links.tables.called(name));
        const meant = [...new Set(tables.flat())].flatMap((declared) => this.#walk(declared, use, "likely"));
        // A table that nobody knows may have a column of that name, too.
        const isSure = meant.length === 1 && tables.every((models) => models.length > 0);
        return isSure ? meant.map((only) => ({ ...only, certainty: "sure" })) : meant;
      }
      case "name":
        return this.#named(receiver.name, use);
      case "unknown":
        return this.#byRelation(use);
    }
  }

  #entity(name: string, schema: FileSchema): DeclaredEntity | null {
    const { graph } = this.#links;
    // Where the project has another user model, Django's has no table.
    return (name === DJANGO_USER ? graph.userFor(schema) : null) ?? graph.find(name, schema);
  }

  #about(name: string): { readonly model: UseReceiver; readonly schema: FileSchema } | null {
    const own = this.#abouts.find((about) => about.name === name);
    if (own) return { model: own.model, schema: this.#schema };
    const elsewhere = this.#links.abouts.get(name.slice(name.lastIndexOf(".") + 1)) ?? [];
    const [only] = elsewhere;
    if (!only || elsewhere.length > 1) return null;
    const schema = this.#links.graph.schemaOf(only.path) ?? schemaWithout(only.path, importedIn([only.model]));
    return { model: only.model, schema };
  }

  /** Follows the path from an entity on: what it passes and where it ends. */
  #walk(from: DeclaredEntity, use: RawUse, certainty: Certainty, start = 0): readonly Meant[] {
    const { graph } = this.#links;
    const found: Meant[] = [];
    let at: DeclaredEntity | null = from;
    for (const [index, name] of use.path.entries()) {
      if (!at) break;
      if (index < start) continue;
      if (name === "*" && index < use.path.length - 1) {
        const rest = { ...use, path: use.path.slice(index + 1) };
        for (const each of graph.fieldsOf(at)) {
          const target = graph.target(each);
          if (target) found.push(...this.#walk(target, rest, certainty));
        }
        break;
      }
      if (name === "*") {
        const model = at;
        const all = graph.fieldsOf(at).filter(({ field }) => use.except?.includes(field.name) !== true);
        found.push(...all.map((field) => ({ field, model, certainty, behind: [], isOneOfAll: true as const })));
        break;
      }
      const step: Step | null = use.kind === "sql" ? graph.column(at, name) : graph.step(at, name);
      if (!step) break;
      const behind =
        step.kind === "field" && step.found.field.type.shape === "relation" ? [] : use.path.slice(index + 1);
      if (step.kind === "field") found.push({ field: step.found, model: at, certainty, behind });
      at = step.target;
    }
    return found;
  }

  /** By what a variable is called. */
  #named(name: string, use: RawUse): readonly Meant[] {
    const { graph } = this.#links;
    if (name === "user" && this.#user) return this.#walk(this.#user, use, "likely");
    const called = graph
      .calledLike(name)
      .filter((declared) => use.path[0] === "*" || graph.step(declared, use.path[0]!));
    if (called.length > 0) return this.#nearest(called, use, 0);
    // Something of that name is known, and has no such field.
    if (graph.calledLike(name).length > 0 && use.path.length === 1) return NOTHING;
    return this.#byRelation(use);
  }

  /** By what the last relation on the way is called, or else by the field's name alone. */
  #byRelation(use: RawUse): readonly Meant[] {
    const { graph } = this.#links;
    for (let at = use.path.length - 2; at >= 0; at--) {
      const name = use.path[at]!;
      if (name === "user" && !this.#user) return NOTHING;
      const called =
        name === "user" && this.#user
          ? [this.#user]
          : graph.calledLike(name).filter((declared) => graph.step(declared, use.path[at + 1]!));
      if (called.length > 0) return this.#nearest(called, use, at + 1);
      if (graph.calledLike(name).length > 0) return NOTHING;
    }
    return this.#byName(use);
  }

  /** Of several entities with the same name those of the same part of the project, if there are some. */
  #nearest(called: readonly DeclaredEntity[], use: RawUse, start: number): readonly Meant[] {
    const [only] = called;
    if (only && called.length === 1) return this.#walk(only, use, "likely", start);
    const app = this.#path.split("/")[0]!;
    const near = called.filter(({ schema }) => schema.path.startsWith(`${app}/`));
    if (near.length === 1) return this.#walk(near[0]!, use, "likely", start);
    const candidates = near.length > 0 ? near : called;
    if (candidates.length > MOST_NAMED) return NOTHING;
    return candidates.flatMap((declared) => this.#walk(declared, use, "by name", start));
  }

  #byName(use: RawUse): readonly Meant[] {
    const [name, ...more] = use.path;
    // A form or serializer without a model takes what a person enters, and what a relation is that nobody knows, nobody knows.
    if (name === undefined || more.length > 0 || use.kind === "form" || use.kind === "serializer") return NOTHING;
    // Of other ways to name a field an attribute is the one that anything may have.
    const most = use.kind === "read" || use.kind === "write" || use.kind === "template" ? 1 : MOST_NAMED;
    const { graph } = this.#links;
    const declared = use.kind === "sql" ? graph.fieldsInColumn(name) : graph.fieldsCalled(name);
    if (declared.length > most) return NOTHING;
    return declared.map((field) => ({ field, model: field.declared, certainty: "by name" as const, behind: [] }));
  }

  #isSensitive(field: DeclaredField): boolean {
    return this.#links.sensitive.has(keyOf(field));
  }
}

const DJANGO_USER = "django.contrib.auth.models.User";

/** Endings of classes that speak of a model. */
const SPEAKING = /^.*\.|(?:Manager|QuerySet|Form|Serializer)$/g;

/** `shop/views.py:12` */
export function lineOf({ path, lines, use }: LinkedUse): string {
  return `${path}:${lineNumberAt(lines, use.span.start)}`;
}

export function keyOf({ declared, field }: DeclaredField): FieldKey {
  return fieldKey(declared.schema.path, declared.entity.name, field.name);
}

function importedBy({ uses, abouts }: FileUses): readonly string[] {
  return importedIn([...uses.map(({ receiver }) => receiver), ...abouts.map(({ model }) => model)]);
}

/** Names in full stand where imports tell. */
function importedIn(receivers: readonly UseReceiver[]): readonly string[] {
  const names = receivers.flatMap((receiver) => (receiver.kind === "class" ? receiver.name : []));
  return [...new Set(names)].filter((name) => name.includes("."));
}

/** Of a file that declares nothing. */
function schemaWithout(path: string, imports: readonly string[]): FileSchema {
  return {
    language: "django",
    path,
    lines: [0],
    entities: [],
    directives: [],
    problems: [],
    imports,
    module: null,
    asked: [],
  };
}
