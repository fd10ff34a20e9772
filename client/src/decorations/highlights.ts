import {
  type Disposable,
  languages,
  Range,
  TabInputText,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import {
  type FieldHighlight,
  HIGHLIGHTS_REQUEST,
  type HighlightsParams,
  type HighlightsResult,
} from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import { documentSelector } from "../documents.ts";
import type { LanguageServer } from "../languageServer.ts";
import { createHighlightStyles, styleKey } from "./highlightStyles.ts";

/** The editor moves the marks with the text meanwhile, so that nothing flickers and nothing hurries. */
const DELAY = 150;

/** Marks the names of sensitive fields in the editors that are seen. */
export class Highlights implements Disposable {
  readonly #server: LanguageServer;
  readonly #styles = createHighlightStyles();
  /** The marks of each editor that has some, as `name: style`. */
  readonly #shown = new Map<TextEditor, readonly string[]>();
  readonly #subscriptions: readonly { dispose(): void }[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: LanguageServer, store: ClassificationStore) {
    this.#server = server;
    this.#subscriptions = [
      store.onDidChange(() => {
        this.#schedule();
      }),
      server.onDidChangeState(() => {
        this.#schedule();
      }),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of this.#shown.keys()) if (!editors.includes(editor)) this.#shown.delete(editor);
        this.#schedule();
      }),
      window.tabGroups.onDidChangeTabs(() => {
        this.#schedule();
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (window.visibleTextEditors.some((editor) => editor.document === document)) this.#schedule();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("fieldguard")) this.#schedule();
      }),
    ];
    this.#schedule();
  }

  /** As `name: level sign`, as of the last answer of the server. */
  shownIn(editor: TextEditor): readonly string[] {
    return this.#shown.get(editor) ?? [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const style of this.#styles.values()) style.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const editor of window.visibleTextEditors) void this.#update(editor);
    }, DELAY);
  }

  async #update(editor: TextEditor): Promise<void> {
    const { document } = editor;
    if (!this.#isMarked(editor)) {
      this.#show(editor, []);
      return;
    }
    const params: HighlightsParams = { textDocument: { uri: document.uri.toString() } };
    try {
      const result = await this.#server.sendRequest<HighlightsResult>(HIGHLIGHTS_REQUEST, params);
      // An answer about another text would mark the wrong words; the change has asked anew.
      if (result.version !== document.version || !window.visibleTextEditors.includes(editor)) return;
      // The marks may have been switched off meanwhile.
      this.#show(editor, this.#isMarked(editor) ? result.highlights : []);
    } catch (error) {
      // Overtaken by a change, or the server is going away: either asks anew.
      this.#server.log.debug(`highlights: ${String(error)}`);
    }
  }

  #isMarked(editor: TextEditor): boolean {
    return this.#server.isRunning && isPlain(editor) && this.#isOurs(editor.document);
  }

  #isOurs(document: TextDocument): boolean {
    const isKnown = languages.match(documentSelector(), document) > 0;
    return isKnown && workspace.getConfiguration("fieldguard.highlights", document).get("enabled", true);
  }

  #show(editor: TextEditor, highlights: readonly FieldHighlight[]): void {
    if (highlights.length === 0 && !this.#shown.delete(editor)) return;
    for (const [key, style] of this.#styles) {
      editor.setDecorations(style, highlights.filter((item) => styleKey(item) === key).map(rangeOf));
    }
    if (highlights.length === 0) return;
    const names = highlights.map((item) => `${editor.document.getText(rangeOf(item))}: ${styleKey(item)}`);
    this.#shown.set(editor, names);
  }
}

/** Diffs and peeks have no column; the result of a merge has one, in whose tab there is more than that text. */
function isPlain({ document, viewColumn }: TextEditor): boolean {
  const tab = window.tabGroups.all.find((group) => group.viewColumn === viewColumn)?.activeTab;
  return tab?.input instanceof TabInputText && tab.input.uri.toString() === document.uri.toString();
}

function rangeOf({ range: { start, end } }: FieldHighlight): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
