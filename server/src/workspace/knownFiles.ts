import { languageOf } from "../engine/languages/registry.ts";
import { isProjectFile, projectTextOf } from "../engine/project/readProject.ts";
import type { AnalysedText } from "./analyse.ts";
import { isBelow } from "./paths.ts";

export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

export interface FileCounts {
  /** Files in a language that we read, left out ones included. */
  readonly seen: number;
  readonly read: number;
  readonly skipped: readonly Skipped[];
}

/** Why a link is skipped. What it leads to is read where it lies, if that is in the folder. */
export const LINK = "a symbolic link, which is not followed";

/** What is known of the files on disk: results, not texts, but for the few files that describe the project. */
export class KnownFiles {
  /** Of files that declare something or have problems. */
  readonly results = new Map<string, AnalysedText>();
  readonly projectTexts = new Map<string, string>();
  /** Where files lie, or would lie, that settings lead to. */
  #ledTo: ReadonlySet<string> = new Set();
  /** Files that declare nothing, and may use fields. */
  readonly #otherTexts = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #skipped = new Map<string, string>();

  counts(isPart: (path: string) => boolean): FileCounts {
    const seen = [...this.#seen].filter(isPart);
    const read = seen.filter((path) => !this.#skipped.has(path));
    const skipped = [...this.#skipped].filter(([path]) => isPart(path)).map(([path, reason]) => ({ path, reason }));
    return { seen: seen.length, read: read.length, skipped: skipped.sort(byPath) };
  }

  get paths(): readonly string[] {
    return [...new Set([...this.#seen, ...this.#skipped.keys(), ...this.projectTexts.keys(), ...this.#otherTexts])];
  }

  /** Files that may use fields. */
  get userPaths(): readonly string[] {
    return [...[...this.#seen].filter((path) => !this.#skipped.has(path)), ...this.#otherTexts];
  }

  has(path: string): boolean {
    return this.#seen.has(path);
  }

  /** Files in a language that we read, but for links: those that the limit counts. */
  get counted(): ReadonlySet<string> {
    return new Set([...this.#seen].filter((path) => this.#skipped.get(path) !== LINK));
  }

  /** Whether the project is known from it: by what it is called, or because settings lead to it. */
  isProjectFile(path: string): boolean {
    return this.#ledTo.has(path) || isProjectFile(path);
  }

  /** Says where settings lead to now. */
  leadTo(places: ReadonlySet<string>): void {
    this.#ledTo = places;
    for (const path of this.projectTexts.keys()) if (!this.isProjectFile(path)) this.projectTexts.delete(path);
  }

  /** Files that settings lead to and that are there, but were read before that was known. */
  get unreadLedTo(): readonly string[] {
    return [...this.#ledTo].filter(
      (path) => this.#seen.has(path) && !this.#skipped.has(path) && !this.projectTexts.has(path),
    );
  }

  see(path: string): void {
    if (languageOf(path)) this.#seen.add(path);
  }

  seeOtherText(path: string): void {
    this.#otherTexts.add(path);
  }

  /** Returns whether there is, or was, something to tell of the file. */
  store(path: string, text: string, result: AnalysedText): boolean {
    const hadResult = this.forget(path);
    this.see(path);
    if (this.isProjectFile(path)) this.projectTexts.set(path, projectTextOf(path, text));
    if (result.analysis === null && result.problems.length === 0) return hadResult;
    this.results.set(path, result);
    return true;
  }

  /** A file that is there and is not read. Returns whether there was something to tell of it before. */
  skip(path: string, reason: string): boolean {
    const hadResult = this.forget(path);
    this.see(path);
    this.#skipped.set(path, reason);
    return hadResult;
  }

  /** Why it is not read; undefined when it is, or is not known. */
  reasonOf(path: string): string | undefined {
    return this.#skipped.get(path);
  }

  skipLink(path: string): boolean {
    return this.skip(path, LINK);
  }

  /** Whether the way to the path leads through a link. */
  isBelowLink(path: string): boolean {
    return isBelow(path, (folder) => this.#skipped.get(folder) === LINK);
  }

  /** Returns whether there was something to tell of the file. */
  forget(path: string): boolean {
    this.#seen.delete(path);
    this.#otherTexts.delete(path);
    this.#skipped.delete(path);
    this.projectTexts.delete(path);
    return this.results.delete(path);
  }
}

export function isWanted(path: string): boolean {
  return languageOf(path) !== undefined || isProjectFile(path);
}

export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
