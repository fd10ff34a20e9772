import { type Baseline, movedFrom, NO_BASELINE, readBaseline } from "../engine/rules/baseline.ts";
import type { Finding, Suppression } from "../engine/rules/rule.ts";
import type { WorkspaceProblem } from "./analyse.ts";
import { decode } from "./decode.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import type { FileSystem } from "./ports.ts";

/** Where the findings are listed that a project has accepted. */
export const BASELINE_PATH = ".fieldguard/baseline.txt";

export interface FolderBaselineOptions {
  readonly fileSystem: FileSystem;
  /** One from elsewhere, in place of the folder's own. */
  readonly fixed: Baseline | null;
  /** All files that are there now; null where not all are known. */
  readonly paths: () => ReadonlySet<string> | null;
  /** All that is found in the folder, as far as it is known. */
  readonly findings: () => Iterable<Finding>;
  /** Another number once these may be others. */
  readonly revision: () => number;
}

/** What a folder has accepted, as it was read last. */
export class FolderBaseline {
  readonly #options: FolderBaselineOptions;
  #current: Baseline;
  /** Why the file that is there is not heeded; null where it is. */
  #wrong: string | null = null;
  #moved: { readonly revision: number; readonly by: ReadonlyMap<string, string> } | null = null;

  constructor(options: FolderBaselineOptions) {
    this.#options = options;
    this.#current = options.fixed ?? NO_BASELINE;
  }

  get current(): Baseline {
    return this.#current;
  }

  /** A file that is there and cannot be read accepts nothing, and somebody should know why all findings are back. */
  get problems(): readonly WorkspaceProblem[] {
    return this.#wrong === null ? [] : [{ path: BASELINE_PATH, line: 1, message: this.#wrong }];
  }

  /** Returns whether it is another than before. */
  async read(): Promise<boolean> {
    const { fileSystem, fixed } = this.#options;
    if (fixed) return false;
    const file = await fileSystem.readFile(BASELINE_PATH, MAX_FILE_BYTES);
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    const isHeeded = file.kind === "missing" || decoded?.kind === "text";
    this.#wrong = isHeeded ? null : "accepts nothing: it is too large, or cannot be read as a text";
    const before = this.#current;
    this.#current = decoded?.kind === "text" ? readBaseline(decoded.text) : NO_BASELINE;
    this.#moved = null;
    return [...before].join("\n") !== [...this.#current].join("\n");
  }

  /** The same findings, with those suppressed that were accepted. */
  accepting(findings: readonly Finding[]): readonly Finding[] {
    if (this.#current.size === 0 || findings.length === 0) return findings;
    const moved = new Set(this.moved.values());
    return findings.map((finding) =>
      finding.suppressed === null && (this.#current.has(finding.fingerprint) || moved.has(finding.fingerprint))
        ? { ...finding, suppressed: ACCEPTED }
        : finding,
    );
  }

  /** Where accepted findings stand whose file is there no more: the new fingerprint by the old one. None where not all files are known. */
  get moved(): ReadonlyMap<string, string> {
    const { paths, findings, revision } = this.#options;
    const now = revision();
    if (this.#moved?.revision !== now) {
      const known = paths();
      const by = known ? movedFrom(this.#current, (path) => known.has(path), findings) : new Map<string, string>();
      this.#moved = { revision: now, by };
    }
    return this.#moved.by;
  }
}

const ACCEPTED: Suppression = { by: "baseline", reason: "accepted as it was" };
