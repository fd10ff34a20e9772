import type { Wanted } from "../engine/languages/django/uses/model.ts";
import { NameSearch } from "../engine/text/nameSearch.ts";

/** A field whose uses are looked for. */
export interface SoughtField {
  readonly name: string;
  /**
   * The model of a package that a file has to name to be searched for the field, whose name may be as common as `key`; null for fields
   * that models of the project have.
   */
  readonly model: string | null;
}

/** Stand where all fields of a model are named at once, or where objects and requests may be handed on as a whole. */
const ALL_FIELDS = [
  "__all__",
  "exclude =",
  "exclude=",
  "HistoricalRecords",
  "VersionAdmin",
  "register",
  "logger",
  "print",
  "request.POST",
  "request.data",
  "request.body",
  "request.headers",
  "request.META",
  "request.COOKIES",
];

const NONE: readonly string[] = [];

/** What files are searched for. */
export class SoughtNames {
  readonly #fields: ReadonlyMap<string, SoughtField>;
  readonly #everywhere: Wanted;
  readonly #withModels: Wanted;
  readonly #modelNames: ReadonlySet<string>;
  readonly #models: NameSearch;
  readonly #all: NameSearch;

  constructor(fields: Iterable<SoughtField> = []) {
    this.#fields = new Map([...fields].map((field) => [keyOf(field), field]));
    const all = [...this.#fields.values()];
    this.#everywhere = wanted(all.filter(({ model }) => model === null));
    this.#withModels = wanted(all);
    this.#modelNames = new Set(all.flatMap(({ model }) => model ?? []));
    this.#models = new NameSearch(this.#modelNames);
    this.#all = new NameSearch([...this.#withModels.names, ...this.#modelNames]);
  }

  get fields(): readonly SoughtField[] {
    return [...this.#fields.values()];
  }

  isFor(fields: readonly SoughtField[]): boolean {
    return (
      new Set(fields.map(keyOf)).size === this.#fields.size && fields.every((field) => this.#fields.has(keyOf(field)))
    );
  }

  /** With these as well; the same object when all are among its own. */
  with(fields: readonly SoughtField[]): SoughtNames {
    const isNew = fields.some((field) => !this.#fields.has(keyOf(field)));
    return isNew ? new SoughtNames([...this.#fields.values(), ...fields]) : this;
  }

  /** What one file is searched for. */
  in(text: string): Wanted {
    return this.#models.isIn(text) ? this.#withModels : this.#everywhere;
  }

  /** The names that stand in a text, those of models included. */
  standingIn(text: string): readonly string[] {
    const names = this.#all.namesIn(text);
    return names.length > 0 ? names : NONE;
  }

  /** Of the names that stand in a file, those of the fields that it is searched for: where they are the same, so is what is found. */
  soughtAmong(standing: readonly string[]): readonly string[] {
    const { names } = standing.some((name) => this.#modelNames.has(name)) ? this.#withModels : this.#everywhere;
    const sought = standing.filter((name) => names.has(name));
    // Kept for each file, and mostly the same.
    return sought.length === standing.length ? standing : sought;
  }

  /** Finds what has come since then, and the models that have. */
  since(before: SoughtNames): NameSearch {
    const added = [...this.#fields].filter(([key]) => !before.#fields.has(key));
    return new NameSearch(added.flatMap(([, { name, model }]) => (model === null ? name : [name, model])));
  }
}

function keyOf({ name, model }: SoughtField): string {
  return `${model ?? ""}.${name}`;
}

function wanted(fields: readonly SoughtField[]): Wanted {
  const names = new Set(fields.map(({ name }) => name));
  return { names, search: new NameSearch([...names, ...ALL_FIELDS]) };
}
