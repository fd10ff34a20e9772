import { type ClientCapabilities, CodeActionKind } from "vscode-languageserver/node";

/** What a test's client can do; everything is on unless switched off. */
export interface Abilities {
  readonly pull?: boolean;
  readonly versions?: boolean;
  readonly actionLiterals?: boolean;
  readonly lazyEdits?: boolean;
  readonly documentChanges?: boolean;
  readonly createFiles?: boolean;
  readonly annotations?: boolean;
  readonly markdown?: boolean;
  readonly configuration?: boolean;
  readonly watchers?: boolean;
  readonly folders?: boolean;
  readonly progress?: boolean;
  readonly refresh?: boolean;
}

/** Everything off: a client that opens documents and reads diagnostics. */
export const PLAIN: Required<Abilities> = {
  pull: false,
  versions: false,
  actionLiterals: false,
  lazyEdits: false,
  documentChanges: false,
  createFiles: false,
  annotations: false,
  markdown: false,
  configuration: false,
  watchers: false,
  folders: false,
  progress: false,
  refresh: false,
};

export function capabilitiesOf(abilities: Abilities): ClientCapabilities {
  const can = (ability: keyof Abilities): boolean => abilities[ability] ?? true;
  const only = <T extends object>(ability: keyof Abilities, value: T): T | object => (can(ability) ? value : {});
  return {
    general: { positionEncodings: ["utf-16"] },
    workspace: {
      configuration: can("configuration"),
      workspaceFolders: can("folders"),
      ...only("configuration", { didChangeConfiguration: { dynamicRegistration: true } }),
      ...only("watchers", { didChangeWatchedFiles: { dynamicRegistration: true } }),
      ...only("refresh", { diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true } }),
      workspaceEdit: {
        documentChanges: can("documentChanges"),
        ...only("createFiles", { resourceOperations: ["create", "rename", "delete"] }),
        ...only("annotations", { changeAnnotationSupport: { groupsOnLabel: true } }),
      },
    },
    textDocument: {
      ...only("pull", { diagnostic: { dynamicRegistration: false } }),
      publishDiagnostics: { versionSupport: can("versions"), dataSupport: true },
      hover: { contentFormat: can("markdown") ? ["markdown", "plaintext"] : ["plaintext"] },
      codeAction: {
        isPreferredSupport: true,
        disabledSupport: true,
        dataSupport: can("lazyEdits"),
        ...only("lazyEdits", { resolveSupport: { properties: ["edit"] } }),
        ...only("actionLiterals", {
          codeActionLiteralSupport: {
            codeActionKind: { valueSet: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
          },
        }),
      },
    },
    window: { workDoneProgress: can("progress") },
  };
}
