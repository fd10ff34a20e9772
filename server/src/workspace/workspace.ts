import type { ClassFixContext, FixContext, SettingFixContext } from "../engine/fixes/model.ts";
import type { FieldReference } from "../engine/languages/language.ts";
import type { InheritedField } from "../engine/project/inheritedFields.ts";
import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import type { FieldKey } from "../engine/project/uses/linkUses.ts";
import type { Baseline } from "../engine/rules/baseline.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import { type LineStarts, lineStartsOf } from "../engine/text/lineIndex.ts";
import type { FileAnalysis, WorkspaceProblem } from "./analyse.ts";
import type { WorkspaceChange } from "./changes.ts";
import type { ClassFixOptions } from "./classFixContext.ts";
import type { DataValues } from "./dataValues.ts";
import type { FieldUses } from "./fieldUses.ts";
import type { FolderMigrations } from "./folderMigrations.ts";
import { folderProblems } from "./folderProblems.ts";
import type { Source } from "./folderState.ts";
import type { IndexOptions } from "./indexing.ts";
import type { InstalledPackages } from "./installedPackages.ts";
import type { FileCounts } from "./knownFiles.ts";
import { type WorkspaceOptions, type WorkspaceParts, workspaceParts } from "./workspaceParts.ts";

/**
 * One folder: its files on disk, the documents open in an editor, and what is known of them. The only place that
 * changes any of it. Open documents win over the disk; of other files only the analysis stays in memory.
 */
export class Workspace {
  /** Where its sensitive fields are used, once somebody asks. */
  readonly uses: FieldUses;
  /** What its data files hold, once somebody asks. */
  readonly values: DataValues;
  readonly migrations: FolderMigrations;
  /** What its environments have, once somebody asks. */
  readonly installed: InstalledPackages;
  readonly #parts: WorkspaceParts;

  constructor(options: WorkspaceOptions) {
    this.#parts = workspaceParts(options);
    const { uses, values, migrations, installed } = this.#parts;
    this.uses = uses;
    this.values = values;
    this.migrations = migrations;
    this.installed = installed;
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#parts.folder.changes.revision;
  }

  get policy(): Policy {
    return this.#parts.folder.policy;
  }

  /** File of the policy in force; null when there is none. */
  get policyPath(): string | null {
    return this.#parts.folder.policyFile.current.path;
  }

  /** What is accepted in the folder. */
  get baseline(): Baseline {
    return this.#parts.folder.baseline.current;
  }

  /** Where of it stands what was accepted in files that are there no more: the new fingerprint by the old one. */
  get moved(): ReadonlyMap<string, string> {
    return this.#parts.folder.baseline.moved;
  }

  /** The same findings, with those suppressed that the baseline accepts. */
  accepting(findings: readonly Finding[]): readonly Finding[] {
    return this.#parts.folder.baseline.accepting(findings);
  }

  get project(): Project {
    return this.#parts.folder.project;
  }

  /**
   * Of the packages that the project installs or inherits from, those models that hold something sensitive; as the environments have
   * them, as far as somebody has had them looked at (`installed`).
   */
  installedModels(): readonly InstalledModel[] {
    return this.#parts.installedModels();
  }

  /** What the models of some files have from others, and from bases in packages. */
  inheritedFields(children: readonly FileAnalysis[]): readonly InheritedField[] {
    return this.#parts.inheritedFields(children);
  }

  /** Finds what bases and relations of one file mean in the others. */
  get lookup(): EntityLookup {
    return this.#parts.links.lookup;
  }

  /** Most files that are read, where the folder has more; null where all were read. */
  get cappedAt(): number | null {
    return this.#parts.disk.cappedAt;
  }

  get files(): FileCounts {
    return this.filesWhere(() => true);
  }

  /** Counts of a part of the files. */
  filesWhere(isPart: (path: string) => boolean): FileCounts {
    return this.#parts.folder.onDisk.counts(isPart);
  }

  /** Whether the project leaves a path out. */
  excludes(path: string): Promise<boolean> {
    return this.#parts.folder.exclusions.excludes(path);
  }

  /** Calls back after each change, at once and in order. Returns how to stop that. */
  onDidChange(listener: (change: WorkspaceChange) => void): () => void {
    return this.#parts.folder.changes.listen(listener);
  }

  /** Ends what is under way at its next step. Nobody is told of anything any more. */
  dispose(): void {
    this.#parts.folder.isDisposed = true;
    this.#parts.folder.changes.forgetListeners();
  }

  get isIndexing(): boolean {
    return this.#parts.indexing.isRunning;
  }

  /** Whether the last reading of the folder was cancelled before its end. */
  get isIncomplete(): boolean {
    return this.#parts.indexing.isIncomplete;
  }

  /**
   * Reads the whole folder anew, in slices. A later call takes the place of one that is under way; both resolve when
   * the later one has ended.
   */
  index(options: IndexOptions = {}): Promise<void> {
    return this.#parts.indexing.start(options);
  }

  /** Resolves when no reading of the folder is under way, and all files know of each other. */
  whenIndexed(): Promise<void> {
    return this.#parts.indexing.whenEnded();
  }

  /** From now on the document is the truth for this path, and the disk is not read for it. */
  openDocument(path: string, version: number, text: string): Promise<void> {
    return this.#parts.documents.set(path, version, text);
  }

  async changeDocument(path: string, version: number, text: string): Promise<void> {
    if (this.#parts.folder.documents.has(path)) await this.#parts.documents.set(path, version, text);
  }

  /** Hands the path back to the disk. */
  closeDocument(path: string): Promise<void> {
    return this.#parts.documents.close(path);
  }

  /** Files or folders that were made, changed or removed on disk, "" for the folder itself. The caller gathers bursts. */
  filesChanged(paths: Iterable<string>): Promise<void> {
    return this.#parts.disk.told(paths);
  }

  /** Looks once more at the few files that describe the project: a plan of edits must fit them as they are now. */
  refreshProjectFiles(): Promise<void> {
    return this.#parts.disk.refreshProjectFiles();
  }

  /** What is known of one file, read now if need be; null when it declares nothing or is excluded. */
  analysis(path: string): Promise<FileAnalysis | null> {
    return this.#parts.documents.analysis(path);
  }

  /** What is known of one file so far; null when it declares nothing, is excluded or has not been read. */
  known(path: string): FileAnalysis | null {
    return this.#parts.judging.known(path)?.analysis ?? null;
  }

  /** Of all files that declare something, as far as they have been read, in order of their paths. */
  analyses(): readonly FileAnalysis[] {
    return this.#parts.judging.analyses();
  }

  /** What is wrong with the fields of a file because of who uses them, as it was last counted. */
  usesFindings(analysis: FileAnalysis): readonly Finding[] {
    return this.#parts.beside.byUses(analysis);
  }

  /** Where the functions of a file hand on what is sensitive, and what it holds itself, as it was last looked at. */
  leaksIn(path: string): readonly Finding[] {
    return this.#parts.beside.leaksIn(path);
  }

  get leakPaths(): readonly string[] {
    return this.#parts.beside.leakPaths;
  }

  /** Whether that has been looked at. */
  get areLeaksKnown(): boolean {
    return this.#parts.beside.areLeaksKnown;
  }

  /** All that goes where it should not, of the field that is declared there; the worst first. */
  leaksOf(field: FieldKey): readonly Finding[] {
    return this.#parts.beside.leaksOf(field);
  }

  /** Where the lines of a file begin now. */
  async linesIn(path: string): Promise<LineStarts> {
    return this.known(path)?.file.schema.lines ?? lineStartsOf((await this.text(path)) ?? "");
  }

  /** Comments of a file that hide nothing, as it was last looked at. */
  unusedIgnoresIn(path: string): readonly Finding[] {
    return this.#parts.beside.unusedIgnoresIn(path);
  }

  get pathsOfUnusedIgnores(): readonly string[] {
    return this.#parts.beside.pathsOfUnusedIgnores;
  }

  /** What is found in a file that is not about what it declares. */
  besideFields(path: string): readonly Finding[] {
    return this.accepting(this.#parts.beside.in(path));
  }

  /** Of files in which something like that is found. */
  get pathsBesideFields(): readonly string[] {
    return this.#parts.beside.paths;
  }

  /** What is wrong with the settings, as far as the folder has been read. */
  get settingsFindings(): readonly Finding[] {
    return this.#parts.beside.settings;
  }

  problems(): readonly WorkspaceProblem[] {
    return folderProblems(this.#parts.folder);
  }

  /** Patterns of what the editor hides that cannot be used: they hide nothing. */
  get wrongHidden(): readonly string[] {
    return this.#parts.folder.exclusions.wrongHidden;
  }

  /**
   * Entries of the folder's own policy that concern nothing in it. None as long as the folder, or a file in it, has not
   * been read, nor where the policy has problems.
   */
  unusedEntries(): readonly WorkspaceProblem[] {
    return this.#parts.unused.problems();
  }

  /** The current text of a file, without byte order mark; null when it is gone or is no text. */
  text(path: string): Promise<string | null> {
    return this.#parts.folder.text(path);
  }

  /** The text on disk with its encoding, for writing it back. */
  source(path: string): Promise<Source | null> {
    return this.#parts.folder.source(path);
  }

  /**
   * What fixes for a field may look at, all of it from the same text. Null when the field is not there (any more), or when
   * two classes of the file are called the same: an edit could find the wrong one.
   */
  async fixContext(path: string, entity: string, field: string): Promise<FixContext | null> {
    const [context] = await this.fixContexts(path, [{ entity, field }]);
    return context ?? null;
  }

  /** The same with all uses of the field, for which this may have to read the folder. */
  countedFixContext(path: string, entity: string, field: string): Promise<FixContext | null> {
    return this.#parts.fixes.counted(path, entity, field);
  }

  /** The same for several fields of a file, which is read once; in their order. */
  fixContexts(path: string, fields: readonly FieldReference[]): Promise<readonly (FixContext | null)[]> {
    return this.#parts.fixes.ofFields(path, fields);
  }

  /** What a fix for what is found at a class that shows fields may look at; null where there is nothing to look at. */
  classFixContext(finding: Finding, options: ClassFixOptions): Promise<ClassFixContext | null> {
    return this.#parts.fixes.ofClass(finding, options);
  }

  /** What a fix for something that is found about a setting may look at. */
  settingFixContext(finding: Finding): Promise<SettingFixContext> {
    return this.#parts.fixes.ofSetting(finding);
  }
}
