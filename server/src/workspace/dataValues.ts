import { readFixtureValues } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import type { FoundValues, ValueField } from "../engine/project/values/foundValues.ts";
import { gatherValues, type PlacedValue } from "../engine/project/values/gatherValues.ts";
import type { ValueDetectors } from "../engine/project/values/model.ts";
import type { CacheStore, Clock } from "./ports.ts";
import { TimeSlice } from "./timeSlice.ts";

/** A sensitive field, and how a file calls it. */
export interface SoughtValue {
  /** `shop.customer` */
  readonly model: string;
  readonly name: string;
  readonly field: ValueField;
  /** What it holds. */
  readonly category: string | null;
}

export interface DataValuesOptions {
  readonly clock: Clock;
  /** Where what was found is kept until the next time. */
  readonly cacheStore: CacheStore | null;
  /** Null where there are none, as in a browser: then nothing is looked at. */
  readonly detectors: (() => Promise<ValueDetectors>) | null;
  /** Fixtures that hold values of sensitive fields, and of which. */
  readonly fixtures: () => ReadonlyMap<string, readonly SoughtValue[]>;
  /** Whether an open document stands for the file. */
  readonly isOpen: (path: string) => boolean;
  /** As it is now; null when it is gone or too large. */
  readonly text: (path: string) => Promise<string | null>;
  /** All files have been looked at. */
  readonly onLooked: () => void;
  readonly onInternalError: (path: string, error: unknown) => void;
}

/** What a file held when it was looked at. */
interface Looked {
  /** How the file is told from its next version; null when nothing tells it. */
  readonly stamp: string | null;
  /** Of the text. */
  readonly hash: string;
  /** What was looked for. */
  readonly sought: string;
  readonly found: readonly FoundValues[];
}

/**
 * Values in the files of the repository that look real. Nothing is read before somebody asks; then only files of which the uses say
 * that they hold sensitive fields, and after a change only what has changed.
 */
export class DataValues {
  readonly #options: DataValuesOptions;
  #looked: ReadonlyMap<string, Looked> = new Map();
  #wasRecalled = false;
  #running: Promise<void> | null = null;

  constructor(options: DataValuesOptions) {
    this.#options = options;
  }

  /** As far as files have been looked at, by path and in source order. */
  get found(): readonly FoundValues[] {
    const sorted = [...this.#looked].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.flatMap(([, { found }]) => found);
  }

  /** Looks at all that has changed. The uses have to be counted before. */
  async refresh(): Promise<void> {
    const { detectors } = this.#options;
    if (!detectors) return;
    await (this.#running ??= this.#lookAtAll(detectors).finally(() => {
      this.#running = null;
    }));
  }

  async #lookAtAll(detectors: () => Promise<ValueDetectors>): Promise<void> {
    const { clock, fixtures, cacheStore, onLooked } = this.#options;
    const slice = new TimeSlice(clock);
    if (!this.#wasRecalled && cacheStore) this.#looked = await recalled(cacheStore);
    this.#wasRecalled = true;
    const before = this.#looked;
    const looked = new Map<string, Looked>();
    for (const [path, sought] of fixtures()) {
      const found = await this.#lookAt(path, sought, before.get(path), detectors);
      if (found) looked.set(path, found);
      if (slice.isOver) await slice.pause();
    }
    this.#looked = looked;
    onLooked();
    const isSame = looked.size === before.size && [...looked].every(([path, each]) => before.get(path) === each);
    if (cacheStore && !isSame) await cacheStore.write("values", written(looked, slice));
  }

  async #lookAt(
    path: string,
    fields: readonly SoughtValue[],
    before: Looked | undefined,
    detectors: () => Promise<ValueDetectors>,
  ): Promise<Looked | null> {
    const { text: textOf, isOpen, cacheStore } = this.#options;
    const sought = JSON.stringify(fields);
    const known = before?.sought === sought ? before : undefined;
    // Before the file is read: what changes it later changes the stamp.
    const stamp = isOpen(path) ? null : (cacheStore?.stampOf(path) ?? null);
    if (known && stamp !== null && known.stamp === stamp) return known;
    const text = await textOf(path);
    if (text === null) return null;
    const hash = cacheStore?.hashOf(new TextEncoder().encode(text)) ?? "";
    if (known && hash !== "" && known.hash === hash) return known.stamp === stamp ? known : { ...known, stamp };
    return { stamp, hash, sought, found: this.#read(path, text, fields, await detectors()) };
  }

  /** A mistake of ours costs one file, not all. */
  #read(path: string, text: string, fields: readonly SoughtValue[], detectors: ValueDetectors): readonly FoundValues[] {
    try {
      return gatherValues(path, text, "fixture", valuesIn(path, text, fields), detectors);
    } catch (error) {
      this.#options.onInternalError(path, error);
      return [];
    }
  }
}

function* valuesIn(path: string, text: string, fields: readonly SoughtValue[]): Iterable<PlacedValue> {
  const known = new Map(fields.map((field) => [`${field.model} ${field.name}`, field]));
  for (const { model, name, start, value } of readFixtureValues(
    path,
    text,
    new Set(fields.map((each) => each.model)),
  )) {
    const sought = known.get(`${model} ${name}`);
    if (!sought || value === null) continue;
    yield { value, span: { start, end: start + name.length }, field: sought.field, category: sought.category };
  }
}

async function recalled(store: CacheStore): Promise<ReadonlyMap<string, Looked>> {
  const text = await store.read("values");
  return new Map(text === null ? [] : (JSON.parse(text) as [string, Looked][]));
}

async function* written(
  looked: ReadonlyMap<string, Looked>,
  slice: TimeSlice,
): AsyncGenerator<string, void, undefined> {
  let before = "[";
  for (const entry of looked) {
    yield before + JSON.stringify(entry);
    before = ",";
    if (slice.isOver) await slice.pause();
  }
  yield looked.size === 0 ? "[]" : "]";
}
