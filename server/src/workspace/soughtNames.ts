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

/** Stand where all fields of a model are named at once. */
const ALL_FIELDS = ["__all__", "exclude =", "exclude=", "HistoricalRecords", "auditlog.register", "reversion.register"];

/** What files are searched for. */
export class SoughtNames {
  readonly #fields: ReadonlyMap<string, SoughtField>;
  readonly #everywhere: Wanted;
  readonly #withModels: Wanted;
  readonly #models: NameSearch;

  constructor(fields: Iterable<SoughtField> = []) {
    this.#fields = new Map([...fields].map((field) => [keyOf(field), field]));
    const all = [...this.#fields.values()];
    this.#everywhere = wanted(all.filter(({ model }) => model === null));
    this.#withModels = wanted(all);
    this.#models = new NameSearch(all.flatMap(({ model }) => model ?? []));
  }

  get fields(): readonly SoughtField[] {
    return [...this.#fields.values()];
  }

  /** With these as well; the same object when all are among its own. None is ever taken out: to look for too many costs less. */
  with(fields: readonly SoughtField[]): SoughtNames {
    const isNew = fields.some((field) => !this.#fields.has(keyOf(field)));
    return isNew ? new SoughtNames([...this.#fields.values(), ...fields]) : this;
  }

  /** What one file is searched for. */
  in(text: string): Wanted {
    return this.#models.isIn(text) ? this.#withModels : this.#everywhere;
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
