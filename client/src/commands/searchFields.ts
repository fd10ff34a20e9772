import { commands, l10n, ThemeIcon, window } from "vscode";
import type { ClassificationTree } from "../tree/classificationTree.ts";
import type { ViewState } from "../tree/viewState.ts";

/**
 * Narrows the tree while the person types. Escape brings back what was searched for before; Enter, or the choice of what
 * was found, keeps the search.
 */
export async function searchFields(tree: ClassificationTree, viewState: ViewState): Promise<void> {
  // The view may be hidden.
  await commands.executeCommand("fieldguard.classification.focus");
  const before = viewState.options.filter.text;
  const input = window.createInputBox();
  let isAccepted = false;
  input.title = l10n.t("Search the Classification");
  input.placeholder = l10n.t("name, category or path");
  input.value = before;
  // The person looks at what was found before they go on.
  input.ignoreFocusOut = true;
  input.buttons = [{ iconPath: new ThemeIcon("clear-all"), tooltip: l10n.t("Clear Search") }];
  input.onDidChangeValue((text) => {
    viewState.filterBy({ text: text.trim() });
  });
  input.onDidTriggerButton(() => {
    input.value = "";
    viewState.filterBy({ text: "" });
  });
  const accept = (): void => {
    isAccepted = true;
    input.hide();
  };
  const choice = tree.onDidSelect(accept);
  input.onDidAccept(accept);
  input.onDidHide(() => {
    if (!isAccepted) viewState.filterBy({ text: before });
    choice.dispose();
    input.dispose();
  });
  input.show();
}
