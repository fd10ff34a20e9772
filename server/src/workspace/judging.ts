import type { FileSchema } from "../engine/schema/schema.ts";
import {
  analyseAgain,
  analyseRead,
  type AnalysedText,
  type DecidedBy,
  type FileAnalysis,
  type ReadText,
  readText,
} from "./analyse.ts";
import type { FolderState } from "./folderState.ts";
import { byPath } from "./knownFiles.ts";
import type { Links } from "./links.ts";
import type { OpenDocument } from "./openDocuments.ts";
import { TimeSlice } from "./timeSlice.ts";

/** Decides what files declare, by the policy, by each other and by what the project says of its fields elsewhere. */
export class Judging {
  readonly #folder: FolderState;
  readonly #links: Links;

  constructor(folder: FolderState, links: Links) {
    this.#folder = folder;
    this.#links = links;
  }

  /** What decisions rest on now. */
  get decidedBy(): DecidedBy {
    return { policy: this.#folder.policy, declarations: this.#folder.declarations.current.content };
  }

  /** Whether a file was decided by what decisions rest on now. */
  isCurrent({ decidedBy }: AnalysedText): boolean {
    const { policy, declarations } = this.#folder;
    return decidedBy?.policy === policy && decidedBy.declarations === declarations.current.content;
  }

  /** What is known of a file so far; null when nothing is to be told of it, when it is excluded or has not been read. */
  known(path: string): AnalysedText | null {
    const { documents, onDisk } = this.#folder;
    const document = documents.get(path);
    if (!document) return onDisk.results.get(path) ?? null;
    return documents.isExcluded(path) === false ? this.document(path, document) : null;
  }

  /** Of all files that declare something, as far as they have been read, in order of their paths. */
  analyses(): readonly FileAnalysis[] {
    return this.unsortedAnalyses().sort(byPath);
  }

  unsortedAnalyses(): FileAnalysis[] {
    const { documents, onDisk } = this.#folder;
    return [...new Set([...onDisk.results.keys(), ...documents.paths])]
      .map((path) => this.known(path)?.analysis ?? null)
      .filter((analysis) => analysis !== null);
  }

  /** Of an open document that is not excluded, read now if need be. */
  document(path: string, document: OpenDocument): AnalysedText {
    if (document.analysed) return document.analysed;
    document.analysed =
      document.text.length > this.#folder.limits.fileBytes
        ? { analysis: null, problems: [] }
        : this.#analyseAgain(path, document);
    this.declares(path, document.analysed);
    return document.analysed;
  }

  #analyseAgain(path: string, open: OpenDocument): AnalysedText {
    return this.guarded(path, () => {
      const { version, text, analysing: before } = open;
      // A mistake of ours must not come back with every key.
      open.analysing = null;
      const { policy, declarations } = this.#folder;
      const { lookup, others } = this.#links;
      const document = { path, version, text };
      const found = analyseAgain(document, policy, lookup, declarations.current, others, before);
      open.analysing = found.analysing;
      return found.analysed;
    });
  }

  /** Of a text of whatever version, of which nothing is kept. */
  text(path: string, text: string): AnalysedText {
    return this.guarded(path, () => this.#judge(readText(path, text, this.#links.others)));
  }

  /** Of a file on disk. */
  onDisk(summary: ReadText): AnalysedText {
    return { ...this.#judge(summary), decidedBy: this.decidedBy };
  }

  /** The same from a schema, of a file of which all else is as before. */
  schema({ problems, mark }: AnalysedText, schema: FileSchema): AnalysedText {
    return this.guarded(schema.path, () => {
      const judged = this.onDisk({ schema, problems, asked: schema.asked, bases: [] });
      return mark ? { ...judged, mark } : judged;
    });
  }

  #judge(summary: ReadText): AnalysedText {
    const { policy, declarations } = this.#folder;
    return analyseRead(summary, null, policy, this.#links.lookup, declarations.current);
  }

  /** Tells the index of all files. */
  declares(path: string, { analysis, asking }: AnalysedText): void {
    this.#links.declares(path, analysis?.file.schema ?? null, asking);
  }

  /** A mistake of ours costs one file, not all. */
  guarded(path: string, analyse: () => AnalysedText): AnalysedText {
    try {
      return analyse();
    } catch (error) {
      this.#folder.onInternalError(path, error);
      this.#folder.filling?.unmark(path);
      const message = "could not be analysed because of a mistake in Fieldguard; please report it";
      return { analysis: null, problems: [{ path, line: 1, message }] };
    }
  }

  /** Decides everything anew. A newer policy takes over from an older one. */
  async reevaluate(): Promise<void> {
    const { documents, onDisk, changes, policy, declarations } = this.#folder;
    const { current } = declarations;
    const outdated = [...onDisk.results].flatMap(([path, known]) => (this.isCurrent(known) ? [] : path));
    const paths = [...documents.paths, ...onDisk.results.keys()];
    await this.decideAnew([...documents.paths, ...outdated]);
    if (this.#folder.policy === policy && declarations.current === current) changes.emit(paths, "rules");
  }

  /** From the schemas that are in memory. Returns the files of which something may be told now that was not before. */
  async decideAnew(paths: Iterable<string>): Promise<readonly string[]> {
    const { documents, clock, policy, declarations } = this.#folder;
    const { current } = declarations;
    const slice = new TimeSlice(clock);
    const changed: string[] = [];
    for (const path of paths) {
      const isOpen = documents.has(path);
      if (isOpen) documents.forgetAnalyses([path]);
      if (isOpen || this.#decideFileAnew(path)) changed.push(path);
      if (!slice.isOver) continue;
      await slice.pause();
      if (this.#folder.policy !== policy || declarations.current !== current) break;
    }
    return changed;
  }

  #decideFileAnew(path: string): boolean {
    const { results } = this.#folder.onDisk;
    const before = results.get(path);
    if (!before?.analysis) return false;
    const after = this.schema(before, before.analysis.file.schema);
    results.set(path, after);
    return decisionsOf(after) !== decisionsOf(before);
  }
}

function decisionsOf({ analysis }: AnalysedText): string {
  return JSON.stringify(analysis?.file.fields.map(({ classification }) => classification));
}
