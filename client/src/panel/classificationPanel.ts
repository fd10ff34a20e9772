import {
  commands,
  type Disposable,
  env,
  l10n,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
} from "vscode";
import type {
  ClassifiedEntity,
  EntityReference,
  Level,
  ProtectionKind,
  Treatment,
} from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import { levelName, protectionName, treatmentName } from "../words.ts";
import { goToField } from "../commands/goToField.ts";
import { installedFields, installedKey } from "./installedFields.ts";
import type { MessageToEditor, MessageToPage, PanelSetup } from "./messages.ts";
import { pageOf } from "./page.ts";
import { entityIdOf, PanelFiles, type PanelRow } from "./panelFiles.ts";

const VIEW_TYPE = "fieldguard.panel";

/** What the panel cannot do itself. */
export interface PanelActions {
  protect(row: PanelRow, column: ViewColumn): Promise<void>;
  decide(rows: readonly PanelRow[], decision: "set-category" | "ignore"): Promise<void>;
  /** Null: everything. */
  exportReport(rows: readonly PanelRow[] | null): Promise<void>;
}

export interface PanelOptions {
  readonly extensionUri: Uri;
  readonly store: ClassificationStore;
  readonly actions: PanelActions;
}

/** The panel *Data Classification*, open once at most. It comes back after a reload of the window. */
export class ClassificationPanel implements WebviewPanelSerializer, Disposable {
  readonly #distribution: Uri;
  readonly #store: ClassificationStore;
  readonly #actions: PanelActions;
  readonly #registrations: readonly Disposable[];
  #panel: WebviewPanel | null = null;
  #files = new PanelFiles();
  /** What the page knows of models of packages. */
  #shownInstalled: readonly ClassifiedEntity[] = [];
  /** The page listens: it loses everything while it is hidden. */
  #isReady = false;
  /** To be shown as soon as the page listens. */
  #pending: EntityReference | null = null;

  constructor({ extensionUri, store, actions }: PanelOptions) {
    this.#distribution = Uri.joinPath(extensionUri, "dist");
    this.#store = store;
    this.#actions = actions;
    this.#registrations = [
      store.onDidChange(() => {
        this.#update();
      }),
      window.registerWebviewPanelSerializer(VIEW_TYPE, this),
    ];
  }

  /** Opens the panel, or brings it to the front; narrowed to an entity when one is named. */
  show(reference: EntityReference | null): void {
    this.#pending = reference;
    if (!this.#panel) {
      const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
      this.#use(window.createWebviewPanel(VIEW_TYPE, title(), column, this.#webviewOptions()));
      return;
    }
    this.#panel.reveal();
    this.#showPending();
  }

  /** The field of a row; undefined when it is gone. */
  rowWith(key: string): PanelRow | undefined {
    return this.#files.find([key])[0];
  }

  /** So that both are seen, the panel and what it opens. */
  columnBeside(): ViewColumn {
    const others = window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== this.#panel?.viewColumn);
    return others[0]?.viewColumn ?? ViewColumn.Beside;
  }

  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    panel.webview.options = this.#webviewOptions();
    this.#use(panel);
    return Promise.resolve();
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#panel?.dispose();
  }

  #use(panel: WebviewPanel): void {
    this.#panel = panel;
    this.#isReady = false;
    panel.iconPath = { light: this.#media("shield.svg"), dark: this.#media("shield-dark.svg") };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#isReady = false;
    });
    panel.webview.onDidReceiveMessage((message: MessageToEditor) => {
      this.#receive(message).catch((error: unknown) => {
        // Nobody else hears of it: the page's buttons are no commands.
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      });
    });
    panel.webview.html = this.#page(panel.webview);
  }

  #media(name: string): Uri {
    return Uri.joinPath(this.#distribution, "..", "media", name);
  }

  #webviewOptions(): { readonly enableScripts: true; readonly localResourceRoots: readonly Uri[] } {
    return { enableScripts: true, localResourceRoots: [this.#distribution] };
  }

  #page(webview: Webview): string {
    const resource = (name: string): string => webview.asWebviewUri(Uri.joinPath(this.#distribution, name)).toString();
    return pageOf({
      source: webview.cspSource,
      script: resource("panel.js"),
      style: resource("panel.css"),
      nonce: crypto.randomUUID(),
      language: env.language,
      title: title(),
      setup: setup(),
    });
  }

  async #receive(message: MessageToEditor): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#isReady = true;
        this.#files = new PanelFiles();
        this.#shownInstalled = [];
        this.#update();
        this.#showPending();
        return;
      case "open":
        for (const row of this.#files.find([message.key])) await goToField(row, this.columnBeside());
        return;
      case "documentation": {
        const model = this.#store.thirdParty.find((entity) => installedKey(entity) === message.key);
        if (model) await commands.executeCommand("vscode.open", Uri.parse(model.uri));
        return;
      }
      case "protect":
        for (const row of this.#files.find([message.key])) await this.#actions.protect(row, this.columnBeside());
        return;
      case "decide":
        await this.#actions.decide(this.#files.find(message.keys), message.decision);
        return;
      case "export":
        await this.#actions.exportReport(message.keys && this.#files.find(message.keys));
    }
  }

  #update(): void {
    if (!this.#isReady) return;
    const files = this.#files.update(this.#store.entities, folderName);
    this.#post({ type: "classification", state: this.#store.state, files });
    const { thirdParty } = this.#store;
    if (thirdParty === this.#shownInstalled || thirdParty.length + this.#shownInstalled.length === 0) return;
    this.#shownInstalled = thirdParty;
    this.#post({ type: "installed", fields: installedFields(thirdParty, folderName) });
  }

  #showPending(): void {
    const reference = this.#pending;
    if (!this.#isReady || !reference) return;
    this.#pending = null;
    this.#post({ type: "show", entityId: entityIdOf(reference.uri, reference.entity) });
  }

  #post(message: MessageToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}

function title(): string {
  return l10n.t("Data Classification");
}

function setup(): PanelSetup {
  const levels: readonly Level[] = ["public", "internal", "confidential", "restricted"];
  const treatments: readonly Treatment[] = ["do not store", "hash", "tokenize", "encrypt", "access control", "none"];
  const protections: readonly ProtectionKind[] = ["none", "encrypted", "tokenized", "hashed", "masked", "generated"];
  return {
    bundle: l10n.bundle ?? null,
    levels: Object.fromEntries(levels.map((level) => [level, levelName(level)])) as Record<Level, string>,
    treatments: Object.fromEntries(treatments.map((treatment) => [treatment, treatmentName(treatment)])) as Record<
      Treatment,
      string
    >,
    protections: Object.fromEntries(protections.map((kind) => [kind, protectionName(kind)])) as Record<
      ProtectionKind,
      string
    >,
  };
}

function folderName({ folder }: ClassifiedEntity): string {
  if ((workspace.workspaceFolders?.length ?? 0) < 2) return "";
  return workspace.getWorkspaceFolder(Uri.parse(folder))?.name ?? "";
}
