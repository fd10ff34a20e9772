import { Wanted } from "../engine/languages/django/uses/wanted.ts";
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

/** What is looked for in all files. */
export interface Sought {
  readonly fields: readonly SoughtField[];
  /** What gives an object of some model: the names of models and relations, and of the user. */
  readonly objects: readonly string[];
}

const NONE: readonly string[] = [];

/** What files are searched for. */
export class SoughtNames {
  readonly #fields: ReadonlyMap<string, SoughtField>;
  readonly #objects: ReadonlySet<string>;
  readonly #everywhere: Wanted;
  readonly #withModels: Wanted;
  readonly #modelNames: ReadonlySet<string>;
  readonly #words: NameSearch;

  constructor({ fields, objects }: Sought = { fields: [], objects: [] }) {
    this.#fields = new Map(fields.map((field) => [keyOf(field), field]));
    this.#objects = new Set(objects);
    const all = [...this.#fields.values()];
    this.#everywhere = new Wanted(namesOf(all.filter(({ model }) => model === null)), objects);
    this.#withModels = new Wanted(namesOf(all), objects);
    this.#modelNames = new Set(all.flatMap(({ model }) => model ?? []));
    this.#words = new NameSearch([...this.#withModels.words, ...this.#modelNames]);
  }

  get all(): Sought {
    return { fields: [...this.#fields.values()], objects: [...this.#objects] };
  }

  isFor({ fields, objects }: Sought): boolean {
    return (
      new Set(fields.map(keyOf)).size === this.#fields.size &&
      fields.every((field) => this.#fields.has(keyOf(field))) &&
      new Set(objects).size === this.#objects.size &&
      objects.every((name) => this.#objects.has(name))
    );
  }

  /** With these as well; the same object when all are among its own. */
  with({ fields, objects }: Sought): SoughtNames {
    const isNew =
      fields.some((field) => !this.#fields.has(keyOf(field))) || objects.some((name) => !this.#objects.has(name));
    if (!isNew) return this;
    return new SoughtNames({
      fields: [...this.#fields.values(), ...fields],
      objects: [...this.#objects, ...objects],
    });
  }

  /** All words in a text that tell whether it is to be read, in one pass. */
  wordsIn(text: string): readonly string[] {
    return this.#words.namesIn(text);
  }

  /** What is looked for in a file with these words; null when it is not to be read. */
  wantedAmong(words: readonly string[]): Wanted | null {
    const wanted = this.#wantedWith(words);
    return wanted.isAmong(words) ? wanted : null;
  }

  /** The names among the words, those of models included. */
  namesAmong(words: readonly string[]): readonly string[] {
    const { names } = this.#withModels;
    const found = words.filter((word) => names.has(word) || this.#modelNames.has(word) || this.#objects.has(word));
    return found.length > 0 ? found : NONE;
  }

  /** Of the names that stand in a file, those that it is searched for: where they are the same, so is what is found. */
  soughtAmong(standing: readonly string[]): readonly string[] {
    const { names } = this.#wantedWith(standing);
    const sought = standing.filter((name) => names.has(name) || this.#objects.has(name));
    // Kept for each file, and mostly the same.
    return sought.length === standing.length ? standing : sought;
  }

  #wantedWith(words: readonly string[]): Wanted {
    return words.some((word) => this.#modelNames.has(word)) ? this.#withModels : this.#everywhere;
  }

  /** Finds what has come since then, and the models that have. */
  since(before: SoughtNames): NameSearch {
    const fields = [...this.#fields].filter(([key]) => !before.#fields.has(key));
    const objects = [...this.#objects].filter((name) => !before.#objects.has(name));
    return new NameSearch([
      ...fields.flatMap(([, { name, model }]) => (model === null ? name : [name, model])),
      ...objects,
    ]);
  }
}

function keyOf({ name, model }: SoughtField): string {
  return `${model ?? ""}.${name}`;
}

function namesOf(fields: readonly SoughtField[]): readonly string[] {
  return fields.map(({ name }) => name);
}
