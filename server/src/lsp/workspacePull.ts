import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Clock } from "../workspace/ports.ts";
import { TimeSlice } from "../workspace/timeSlice.ts";
import { keyOf } from "./uris.ts";

/** Bursts of changes are looked at once. */
const QUIET_MILLISECONDS = 100;
/** A larger part is sent in several. */
const MOST_IN_A_PART = 100;

export interface WorkspacePullOptions {
  readonly clock: Clock;
  /** What the client has already, by the URIs that it was told of. */
  readonly previous: readonly { readonly uri: string; readonly value: string }[];
  /** Sends a part of the answer; null for a client that wants all of it at once. */
  readonly sendPart: ((items: WorkspaceDocumentDiagnosticReport[]) => Promise<void>) | null;
  /** Keys of all files of which something may be told. */
  readonly allKeys: () => Iterable<string>;
  /** Null for a document that is open: the client asks for that one itself. */
  readonly look: (key: string) => Promise<FileDiagnostics | null>;
}

export interface FileDiagnostics {
  readonly uri: string;
  /** Stays the same while the items do. */
  readonly resultId: string;
  readonly items: Diagnostic[];
}

/**
 * One request for the diagnostics of the whole workspace. It stays open, so that nobody has to ask again and again: a
 * client that takes parts gets each change as one, until it cancels the request; another one is answered as soon as
 * there is something that it does not have.
 */
export class WorkspacePull {
  readonly #options: WorkspacePullOptions;
  /** Ids of what the client has, by key; without the files of which it has nothing. */
  readonly #had = new Map<string, { readonly uri: string; readonly id: string; readonly isConfirmed: boolean }>();
  readonly #changed = new Set<string>();
  #mayAllHaveChanged = true;
  #isOver = false;
  #wake = (): void => undefined;

  constructor(options: WorkspacePullOptions) {
    this.#options = options;
    for (const { uri, value } of options.previous) {
      const key = keyOf(uri);
      if (key !== null) this.#had.set(key, { uri, id: value, isConfirmed: false });
    }
  }

  filesChanged(keys: Iterable<string>): void {
    for (const key of keys) this.#changed.add(key);
    this.#wake();
  }

  allChanged(): void {
    this.#mayAllHaveChanged = true;
    this.#wake();
  }

  /** A document was closed: what the client shows of it is no longer what it was told here. */
  closed(key: string): void {
    const had = this.#had.get(key);
    if (had) this.#had.set(key, { ...had, id: "" });
    this.filesChanged([key]);
  }

  /** The client does not wait any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** What is left to say when the request ends. */
  async run(): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const { sendPart } = this.#options;
    while (!this.#isOver) {
      const reports: WorkspaceDocumentDiagnosticReport[] = [];
      const slice = new TimeSlice(this.#options.clock);
      for (const key of this.#takeChanged()) {
        if (this.#hasEnded()) return [];
        const report = await this.#report(key);
        if (report) reports.push(report);
        if (!slice.isOver && reports.length < MOST_IN_A_PART) continue;
        if (sendPart && reports.length > 0) await sendPart(reports.splice(0));
        await slice.pause();
      }
      if (sendPart && reports.length > 0) await sendPart(reports);
      else if (reports.some(({ kind }) => kind === DocumentDiagnosticReportKind.Full)) return reports;
      await this.#change();
    }
    return [];
  }

  #hasEnded(): boolean {
    return this.#isOver;
  }

  /** Each key once, also those of files that are gone. */
  #takeChanged(): readonly string[] {
    const keys = new Set(this.#changed);
    this.#changed.clear();
    if (!this.#mayAllHaveChanged) return [...keys];
    this.#mayAllHaveChanged = false;
    return [...new Set([...keys, ...this.#options.allKeys(), ...this.#had.keys()])];
  }

  /** Null for what the client has heard in this request, and for files of which there is nothing to say. */
  async #report(key: string): Promise<WorkspaceDocumentDiagnosticReport | null> {
    const found = await this.#options.look(key);
    if (!found) return null;
    const had = this.#had.get(key);
    if (found.items.length === 0) {
      this.#had.delete(key);
      return had ? { kind: DocumentDiagnosticReportKind.Full, uri: had.uri, version: null, items: [] } : null;
    }
    const { uri, resultId, items } = found;
    this.#had.set(key, { uri, id: resultId, isConfirmed: true });
    if (had?.id === resultId) {
      return had.isConfirmed ? null : { kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId };
    }
    return { kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items };
  }

  /** Resolves a little after the next change. */
  async #change(): Promise<void> {
    while (!this.#isOver && !this.#mayAllHaveChanged && this.#changed.size === 0) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#isOver) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, QUIET_MILLISECONDS);
      this.#wake = () => {
        if (!this.#isOver) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
