import { commands, l10n, Range, Selection, window } from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";

/** Opens the hover of the field that is declared on the cursor's line. */
export async function explainField(store: ClassificationStore): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { line } = editor.selection.active;
  const field = store
    .entitiesIn(editor.document.uri)
    .flatMap((entity) => entity.fields)
    .find(({ range }) => range.start.line === line);
  if (!field) {
    void window.showInformationMessage(l10n.t("No sensitive field is declared on this line."));
    return;
  }
  const { start, end } = field.range;
  const name = new Range(start.line, start.character, end.line, end.character);
  editor.selection = new Selection(name.start, name.start);
  editor.revealRange(name);
  await commands.executeCommand("editor.action.showHover");
}
