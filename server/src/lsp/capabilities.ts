import type { ClientCapabilities, InitializeParams, ServerCapabilities } from "vscode-languageserver";
import { CodeActionKind, TextDocumentSyncKind } from "vscode-languageserver";
import { type ClientUi, DIAGNOSTIC_SOURCE, type InitializationOptions } from "../protocol.ts";

/** What the client can do, settled once. Nothing else looks at its raw capabilities. */
export interface ClientFlags {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly versionedDiagnostics: boolean;
  readonly diagnosticData: boolean;
  /** Shows other places that a diagnostic names. */
  readonly relatedPlaces: boolean;
  readonly actionLiterals: boolean;
  readonly preferredActions: boolean;
  readonly disabledActions: boolean;
  /** Actions may come without their edit, which is made when one is chosen. */
  readonly lazyEdits: boolean;
  readonly documentChanges: boolean;
  /** Changes of several files, new ones included, can be shown before they are made. */
  readonly annotatedFiles: boolean;
  readonly markdownHover: boolean;
  readonly refreshLenses: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  /** Lists and reads files for us, where we cannot. */
  readonly readsFiles: boolean;
  /** False where the person has yet to say whether to trust what lies in the workspace. */
  readonly isTrusted: boolean;
  /** Null for a client that sends none: it shows no classification, whatever else it knows of Fieldguard. */
  readonly ui: Required<ClientUi> | null;
}

export function clientFlags(params: InitializeParams): ClientFlags {
  // A client in any language may send null, or nothing, where the types promise an object.
  const capabilities = (params.capabilities as ClientCapabilities | null | undefined) ?? {};
  const { workspace, textDocument, window } = capabilities;
  const codeAction = textDocument?.codeAction;
  const edit = workspace?.workspaceEdit;
  const documentChanges = edit?.documentChanges === true;
  return {
    pullDiagnostics: isObject(textDocument?.diagnostic),
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    versionedDiagnostics: textDocument?.publishDiagnostics?.versionSupport === true,
    diagnosticData:
      textDocument?.publishDiagnostics?.dataSupport === true || textDocument?.diagnostic?.dataSupport === true,
    relatedPlaces:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    actionLiterals: isObject(codeAction?.codeActionLiteralSupport),
    preferredActions: codeAction?.isPreferredSupport === true,
    disabledActions: codeAction?.disabledSupport === true,
    lazyEdits: codeAction?.dataSupport === true && includes(codeAction.resolveSupport?.properties, "edit"),
    documentChanges,
    annotatedFiles:
      documentChanges && includes(edit.resourceOperations, "create") && isObject(edit.changeAnnotationSupport),
    markdownHover: includes(textDocument?.hover?.contentFormat, "markdown"),
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    readsFiles: ownOptions(params)?.readsFiles === true,
    isTrusted: ownOptions(params)?.isTrusted !== false,
    ui: clientUi(params),
  };
}

export function serverCapabilities(flags: ClientFlags): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeLensProvider: { resolveProvider: false },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite],
      resolveProvider: flags.lazyEdits,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(flags.pullDiagnostics
      ? {
          diagnosticProvider: {
            identifier: DIAGNOSTIC_SOURCE,
            // A base class, or the policy, may be in another file.
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
  };
}

/** What a client of ours sends besides the capabilities of LSP. */
export function ownOptions(params: InitializeParams): InitializationOptions["fieldguard"] {
  const options: unknown = params.initializationOptions;
  const own = isObject(options) && "fieldguard" in options ? options.fieldguard : undefined;
  return isObject(own) ? own : undefined;
}

function clientUi(params: InitializeParams): Required<ClientUi> | null {
  const ui: ClientUi | undefined = ownOptions(params)?.ui;
  if (!isObject(ui)) return null;
  return {
    pick: ui.pick === true,
    input: ui.input === true,
    showEntity: ui.showEntity === true,
    explain: ui.explain === true,
    showUses: ui.showUses === true,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function includes<T>(values: readonly T[] | null | undefined, value: T): boolean {
  return Array.isArray(values) && values.includes(value);
}
