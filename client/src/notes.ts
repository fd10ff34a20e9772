import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";

const SCHEME = "fieldguard-notes";

/** Read-only pages in Markdown: what is left to do after a fix, the status. */
export class Notes implements TextDocumentContentProvider, Disposable {
  readonly #pages = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration = workspace.registerTextDocumentContentProvider(SCHEME, this);

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.#pages.get(uri.path);
  }

  /** Says modestly that something is left to do. */
  async offer(title: string, notes: readonly string[]): Promise<void> {
    const show = l10n.t("Show Notes");
    const message =
      notes.length === 1
        ? l10n.t("Done. One thing is left to do or to know.")
        : l10n.t("Done. {0} things are left to do or to know.", notes.length);
    if ((await window.showInformationMessage(message, show)) !== show) return;
    await this.show(title, notes.map((note, index) => `${index + 1}. ${note}`).join("\n"));
  }

  async show(title: string, markdown: string): Promise<void> {
    // The path's last part is the tab's title; a slash in it would cut it.
    const uri = Uri.from({ scheme: SCHEME, path: `/${title.replaceAll("/", "∕")}` });
    this.#pages.set(uri.path, `# ${title}\n\n${markdown}\n`);
    this.#changed.fire(uri);
    await commands.executeCommand("markdown.showPreview", uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
