import type { FieldKey } from "../engine/project/uses/linkUses.ts";
import { checkData } from "../engine/rules/checkData.ts";
import { checkIgnores, type Hideable } from "../engine/rules/checkIgnores.ts";
import { checkSecrets } from "../engine/rules/checkSecrets.ts";
import { silencedSettings } from "../engine/rules/checkSettings.ts";
import { type Finding, SEVERITIES } from "../engine/rules/rule.ts";
import type { FileAnalysis } from "./analyse.ts";
import type { DataValues } from "./dataValues.ts";
import { countEncryptedUses, hasEncrypted, NO_ENCRYPTED_USES } from "./encryptedUses.ts";
import type { FieldUses } from "./fieldUses.ts";
import type { FolderState } from "./folderState.ts";
import type { Judging } from "./judging.ts";
import { findLeaks, Leaks, NO_LEAKS } from "./leaks.ts";
import { encryptedFields, settingsFindings } from "./settingsFindings.ts";

/** Of a file, by who uses its fields, what its functions hand on and what its comments hide. */
const NOTHING_FOUND = JSON.stringify([[], [], []]);

export interface BesideFieldsParts {
  readonly folder: FolderState;
  readonly judging: Judging;
  readonly uses: FieldUses;
  readonly values: DataValues;
  /** Whether the folder is being read, at the end of which all is looked at again. */
  readonly isIndexing: () => boolean;
  /** Only a part of the folder is read, so that nobody knows what is not found in it. */
  readonly isNarrowed: boolean;
}

/** What is found that a file does not say by itself: in settings, by who uses fields, where functions hand on values, in data files. */
export class BesideFields {
  readonly #parts: BesideFieldsParts;
  /** What is wrong with the settings, when something was last told of. */
  #settings: readonly Finding[] = [];
  /** Who uses encrypted fields, when that was last counted. */
  #encryptedUses = NO_ENCRYPTED_USES;
  /** What functions hand on, when that was last looked at. */
  #leaks = NO_LEAKS;
  /** What data files hold, when that was last looked at. */
  #inData = NO_LEAKS;
  /** Comments that hide nothing, when that was last looked at. */
  #unusedIgnores = NO_LEAKS;

  constructor(parts: BesideFieldsParts) {
    this.#parts = parts;
  }

  get settings(): readonly Finding[] {
    return this.#settings;
  }

  /** What is wrong with the fields of a file because of who uses them. */
  byUses({ path, file }: FileAnalysis): readonly Finding[] {
    return this.#encryptedUses.findingsIn(path, file, this.#parts.folder.policy);
  }

  hasLeaks(path: string): boolean {
    return this.#leaks.has(path) || this.#inData.has(path);
  }

  leaksIn(path: string): readonly Finding[] {
    const text = this.#openText(path);
    return [...this.#leaks.in(path, text), ...this.#inData.in(path, text)];
  }

  get leakPaths(): readonly string[] {
    return [...new Set([...this.#leaks.paths, ...this.#inData.paths])];
  }

  get areLeaksKnown(): boolean {
    return this.#leaks !== NO_LEAKS;
  }

  /** The worst first. */
  leaksOf(field: FieldKey): readonly Finding[] {
    const all = this.leakPaths.flatMap((path) => this.leaksIn(path));
    const found = all.filter(({ fields, suppressed }) => suppressed === null && fields?.includes(field));
    return found.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  }

  /** All of a file that is not about what it declares. */
  in(path: string): readonly Finding[] {
    return [...this.leaksIn(path), ...this.#settings.filter((finding) => finding.path === path)];
  }

  get paths(): readonly string[] {
    return [...new Set([...this.leakPaths, ...this.#settings.map(({ path }) => path)])];
  }

  /** That and what the files say by themselves, of the whole folder. */
  all(): readonly Finding[] {
    const declared = this.#parts.judging.unsortedAnalyses();
    return [
      ...declared.flatMap((analysis) => [...analysis.findings, ...this.byUses(analysis)]),
      ...this.leakPaths.flatMap((path) => this.leaksIn(path)),
      ...this.#settings,
      ...this.pathsOfUnusedIgnores.flatMap((path) => this.unusedIgnoresIn(path)),
    ];
  }

  unusedIgnoresIn(path: string): readonly Finding[] {
    return this.#unusedIgnores.in(path, this.#openText(path));
  }

  get pathsOfUnusedIgnores(): readonly string[] {
    return this.#unusedIgnores.paths;
  }

  /** Tells of the settings where more or less is wrong with them than before. */
  checkSettings(): void {
    if (this.#isTooEarly) return;
    const { folder, judging } = this.#parts;
    const found = settingsFindings(judging.unsortedAnalyses(), folder.project, folder.policy);
    const before = this.#settings;
    this.#settings = found;
    if (JSON.stringify(found) === JSON.stringify(before)) return;
    folder.changes.emit([...new Set([...found, ...before].map(({ path }) => path))], "judgements");
  }

  /** Tells of files where who uses their encrypted fields makes more or less wrong than before, or what functions hand on. */
  checkUses(): void {
    if (this.#isTooEarly) return;
    const { folder, judging, uses, isNarrowed } = this.#parts;
    const analyses = judging.unsortedAnalyses();
    const paths = new Set(analyses.map(({ path }) => path));
    const findings = (): ReadonlyMap<string, string> => {
      for (const path of [...this.#leaks.paths, ...this.#unusedIgnores.paths]) paths.add(path);
      const atFields = new Map(analyses.map((each) => [each.path, this.byUses(each)]));
      const told = (path: string): readonly (readonly Finding[])[] => [
        atFields.get(path) ?? [],
        this.leaksIn(path),
        this.unusedIgnoresIn(path),
      ];
      return new Map([...paths].map((path) => [path, JSON.stringify(told(path))]));
    };
    const before = findings();
    this.#encryptedUses = analyses.some(hasEncrypted)
      ? countEncryptedUses(analyses, uses, folder.project.packages)
      : NO_ENCRYPTED_USES;
    this.#leaks = findLeaks(uses, folder.policy, this.#openTexts());
    if (!isNarrowed) this.#unusedIgnores = new Leaks(this.#findUnusedIgnores(analyses), this.#openTexts());
    const now = findings();
    const changed = [...paths].filter((path) => now.get(path) !== (before.get(path) ?? NOTHING_FOUND));
    if (changed.length > 0) folder.changes.tell(changed, "judgements");
  }

  #findUnusedIgnores(analyses: readonly FileAnalysis[]): readonly Finding[] {
    const { folder, uses } = this.#parts;
    const files = new Map(analyses.map(({ path, file }) => [path, file]));
    const hideable: Hideable = {
      flows: () => uses.flows(),
      uses: () => uses.all(),
      subjectOf: (key) => uses.subject(key),
      fileOf: (path) => files.get(path),
      foundByUses: (file, policy) => this.#encryptedUses.findingsIn(file.schema.path, file, policy),
      inSettings: () => silencedSettings(folder.project, encryptedFields(analyses)),
    };
    return checkIgnores(uses.ignores(), hideable, folder.policy);
  }

  /** Tells of data files that hold more or less than before. */
  checkValues(): void {
    if (this.#isTooEarly) return;
    const { folder, uses, values } = this.#parts;
    const before = this.#inData;
    const { found, secrets } = values;
    const findings = [
      ...checkData(found, (key) => uses.subject(key), folder.policy),
      ...checkSecrets(secrets, folder.policy),
    ];
    const now = new Leaks(findings, this.#openTexts());
    this.#inData = now;
    const told = (leaks: Leaks, path: string): string => JSON.stringify(leaks.in(path, this.#openText(path)));
    const paths = new Set([...before.paths, ...now.paths]);
    const changed = [...paths].filter((path) => told(before, path) !== told(now, path));
    if (changed.length > 0) folder.changes.tell(changed, "judgements");
  }

  get #isTooEarly(): boolean {
    return this.#parts.isIndexing() || this.#parts.folder.isDisposed;
  }

  #openText(path: string): string | null {
    return this.#parts.folder.documents.get(path)?.text ?? null;
  }

  #openTexts(): ReadonlyMap<string, string> {
    return new Map([...this.#parts.folder.documents.entries].map(([path, { text }]) => [path, text]));
  }
}
