import type { AnalysedText, Analysing } from "./analyse.ts";

export interface OpenDocument {
  readonly version: number;
  readonly text: string;
  /** Undefined until somebody asks. */
  analysed: AnalysedText | undefined;
  /** Of this text, or of the one before it. */
  analysing: Analysing | null;
}

/** The documents open in an editor, and which of them are excluded: a matter of their paths, whatever is typed. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();
  readonly #excluded = new Map<string, boolean>();

  get paths(): readonly string[] {
    return [...this.#documents.keys()];
  }

  get entries(): Iterable<readonly [path: string, document: OpenDocument]> {
    return this.#documents;
  }

  has(path: string): boolean {
    return this.#documents.has(path);
  }

  get(path: string): OpenDocument | undefined {
    return this.#documents.get(path);
  }

  set(path: string, version: number, text: string): void {
    const analysing = this.#documents.get(path)?.analysing ?? null;
    this.#documents.set(path, { version, text, analysed: undefined, analysing });
  }

  close(path: string): boolean {
    this.#excluded.delete(path);
    return this.#documents.delete(path);
  }

  /** Forgets what was made of a text, or of all, by rules that hold no longer. */
  forgetAnalyses(paths: Iterable<string> = this.paths): void {
    for (const path of paths) {
      const document = this.#documents.get(path);
      if (document) document.analysed = undefined;
    }
  }

  /** Undefined as long as nobody has looked. */
  isExcluded(path: string): boolean | undefined {
    return this.#excluded.get(path);
  }

  /** Returns whether that is other than before. Nothing is kept of what is not open. */
  setExcluded(path: string, isExcluded: boolean): boolean {
    if (!this.#documents.has(path) || this.#excluded.get(path) === isExcluded) return false;
    this.#excluded.set(path, isExcluded);
    return true;
  }
}
