import { commands, l10n, Position, Range, Selection, type TextEditor, Uri, window } from "vscode";
import type { Hover } from "vscode-languageclient";
import type { FieldPlace } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";

/** Opens the hover of a field: of the one at the cursor, or else of the one that is declared on the cursor's line. */
export async function explainField(server: LanguageServer, place?: FieldPlace): Promise<void> {
  const editor = place ? await window.showTextDocument(Uri.parse(place.uri)) : window.activeTextEditor;
  if (!editor) return;
  const positions = place ? [new Position(place.position.line, place.position.character)] : placesAtCursor(editor);
  for (const position of positions) {
    const name = await nameAt(server, editor, position);
    if (!name) continue;
    editor.selection = new Selection(name.start, name.start);
    editor.revealRange(name);
    await commands.executeCommand("editor.action.showHover");
    return;
  }
  void window.showInformationMessage(l10n.t("No sensitive field is named here."));
}

function placesAtCursor({ document, selection: { active } }: TextEditor): readonly Position[] {
  // A declaration begins with the name.
  return [active, active.with({ character: document.lineAt(active.line).firstNonWhitespaceCharacterIndex })];
}

/** Asks the server, which also knows of files outside of the workspace, and of fields in use. */
async function nameAt(
  server: LanguageServer,
  { document }: TextEditor,
  { line, character }: Position,
): Promise<Range | null> {
  const params = { textDocument: { uri: document.uri.toString() }, position: { line, character } };
  const hover = await server.sendRequest<Hover | null>("textDocument/hover", params);
  if (!hover?.range) return null;
  const { start, end } = hover.range;
  return new Range(start.line, start.character, end.line, end.character);
}
