import {
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { languageOf } from "../engine/languages/registry.ts";
import { CLASSIFICATION_CHANGED, type ClassificationChangedParams, type Settings } from "../protocol.ts";
import { POLICY_PATHS } from "../workspace/policyFile.ts";
import type { Environments } from "../workspace/installedPackages.ts";
import type { FileSystem, Host } from "../workspace/ports.ts";
import { openProductCache } from "../workspace/productCache.ts";
import type { WorkspaceChange } from "../workspace/changes.ts";
import { type ClientFlags, clientFlags, ownOptions } from "./capabilities.ts";
import { clientFileSystem } from "./clientFileSystem.ts";
import { ChangeLog } from "./changeLog.ts";
import { Configuration, HIDDEN_SECTION } from "./configuration.ts";
import { property } from "./fromProtocol.ts";
import { Folder, type Located } from "./folder.ts";
import { indexWithProgress } from "./indexing.ts";
import { logInternalError } from "./log.ts";
import { DiagnosticsPublisher } from "./publishDiagnostics.ts";
import { ResultIds } from "./resultIds.ts";
import { type ShownDiagnostic, toDiagnostics, toPolicyDiagnostic } from "./toProtocol.ts";
import { isFileKey, joinUri, keyOf, parentUri, pathInside } from "./uris.ts";
import { WatchedFiles } from "./watchedFiles.ts";
import type { FileDiagnostics, WorkspacePull } from "./workspacePull.ts";

interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  document: TextDocument;
  /** Null as long as it is in no folder, and not a file that may be in none. */
  folder: Folder | null;
  path: string;
}

/** Bursts of changes become one notification. */
const CLASSIFICATION_DELAY = 100;
/** A person who types in the policy changes it with every key. */
const REFRESH_DELAY = 250;
/** Where fields are used is looked at when nothing has changed for so long. */
const USES_DELAY = 1000;

/** All that the server knows between two messages: the client's folders and open documents. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly flags: ClientFlags;
  readonly configuration: Configuration;
  readonly watchedFiles: WatchedFiles;
  readonly resultIds = new ResultIds(Date.now().toString(36));
  /** Requests for the diagnostics of the whole workspace that are open. */
  readonly workspacePulls = new Set<WorkspacePull>();
  readonly changes = new ChangeLog();
  #isTrusted: boolean;
  /** What the client was last told of models of packages, to be compared. */
  sentThirdParty = "";
  readonly #publisher: DiagnosticsPublisher | null;
  readonly #initialFolders: readonly string[];
  /** The longest key first, so that the innermost folder wins. */
  #folders: readonly Folder[] = [];
  readonly #looseFolders = new Map<string, Folder>();
  readonly #documents = new Map<string, OpenDocument>();
  #classificationTimer: ReturnType<typeof setTimeout> | null = null;
  #refreshTimer: ReturnType<typeof setTimeout> | null = null;
  #usesTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(connection: Connection, host: Host, params: InitializeParams) {
    this.connection = connection;
    this.host = host;
    this.flags = clientFlags(params);
    this.#isTrusted = this.flags.isTrusted;
    this.configuration = new Configuration(connection, this.flags, ownOptions(params)?.settings);
    this.watchedFiles = new WatchedFiles({
      locate: (uri) => this.#locateAll(uri),
      flush: (folder, paths) => {
        // A value can go through a file that declares nothing, too.
        this.run(
          folder.workspace.filesChanged(paths).then(() => {
            this.#lookAtUsesLater();
          }),
        );
      },
    });
    this.#publisher = this.flags.pullDiagnostics ? null : this.#makePublisher();
    this.#initialFolders = foldersOf(params);
  }

  get revision(): number {
    return this.changes.revision;
  }

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  get openDocuments(): number {
    return [...this.#documents.values()].filter(({ folder }) => folder !== null).length;
  }

  get state(): "indexing" | "ready" {
    return this.#folders.some((folder) => folder.state === "indexing") ? "indexing" : "ready";
  }

  /** Number of files read in the folders whose reading was stopped; null when there are none. */
  get stoppedAfter(): number | null {
    const stopped = this.#folders.filter(({ workspace }) => workspace.isIncomplete && !workspace.isIndexing);
    return stopped.length === 0 ? null : stopped.reduce((sum, { workspace }) => sum + workspace.files.read, 0);
  }

  /** Most files that are read of a folder that has more; null when there is none. */
  get cappedAt(): number | null {
    return this.#folders.map(({ workspace }) => workspace.cappedAt).find((limit) => limit !== null) ?? null;
  }

  /** After `initialized`, when the server may speak for itself. */
  start(): void {
    this.changeFolders(this.#initialFolders, []);
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(keyOf));
    for (const folder of this.#folders) if (gone.has(folder.key)) folder.dispose();
    const kept = this.#folders.filter((folder) => !gone.has(folder.key));
    const fresh: Folder[] = [];
    for (const uri of added) {
      const key = keyOf(uri);
      const known = [...kept, ...fresh].some((folder) => folder.key === key);
      const fileSystem = this.#openFolder(uri);
      if (key !== null && !known && fileSystem) fresh.push(this.#makeFolder(uri, key, fileSystem));
    }
    this.#folders = [...kept, ...fresh].sort((a, b) => b.key.length - a.key.length);
    for (const [key, document] of this.#documents) this.#place(key, document);
    this.#dropLooseFolders();
    for (const folder of this.#folders) {
      if (folder.setInner(this.#innerOf(folder)) || fresh.includes(folder)) this.run(this.#index(folder));
    }
    this.#publisher?.updateAll();
    for (const pull of this.workspacePulls) pull.allChanged();
    if (this.#documents.size > 0) this.#refreshPulled();
    this.changes.allChanged();
    this.#announceClassification();
  }

  /** Answers what has waited for something to happen. */
  end(): void {
    for (const pull of this.workspacePulls) pull.end();
  }

  /** Reads all folders anew. */
  async scan(): Promise<void> {
    await Promise.all(this.#folders.map((folder) => this.#index(folder)));
  }

  /** Resolves when a folder is known as a whole, read once more where that was cancelled. */
  async known(folder: Folder): Promise<void> {
    await folder.workspace.whenIndexed();
    if (folder.workspace.isIncomplete) await this.#index(folder);
  }

  /** Null for what is no file of ours: unsaved texts, older versions, output. */
  locate(uri: string): Located | null {
    const key = keyOf(uri);
    return key === null ? null : this.locateKey(key);
  }

  locateKey(key: string): Located | null {
    for (const folder of [...this.#folders, ...this.#looseFolders.values()]) {
      const path = pathInside(folder.key, key);
      if (path !== null && (!folder.isLoose || !path.includes("/"))) return { folder, path, key };
    }
    return null;
  }

  /** Where a path of a folder belongs; null when a folder inside of this one owns it. */
  locatePath(folder: Folder, path: string): Located | null {
    const located = this.locateKey(keyOfPath(folder, path));
    return located?.folder === folder ? located : null;
  }

  /** Of paths in a folder; null for those that another folder owns. */
  urisIn(folder: Folder): (path: string) => string | null {
    return (path) => {
      const located = this.locatePath(folder, path);
      return located && this.uriOf(located);
    };
  }

  uriOf({ folder, path, key }: Located): string {
    return this.#documents.get(key)?.uri ?? joinUri(folder.uri, path);
  }

  /** Version of the open document; null when it is not open. */
  versionOf({ key }: Located): number | null {
    return this.#documents.get(key)?.document.version ?? null;
  }

  openDocument(uri: string, languageId: string, version: number, text: string): void {
    const key = keyOf(uri);
    if (key === null) return;
    const document = TextDocument.create(uri, languageId, version, text);
    const open: OpenDocument = { uri, document, folder: null, path: "" };
    this.#documents.set(key, open);
    this.#lookAtUsesLater();
    this.#place(key, open);
  }

  changeDocument(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const open = this.#documents.get(keyOf(uri) ?? "");
    if (!open) return;
    open.document = TextDocument.update(open.document, [...changes], version);
    const located = this.locate(uri);
    if (!open.folder || !located) return;
    this.#publisher?.typed(located);
    this.#lookAtUsesLater();
    this.run(open.folder.workspace.changeDocument(open.path, version, open.document.getText()));
  }

  closeDocument(uri: string): void {
    const key = keyOf(uri) ?? "";
    const open = this.#documents.get(key);
    const located = this.locate(uri);
    if (!open) return;
    this.#documents.delete(key);
    this.resultIds.forget(key);
    for (const pull of this.workspacePulls) pull.closed(key);
    if (!open.folder || !located) return;
    this.#lookAtUsesLater();
    this.run(open.folder.workspace.closeDocument(open.path));
    this.#publisher?.closed(located);
    this.#dropLooseFolders();
  }

  async diagnosticsOf(located: Located): Promise<readonly ShownDiagnostic[]> {
    const { path } = located;
    const { workspace } = located.folder;
    if (!(await this.isShown(located))) return [];
    const isHere = (told: { readonly path: string }): boolean => told.path === path;
    // After all else that may take a moment: what is said is said of the text as it is then.
    const analysis = await workspace.analysis(path);
    const besideFields = [...workspace.besideFields(path), ...workspace.unusedIgnoresIn(path)];
    if (analysis || besideFields.length > 0) {
      const atFields = analysis ? [...analysis.findings, ...workspace.usesFindings(analysis)] : [];
      const lines = analysis?.file.schema.lines ?? (await workspace.linesIn(path));
      return toDiagnostics(
        workspace.accepting([...atFields, ...besideFields]),
        lines,
        this.flags,
        this.urisIn(located.folder),
      );
    }
    if (!POLICY_PATHS.includes(path)) return [];
    const problems = [...workspace.problems(), ...workspace.unusedEntries()].filter(isHere);
    const text = problems.length > 0 ? ((await workspace.text(path)) ?? "") : "";
    return problems.map((problem) => toPolicyDiagnostic(problem, text));
  }

  /** Null for a document that is open: clients ask for that one by itself. Of a file that is gone there is nothing to tell. */
  async diagnosticsOfClosed(key: string): Promise<FileDiagnostics | null> {
    const located = this.#documents.has(key) ? null : this.locateKey(key);
    const items = located ? (await this.diagnosticsOf(located)).map(({ diagnostic }) => diagnostic) : [];
    if (this.#documents.has(key)) return null;
    if (!located || items.length === 0) {
      this.resultIds.forget(key);
      return { uri: "", resultId: "", items: [] };
    }
    return { uri: this.uriOf(located), resultId: this.resultIds.idOf(key, JSON.stringify(items)), items };
  }

  /** Of all files of which something may be told. */
  keysToTell(): readonly string[] {
    return this.#folders.flatMap((folder) => {
      const { workspace } = folder;
      const paths = workspace.analyses().map(({ path }) => path);
      const others = [...workspace.pathsBesideFields, ...workspace.pathsOfUnusedIgnores];
      return [...new Set([...paths, ...others]), ...POLICY_PATHS].flatMap(
        (path) => this.locatePath(folder, path)?.key ?? [],
      );
    });
  }

  /** Whether the person wants to see anything in files of this language. */
  async isShown(located: Located): Promise<boolean> {
    const language = languageOf(located.path);
    return !language || (await this.settings(located)).languages[language.id] !== false;
  }

  async settings({ folder }: Located): Promise<Settings> {
    return this.configuration.settings(folder.isLoose ? null : folder.uri);
  }

  configurationChanged(pushed: unknown): void {
    this.configuration.changed(pushed);
    for (const folder of this.#folders) this.run(this.#followHidden(folder));
    this.#lookAtUsesLater();
    // Also what had nothing to show: its language may be shown now.
    for (const folder of [...this.#folders, ...this.#looseFolders.values()]) {
      for (const { path } of folder.workspace.analyses()) {
        const located = this.locatePath(folder, path);
        if (located) this.#publisher?.changed(located);
      }
    }
    for (const pull of this.workspacePulls) pull.allChanged();
    this.#refreshPulled();
  }

  async #followHidden(folder: Folder): Promise<void> {
    if (folder.isHiddenAsBefore(await this.configuration.hidden(folder.uri))) return;
    await this.#index(folder);
  }

  /** From now on environments outside of the folders may be looked at, which their settings name. */
  trust(): void {
    this.#isTrusted = true;
    this.#lookAtUsesLater();
  }

  /** Lets work go on by itself; what goes wrong with it is logged. */
  run(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      logInternalError(this.connection, "background work", error);
    });
  }

  async #index(folder: Folder): Promise<void> {
    const start = this.host.clock.now();
    await indexWithProgress(this.connection, folder, this.flags.progress);
    const { seen, read } = folder.workspace.files;
    const duration = Math.round(this.host.clock.now() - start);
    // The rest of a URI may name people, and some carry passwords.
    const name = folder.key.slice(folder.key.lastIndexOf("/") + 1);
    this.connection.console.info(`${name}: read ${read} of ${seen} files in ${duration} ms`);
    for (const pattern of folder.takeWrongHidden()) {
      const wrong = `the pattern \`${pattern}\` cannot be used, and hides nothing`;
      this.connection.console.warn(`${name}: \`${HIDDEN_SECTION}\`: ${wrong}`);
    }
  }

  #makePublisher(): DiagnosticsPublisher {
    return new DiagnosticsPublisher({
      connection: this.connection,
      flags: this.flags,
      clock: this.host.clock,
      locateKey: (key) => this.locateKey(key),
      diagnosticsOf: (located) => this.diagnosticsOf(located),
      uriOf: (located) => this.uriOf(located),
      versionOf: (located) => this.versionOf(located),
      run: (work) => {
        this.run(work);
      },
    });
  }

  /** Paths of the folders that lie in this one. */
  #innerOf({ key }: Folder): readonly string[] {
    return this.#folders.flatMap((other) => pathInside(key, other.key) ?? []);
  }

  /** Null for what neither this machine nor the client can read. */
  #openFolder(uri: string): FileSystem | null {
    return this.host.openFolder(uri) ?? (this.flags.readsFiles ? clientFileSystem(this.connection, uri) : null);
  }

  #makeFolder(uri: string, key: string, fileSystem: FileSystem | null): Folder {
    return new Folder({
      uri,
      key,
      clock: this.host.clock,
      fileSystem,
      cacheStore: fileSystem && openProductCache(this.host, uri),
      environments: fileSystem && this.#environmentsOf(uri),
      loadDetectors: this.host.loadDetectors,
      hidden: () => this.configuration.hidden(uri),
      onChange: (folder, change) => {
        this.#workspaceChanged(folder, change);
      },
      onInternalError: (error) => {
        logInternalError(this.connection, "analysis", error);
      },
    });
  }

  /** Null for a folder that the client reads for us: a browser has no environments. */
  #environmentsOf(uri: string): Environments | null {
    const folder = this.host.openFolder(uri);
    return (
      folder && {
        folder,
        chosen: async () => {
          const interpreter = await this.configuration.interpreter(uri);
          return interpreter === null
            ? null
            : this.host.openEnvironment(uri, interpreter, { isTrusted: this.#isTrusted });
        },
        linked: (path) => (this.#isTrusted ? this.#environmentAt(uri, path) : null),
        active: () => (this.#isTrusted ? this.host.openActiveEnvironment() : null),
      }
    );
  }

  /** By where its interpreter lies, on this platform or another. */
  #environmentAt(uri: string, path: string): FileSystem | null {
    const interpreters = [`./${path}/bin/python`, `./${path}/Scripts/python.exe`];
    const open = (each: string): FileSystem | null => this.host.openEnvironment(uri, each, { isTrusted: true });
    return open(interpreters[0]!) ?? open(interpreters[1]!);
  }

  /** In every folder that it is in, and as the whole of each that is in it: where a folder goes, nobody tells of those below. */
  #locateAll(uri: string): readonly Located[] {
    const key = keyOf(uri);
    if (key === null) return [];
    return this.#folders.flatMap((folder) => {
      const isWhole = folder.key === key || pathInside(key, folder.key) !== null;
      const path = isWhole ? "" : pathInside(folder.key, key);
      return path === null ? [] : [{ folder, path, key }];
    });
  }

  #locateLoose(uri: string, key: string): Located {
    const folderKey = key.replace(/\/[^/]*$/, "");
    const folder = this.#looseFolders.get(folderKey) ?? this.#makeFolder(parentUri(uri), folderKey, null);
    this.#looseFolders.set(folderKey, folder);
    return { folder, path: key.slice(folderKey.length + 1), key };
  }

  /** Hands an open document to the folder that it belongs to now. */
  #place(key: string, open: OpenDocument): void {
    const located = this.locateKey(key) ?? (isFileKey(key) ? this.#locateLoose(open.uri, key) : null);
    if (open.folder === (located?.folder ?? null)) return;
    if (open.folder) this.run(open.folder.workspace.closeDocument(open.path));
    open.folder = located?.folder ?? null;
    if (!located) return;
    open.path = located.path;
    this.run(located.folder.workspace.openDocument(open.path, open.document.version, open.document.getText()));
    if (languageOf(open.path)) this.#publisher?.opened(located);
  }

  #dropLooseFolders(): void {
    const used = new Set([...this.#documents.values()].map(({ folder }) => folder));
    for (const [key, folder] of this.#looseFolders) {
      if (used.has(folder)) continue;
      folder.dispose();
      this.#looseFolders.delete(key);
    }
  }

  #workspaceChanged(folder: Folder, { paths, kind }: WorkspaceChange): void {
    const located = [...paths].map((path) => this.locatePath(folder, path)).filter((item) => item !== null);
    for (const file of located) this.#publisher?.changed(file);
    const keys = located.map(({ key }) => key);
    this.changes.filesChanged(keys);
    for (const pull of this.workspacePulls) pull.filesChanged(keys);
    if (kind === "rules") {
      this.changes.allChanged();
      for (const pull of this.workspacePulls) pull.allChanged();
      this.#publisher?.updateAll();
    }
    if (kind !== "texts") this.#refreshPulled();
    this.#announceClassification();
    this.#lookAtUsesLater();
  }

  #lookAtUsesLater(): void {
    if (this.#usesTimer) clearTimeout(this.#usesTimer);
    this.#usesTimer = setTimeout(() => {
      this.#usesTimer = null;
      // The end of a reading is a change, too.
      const ready = this.#folders.filter(({ state }) => state === "ready");
      for (const { workspace } of ready) {
        this.run(
          workspace.uses
            .refresh()
            .then(() => workspace.values.refresh())
            .then(() => {
              // Whoever says that they are being counted has to hear of the end.
              this.#announceClassification();
            }),
        );
        this.run(workspace.installed.refresh());
      }
    }, USES_DELAY);
  }

  #refreshPulled(): void {
    this.#refreshTimer ??= setTimeout(() => {
      this.#refreshTimer = null;
      const { pullDiagnostics, refreshDiagnostics, refreshLenses } = this.flags;
      if (pullDiagnostics && refreshDiagnostics) this.run(this.connection.languages.diagnostics.refresh());
      if (refreshLenses) this.run(this.connection.sendRequest(CodeLensRefreshRequest.type));
    }, REFRESH_DELAY);
  }

  #announceClassification(): void {
    if (this.flags.ui === null || this.#classificationTimer) return;
    this.#classificationTimer = setTimeout(() => {
      this.#classificationTimer = null;
      const params: ClassificationChangedParams = { revision: this.revision, state: this.state };
      void this.connection.sendNotification(CLASSIFICATION_CHANGED, params);
    }, CLASSIFICATION_DELAY);
  }
}

function keyOfPath(folder: Folder, path: string): string {
  return folder.key.endsWith("/") ? folder.key + path : `${folder.key}/${path}`;
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  // Clients from before workspace folders send this alone; some of them not even that.
  const root = property(params, "rootUri");
  return typeof root === "string" ? [root] : [];
}
