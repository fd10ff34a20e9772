import { readsUsesOf } from "../engine/languages/registry.ts";
import { isFixture } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import { mayUseFields } from "../engine/languages/django/uses/readUses.ts";
import { type InheritedField, inheritedFields } from "../engine/project/inheritedFields.ts";
import type { ClassifiedFile } from "../engine/project/model.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import type { ValueDetectors } from "../engine/project/values/model.ts";
import type { Baseline } from "../engine/rules/baseline.ts";
import type { FileAnalysis } from "./analyse.ts";
import { BesideFields } from "./besideFields.ts";
import { DataValues } from "./dataValues.ts";
import { DiskChanges } from "./diskChanges.ts";
import { DiskReading } from "./diskReading.ts";
import { DocumentChanges } from "./documentChanges.ts";
import { type LeftAlone, NOTHING_LEFT_ALONE } from "./exclusions.ts";
import { FieldUses } from "./fieldUses.ts";
import { FixContexts } from "./fixContexts.ts";
import { FolderMigrations } from "./folderMigrations.ts";
import { FolderRules } from "./folderRules.ts";
import { FolderState } from "./folderState.ts";
import { Following } from "./following.ts";
import { Indexing } from "./indexing.ts";
import { type Environments, InstalledPackages } from "./installedPackages.ts";
import { Judging } from "./judging.ts";
import { Links } from "./links.ts";
import { loadPolicy, NO_POLICY } from "./policyFile.ts";
import type { CacheStore, Clock, FileSystem, MaybePromise } from "./ports.ts";
import { codeFiles, dataText, rowFiles, secretFiles, soughtInColumn, soughtInFixtures } from "./soughtValues.ts";
import { isTestPath } from "./testPaths.ts";
import { ThirdPartyModels } from "./thirdPartyModels.ts";
import { UnusedInPolicy } from "./unusedInPolicy.ts";

export interface WorkspaceOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Where what was read is kept until the next time. */
  readonly cacheStore?: CacheStore | null;
  /** Asked before each reading of the folder. */
  readonly leftAlone?: () => MaybePromise<LeftAlone>;
  /** Where packages are installed; without it nothing is looked for. */
  readonly environments?: Environments | null;
  /** Loads what tells values of data files apart; without it these are not looked at. */
  readonly loadDetectors?: (() => Promise<ValueDetectors>) | null;
  /** A policy from elsewhere, in place of the folder's own. */
  readonly policyFile?: { readonly path: string; readonly text: string };
  /** What is accepted, in place of what the folder's own file says. */
  readonly baseline?: Baseline;
  /** All of the folder, where `fileSystem` shows a part of it. */
  readonly wholeFolder?: FileSystem;
  /** Told of our own mistakes; the file concerned is left out. */
  readonly onInternalError?: (path: string, error: unknown) => void;
}

/** All that a workspace is made of. */
export interface WorkspaceParts {
  readonly folder: FolderState;
  readonly links: Links;
  readonly judging: Judging;
  readonly indexing: Indexing;
  readonly documents: DocumentChanges;
  readonly disk: DiskChanges;
  readonly uses: FieldUses;
  readonly values: DataValues;
  readonly migrations: FolderMigrations;
  readonly installed: InstalledPackages;
  readonly beside: BesideFields;
  readonly unused: UnusedInPolicy;
  readonly fixes: FixContexts;
  /** Models of packages that hold something sensitive. */
  readonly installedModels: () => readonly InstalledModel[];
  /** What the models of some files have from others, and from bases in packages. */
  readonly inheritedFields: (children: readonly FileAnalysis[]) => readonly InheritedField[];
}

/** Puts them together. They ask each other only once all are there. */
export function workspaceParts(options: WorkspaceOptions): WorkspaceParts {
  const { fileSystem, clock, leftAlone, environments, loadDetectors, policyFile, wholeFolder } = options;
  const { cacheStore = null, onInternalError = () => undefined } = options;
  const isNarrowed = wholeFolder !== undefined && wholeFolder !== fileSystem;
  const folder = new FolderState({
    fileSystem,
    clock,
    cacheStore,
    fixedPolicy: policyFile ? loadPolicy(policyFile.path, policyFile.text, NO_POLICY) : null,
    fixedBaseline: options.baseline ?? null,
    isWhole: () => !isNarrowed && indexing.isWhole,
    findings: () => beside.all(),
    onInternalError,
    onTold: () => {
      unused.check();
      beside.checkSettings();
    },
  });
  const links: Links = new Links({
    pause: () => clock.pause(),
    isReading: () => indexing.isRunning,
    isProjectFile: (path) => folder.onDisk.isProjectFile(path),
    // While the folder is read, they are kept with what it declares.
    namesOf: (path) => (folder.filling ? reading.namesOf(path) : uses.namesOf(path, () => reading.namesOf(path))),
    userModels: () => following.userModels(),
    readAnew: (paths) => reading.readAnew(paths),
    decideAnew: async (paths) => {
      const changed = await judging.decideAnew(paths);
      if (changed.length > 0) folder.changes.emit(changed, "judgements");
    },
  });
  const thirdParty = new ThirdPartyModels();
  const rules = new FolderRules(folder, links, leftAlone ?? (() => NOTHING_LEFT_ALONE));
  const judging = new Judging(folder, links);
  const onChanged = (path: string): void => {
    uses.changed(path);
  };
  const reading = new DiskReading({ folder, links, rules, judging, onChanged });
  const following: Following = new Following({
    folder,
    judging,
    reading,
    thirdParty,
    index: () => indexing.start(),
    hasUnused: () => !unused.isEmpty,
    checkSettings: () => {
      beside.checkSettings();
    },
  });
  const indexing: Indexing = new Indexing({ folder, links, rules, judging, reading, following });
  const disk = new DiskChanges({ folder, rules, reading, following, indexing, foundBeside: () => beside.paths });
  const isFoundIn = (path: string): boolean => beside.hasLeaks(path);
  const documents = new DocumentChanges({ folder, rules, judging, reading, following, onChanged, isFoundIn });
  const text = (path: string): Promise<string | null> => folder.text(path);
  const isOpen = (path: string): boolean => folder.documents.has(path);
  const analyses = (): readonly FileAnalysis[] => judging.analyses();
  const installed = new InstalledPackages({
    clock,
    environments: environments ?? null,
    project: () => folder.project,
    lookup: () => links.lookup,
    analyses,
    onChange: () => {
      folder.changes.emit([]);
    },
    onInternalError,
  });
  const installedModels = (): readonly InstalledModel[] => {
    const { project, policy } = folder;
    return thirdParty.of({ project, policy, lookup: links.lookup, sources: installed.current }, analyses());
  };
  const uses = new FieldUses({
    clock,
    readsAtOnce: fileSystem.readsAtOnce,
    cacheStore,
    takeStamps: () => {
      const stamps = folder.stamps ?? new Map<string, string>();
      folder.stamps = null;
      return stamps;
    },
    limit: () => folder.limits.fileBytes,
    isOpen,
    paths: () => userPaths(folder),
    text,
    analyses: () => analyses().filter(({ path }) => readsUsesOf(path)),
    installed: installedModels,
    sources: () => installed.current,
    revision: () => folder.changes.declared,
    lookup: () => links.lookup,
    readModules: () => links.readAsked(),
    project: () => folder.project,
    onCounted: () => {
      beside.checkUses();
    },
    onInternalError,
  });
  const values = new DataValues({
    clock,
    cacheStore,
    detectors: loadDetectors ?? null,
    fixtures: () => soughtInFixtures(uses),
    rowFiles: () => rowFiles(folder),
    codeFiles: () => codeFiles(folder),
    secretFiles: () => secretFiles(folder),
    inColumn: (column) => soughtInColumn(uses, column),
    columnsOf: (table) => uses.columnsOf(table),
    columns: () => uses.sensitiveColumns,
    isOpen,
    text: (path) => dataText(folder, path),
    onLooked: () => {
      beside.checkValues();
    },
    onInternalError,
  });
  const migrations = new FolderMigrations({
    fileSystem: wholeFolder ?? fileSystem,
    clock,
    textOf: text,
    openPaths: () => folder.documents.paths,
  });
  const isIndexing = (): boolean => indexing.isRunning;
  const beside: BesideFields = new BesideFields({ folder, judging, uses, values, isIndexing, isNarrowed });
  const isOwn = policyFile === undefined;
  const unused = new UnusedInPolicy({ folder, links, judging, indexing, isOwn, sources: () => installed.current });
  const inherited = (children: readonly FileAnalysis[]): readonly InheritedField[] => {
    const filesOf = (found: readonly FileAnalysis[]): readonly ClassifiedFile[] => found.map(({ file }) => file);
    return inheritedFields(filesOf(children), filesOf(analyses()), links.lookup, folder.policy, installed.current);
  };
  const all = (): readonly InheritedField[] => inherited(analyses());
  const fixes = new FixContexts({ folder, links, judging, uses, migrations, installed, inheritedFields: all });
  return {
    folder,
    links,
    judging,
    indexing,
    documents,
    disk,
    uses,
    values,
    migrations,
    installed,
    beside,
    unused,
    fixes,
    installedModels,
    inheritedFields: inherited,
  };
}

/** Files that may use fields. */
function userPaths(folder: FolderState): readonly string[] {
  // Tests say nothing of what the program does with its data, but a fixture of theirs may hold data of people.
  return [...new Set([...folder.onDisk.userPaths, ...folder.includedDocuments()])].filter(
    (path) => mayUseFields(path) && (isFixture(path) || !isTestPath(path)),
  );
}
