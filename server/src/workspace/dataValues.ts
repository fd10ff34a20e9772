import type { DataCell, DataColumn, KnownColumns } from "../engine/languages/data/cells.ts";
import { codeCells } from "../engine/languages/data/codeCells.ts";
import { cellsOf } from "../engine/languages/data/dataFiles.ts";
import { readFixtureValues } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import type { DataSource, FoundValues, ValueField } from "../engine/project/values/foundValues.ts";
import { gatherSecrets } from "../engine/project/secrets/gatherSecrets.ts";
import type { FoundSecret } from "../engine/project/secrets/model.ts";
import { mayHoldSecret } from "../engine/project/secrets/secretFiles.ts";
import { type DataText, gatherValues, type PlacedValue } from "../engine/project/values/gatherValues.ts";
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
  /** Files of rows: dumps of databases and separated values. */
  readonly rowFiles: () => readonly string[];
  /** Python that may write values itself. */
  readonly codeFiles: () => readonly string[];
  /** Files that may hold secrets. */
  readonly secretFiles: () => readonly string[];
  /** What a column of one holds; null for nothing sensitive. */
  readonly inColumn: (column: DataColumn) => Pick<SoughtValue, "field" | "category"> | null;
  /** The columns of a model's table, in their order. */
  readonly columnsOf: (table: string) => readonly string[];
  /** Another text once a column may mean something else. */
  readonly columns: () => string;
  /** Whether an open document stands for the file. */
  readonly isOpen: (path: string) => boolean;
  /** As it is now; null when it is gone. */
  readonly text: (path: string) => Promise<DataText | null>;
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
  readonly secrets: readonly FoundSecret[];
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

  /** Likewise. */
  get secrets(): readonly FoundSecret[] {
    const sorted = [...this.#looked].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.flatMap(([, { secrets }]) => secrets);
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
    const { clock, cacheStore, onLooked } = this.#options;
    const slice = new TimeSlice(clock);
    if (!this.#wasRecalled && cacheStore) this.#looked = await recalled(cacheStore);
    this.#wasRecalled = true;
    const before = this.#looked;
    const looked = new Map<string, Looked>();
    for (const [path, reading] of this.#readings()) {
      const found = await this.#lookAt(path, reading, before.get(path), detectors);
      if (found) looked.set(path, found);
      if (slice.isOver) await slice.pause();
    }
    this.#looked = looked;
    onLooked();
    const isSame = looked.size === before.size && [...looked].every(([path, each]) => before.get(path) === each);
    if (cacheStore && !isSame) await cacheStore.write("values", written(looked, slice));
  }

  /** How each file is to be read. */
  #readings(): ReadonlyMap<string, Reading> {
    const { fixtures, rowFiles, codeFiles, secretFiles, columns, cacheStore } = this.#options;
    const readings = new Map<string, Reading>(secretFiles().map((path) => [path, ONLY_SECRETS]));
    const add = (path: string, held: HeldValues): void => {
      readings.set(path, { held, forSecrets: readings.has(path) });
    };
    for (const [path, fields] of fixtures()) {
      add(path, {
        source: "fixture",
        sought: JSON.stringify(fields),
        values: (text) => valuesIn(path, text, fields),
      });
    }
    const [rows, code] = [rowFiles(), codeFiles()];
    const sought =
      rows.length + code.length === 0 ? "" : (cacheStore?.hashOf(new TextEncoder().encode(columns())) ?? "");
    for (const path of rows)
      add(path, { source: "rows", sought, values: (text) => this.#placed((known) => cellsOf(path, text, known)) });
    for (const path of code)
      add(path, { source: "code", sought, values: (text) => this.#placed((known) => codeCells(text, known)) });
    return readings;
  }

  /** The cells of columns that hold something sensitive, as values of its fields. */
  *#placed(cells: (known: KnownColumns) => Iterable<DataCell>): Iterable<PlacedValue> {
    const { inColumn, columnsOf } = this.#options;
    const meant = new Map<DataColumn, Pick<SoughtValue, "field" | "category">>();
    const wants = (column: DataColumn): boolean => {
      const found = inColumn(column);
      if (found) meant.set(column, found);
      return found !== null;
    };
    for (const { column, value } of cells({ wants, columnsOf }))
      yield { value, span: column.span, ...meant.get(column)! };
  }

  async #lookAt(
    path: string,
    { held, forSecrets }: Reading,
    before: Looked | undefined,
    detectors: () => Promise<ValueDetectors>,
  ): Promise<Looked | null> {
    const { text: textOf, isOpen, cacheStore } = this.#options;
    const sought = `${forSecrets ? "secrets " : ""}${held?.sought ?? ""}`;
    const known = before?.sought === sought ? before : undefined;
    // Before the file is read: what changes it later changes the stamp.
    const stamp = isOpen(path) ? null : (cacheStore?.stampOf(path) ?? null);
    if (known && stamp !== null && known.stamp === stamp) return known;
    const read = await textOf(path);
    if (read === null) return null;
    const { text } = read;
    const hash = cacheStore?.hashOf(new TextEncoder().encode(text)) ?? "";
    if (known && hash !== "" && known.hash === hash) return known.stamp === stamp ? known : { ...known, stamp };
    const looked = { stamp, hash, sought };
    try {
      const [first, ...others] = held?.values(text) ?? [];
      const found = held && first ? gatherValues(path, read, held.source, [first, ...others], await detectors()) : [];
      const secrets = forSecrets && mayHoldSecret(text) ? gatherSecrets(path, text, await detectors()) : [];
      return { ...looked, found, secrets };
    } catch (error) {
      // A mistake of ours costs one file, not all.
      this.#options.onInternalError(path, error);
      return { ...looked, found: [], secrets: [] };
    }
  }
}

/** What is looked for in a file. */
interface Reading {
  /** Null where it holds no values of fields. */
  readonly held: HeldValues | null;
  readonly forSecrets: boolean;
}

interface HeldValues {
  readonly source: DataSource;
  /** What is looked for, as one text. */
  readonly sought: string;
  readonly values: (text: string) => Iterable<PlacedValue>;
}

const ONLY_SECRETS: Reading = { held: null, forSecrets: true };

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
