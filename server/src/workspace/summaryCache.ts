import { DECLARES_NOTHING, type ReadText, readText } from "./analyse.ts";
import type { CacheStore } from "./ports.ts";
import type { TimeSlice } from "./timeSlice.ts";

export interface SaveOptions {
  /** Whether the path is that of a file that the folder has now. */
  readonly isKnown: (path: string) => boolean;
  readonly isOvertaken: () => boolean;
  readonly slice: TimeSlice;
}

interface Fresh {
  readonly stamp: string;
  /** Empty for a file that declares nothing: to see that again costs less than to know the file again. */
  readonly hash: string;
  readonly summary: ReadText;
}

/**
 * What readers made of a folder's files when they were read last, for one reading of the folder. A file that has not changed
 * since is not opened; one that only looks changed (a fresh check-out) is not split into statements again.
 *
 * The first line of the text that is kept is the size of the largest file that was read. Each other line is a file: its path as JSON, stamp, hash and summary as JSON, the last two empty
 * where it declares nothing, with tabs between them.
 */
export class SummaryCache {
  readonly #store: CacheStore;
  /** The first line. */
  readonly #head: string;
  /** As they were written. A line is looked into only when its file is asked for. */
  readonly #lines: ReadonlyMap<string, string>;
  readonly #fresh = new Map<string, Fresh>();
  readonly #recalled = new Set<string>();
  /** As of this reading. */
  readonly #stamps = new Map<string, string>();

  /** `limit`: size of the largest file that is read. What was kept under another one is of no use. */
  constructor(store: CacheStore, limit: number) {
    this.#store = store;
    this.#head = String(limit);
    this.#lines = linesOf(store.read() ?? "", this.#head);
  }

  /** Before the file is read. */
  stampOf(path: string): string | null {
    const stamp = this.#store.stampOf(path);
    this.#stamps.set(path, stamp ?? "");
    return stamp;
  }

  /** Undefined when the file has to be read. */
  recall(path: string, stamp: string | null): ReadText | undefined {
    const line = this.#lines.get(path);
    if (line === undefined || stamp === null) return undefined;
    const kept = partsOf(line);
    if (kept.stamp !== stamp) return undefined;
    this.#recalled.add(path);
    return summaryOf(kept.summary);
  }

  /** What is to be made of a file that was read. `stamp`: from before that. */
  read(path: string, stamp: string | null, bytes: Uint8Array, text: string): ReadText {
    const unchanged = this.recall(path, stamp);
    if (unchanged) return unchanged;
    const line = this.#lines.get(path);
    const kept = line === undefined ? null : partsOf(line);
    const hash = kept === null || kept.hash === "" ? null : this.#store.hashOf(bytes);
    const summary = hash !== null && hash === kept?.hash ? summaryOf(kept.summary) : readText(path, text);
    if (summary === DECLARES_NOTHING) {
      if (stamp !== null) this.#fresh.set(path, { stamp, hash: "", summary });
    } else {
      // Without a stamp it is still known by its bytes.
      this.#fresh.set(path, { stamp: stamp ?? "", hash: hash ?? this.#store.hashOf(bytes), summary });
    }
    return summary;
  }

  /** Takes in what was made of a file when it was read once more, if it is still the one that was read before. */
  replace(path: string, bytes: Uint8Array, summary: ReadText): void {
    const stamp = this.#stamps.get(path);
    if (stamp === undefined || stamp !== (this.#store.stampOf(path) ?? "")) return;
    this.#recalled.delete(path);
    this.#fresh.set(path, { stamp, hash: this.#store.hashOf(bytes), summary });
  }

  /** Writes what is known now, if that is other than before. */
  async save({ isKnown, isOvertaken, slice }: SaveOptions): Promise<void> {
    const stays = (path: string): boolean => this.#recalled.has(path) || (!this.#fresh.has(path) && isKnown(path));
    const lines = [...this.#lines].flatMap(([path, line]) => (stays(path) ? line : []));
    if (this.#fresh.size === 0 && lines.length === this.#lines.size) return;
    for (const [path, { stamp, hash, summary }] of this.#fresh) {
      lines.push([JSON.stringify(path), stamp, hash, hash === "" ? "" : JSON.stringify(summary)].join("\t"));
      if (slice.isOver) await slice.pause();
      if (isOvertaken()) return;
    }
    await this.#store.write([this.#head, ...lines].join("\n"));
  }
}

function linesOf(text: string, head: string): ReadonlyMap<string, string> {
  const [first, ...lines] = text.split("\n");
  if (first !== head) return new Map();
  return new Map(lines.map((line) => [JSON.parse(line.slice(0, line.indexOf("\t"))) as string, line]));
}

function partsOf(line: string): { readonly stamp: string; readonly hash: string; readonly summary: string } {
  const [, stamp, hash, summary] = line.split("\t", 4) as [string, string, string, string];
  return { stamp, hash, summary };
}

function summaryOf(json: string): ReadText {
  return json === "" ? DECLARES_NOTHING : (JSON.parse(json) as ReadText);
}
