import type { Project } from "../engine/project/model.ts";
import type { ModuleNames } from "../engine/project/moduleIndex.ts";
import { type Installation, installationOf } from "../engine/project/thirdParty/installation.ts";
import type { FileUses, ModuleFunctions } from "../engine/schema/rawUses.ts";
import { hashOfTexts } from "./hashOfTexts.ts";
import type { CacheStore } from "./ports.ts";
import type { Sought } from "./soughtNames.ts";
import type { TimeSlice } from "./timeSlice.ts";

/** What a file was found to use. */
export interface FoundUses {
  /** How it is told from its next version; null when nothing tells it. */
  readonly stamp: string | null;
  /** All names in it that are sought, and those that were once. */
  readonly standing: readonly string[];
  /** Those of them that were sought when it was read: what was found hangs on them. */
  readonly sought: readonly string[];
  /** Null for nothing. */
  readonly uses: FileUses | null;
  /** What its functions do with what they are handed, if calls have led there. */
  readonly functions?: ModuleFunctions;
  /** What it is as a module, if names have led there only when uses were linked. */
  readonly names?: ModuleNames;
}

/** Of the whole text. */
interface Head {
  /** Size of the largest file that was read. */
  readonly limit: number;
  /** What each of the files was searched for, at any time. */
  readonly sought: Sought;
  /** How many fields there were when all files were searched. */
  readonly soughtAtFirst: number;
  readonly installation: KeptInstallation;
}

interface KeptInstallation {
  /** Hash of the project's files that say it. */
  readonly texts: string;
  readonly says: Installation;
}

export interface OpenOptions {
  readonly store: CacheStore;
  /** Size of the largest file that is read. */
  readonly limit: number;
  /** Told of our own mistakes. */
  readonly onInternalError: (path: string, error: unknown) => void;
}

/** Once so many times as many fields are looked for as at first, most may be of no use any more, and all files are searched anew. */
const MOST_GROWTH = 2;
const GROWTH_OF_SMALL = 100;

const LINES_AT_ONCE = 500;

/** Where the files of a folder used fields when they were searched last: a line with the head, then one for each file. */
export class UsesCache {
  readonly #store: CacheStore;
  readonly #limit: number;
  readonly #onInternalError: (path: string, error: unknown) => void;
  readonly #head: Head | null;
  /** As they were written. */
  readonly #lines: ReadonlyMap<string, string>;
  readonly #recalled = new Map<string, FoundUses>();

  private constructor(
    { store, limit, onInternalError }: OpenOptions,
    head: Head | null,
    lines: ReadonlyMap<string, string>,
  ) {
    this.#store = store;
    this.#limit = limit;
    this.#onInternalError = onInternalError;
    this.#head = head;
    this.#lines = lines;
  }

  static async open(options: OpenOptions, slice: TimeSlice): Promise<UsesCache> {
    const { store, limit } = options;
    const [first, ...rest] = (await store.read("uses"))?.split("\n") ?? [];
    const head = first === undefined ? null : (JSON.parse(first) as Head);
    const isOfUse =
      head?.limit === limit && head.sought.fields.length <= head.soughtAtFirst * MOST_GROWTH + GROWTH_OF_SMALL;
    const lines = new Map<string, string>();
    if (!isOfUse) return new UsesCache(options, null, lines);
    for (const line of rest) {
      lines.set(JSON.parse(line.slice(0, line.indexOf("\t"))) as string, line);
      if (slice.isOver) await slice.pause();
    }
    return new UsesCache(options, head, lines);
  }

  /** What all files that are recalled were searched for. */
  get sought(): Sought {
    return this.#head?.sought ?? { fields: [], objects: [] };
  }

  /** What a project's files say of the apps that it installs; null when they say perhaps something else than those of before. */
  installationOf({ texts }: Project): Installation | null {
    const kept = this.#head?.installation;
    return kept?.texts === hashOfTexts(texts, this.#store) ? kept.says : null;
  }

  /** Undefined when the file has to be searched. */
  recall(path: string, stamp: string): FoundUses | undefined {
    const [, kept, rest = ""] = this.#lines.get(path)?.split("\t") ?? [];
    if (kept !== stamp) return undefined;
    try {
      const found = { stamp, ...(rest === "" ? NOTHING_FOUND : unpacked(rest)) };
      this.#recalled.set(path, found);
      return found;
    } catch (error) {
      // It costs that the file is searched, and nothing else.
      this.#onInternalError(path, error);
      return undefined;
    }
  }

  /** Writes what is known now, if that is other than before. */
  async save(
    { sought, project }: { readonly sought: Sought; readonly project: Project },
    files: ReadonlyMap<string, FoundUses>,
    slice: TimeSlice,
  ): Promise<void> {
    const texts = hashOfTexts(project.texts, this.#store);
    const told = [...files].filter(([, { stamp }]) => stamp !== null);
    const isSame =
      this.#head?.installation.texts === texts &&
      this.#head.sought.fields.length === sought.fields.length &&
      this.#head.sought.objects.length === sought.objects.length &&
      this.#lines.size === told.length &&
      told.every(([path, found]) => this.#recalled.get(path) === found);
    if (isSame) return;
    const head: Head = {
      limit: this.#limit,
      sought,
      soughtAtFirst: this.#head?.soughtAtFirst ?? sought.fields.length,
      installation: { texts, says: installationOf(project.settings) },
    };
    await this.#store.write("uses", this.#written(head, told, slice));
  }

  async *#written(
    head: Head,
    files: readonly (readonly [path: string, found: FoundUses])[],
    slice: TimeSlice,
  ): AsyncGenerator<string, void, undefined> {
    yield JSON.stringify(head);
    for (let index = 0; index < files.length; index += LINES_AT_ONCE) {
      const lines = files.slice(index, index + LINES_AT_ONCE).map(([path, found]) => this.#lineOf(path, found));
      yield `\n${lines.join("\n")}`;
      if (slice.isOver) await slice.pause();
    }
  }

  #lineOf(path: string, found: FoundUses): string {
    const kept = this.#recalled.get(path) === found ? this.#lines.get(path) : undefined;
    return (
      kept ??
      `${JSON.stringify(path)}\t${found.stamp ?? ""}\t${found.uses || found.functions || found.names || found.standing.length > 0 ? packed(found) : ""}`
    );
  }
}

type Kept = Omit<FoundUses, "stamp">;

/** Of a file that is not searched, or holds no name. */
export const NOTHING_FOUND: Kept = { standing: [], sought: [], uses: null };

/** Lengths of lines take less room than where they start. */
function packed({ uses, functions, ...found }: Kept): string {
  return JSON.stringify({ ...found, uses: uses && withLengths(uses), functions: functions && withLengths(functions) });
}

function unpacked(text: string): Kept {
  const { uses, functions, ...found } = JSON.parse(text) as Kept;
  return { ...found, uses: uses && withStarts(uses), ...(functions && { functions: withStarts(functions) }) };
}

function withLengths<T extends Pick<FileUses, "lines">>(told: T): T {
  return { ...told, lines: told.lines.map((start, index) => start - (told.lines[index - 1] ?? 0)) };
}

function withStarts<T extends Pick<FileUses, "lines">>(told: T): T {
  let start = 0;
  return { ...told, lines: told.lines.map((length) => (start += length)) };
}
