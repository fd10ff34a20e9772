import { l10n, ThemeIcon, window } from "vscode";
import type { ViewState } from "../tree/viewState.ts";

/** Narrows the tree while the person types. Escape brings back what was searched for before. */
export function searchFields(viewState: ViewState): void {
  const before = viewState.options.filter.text;
  const input = window.createInputBox();
  let isAccepted = false;
  input.title = l10n.t("Search the Classification");
  input.placeholder = l10n.t("name, category or path");
  input.value = before;
  input.buttons = [{ iconPath: new ThemeIcon("clear-all"), tooltip: l10n.t("Clear Search") }];
  input.onDidChangeValue((text) => {
    viewState.filterBy({ text: text.trim() });
  });
  input.onDidTriggerButton(() => {
    input.value = "";
    viewState.filterBy({ text: "" });
  });
  input.onDidAccept(() => {
    isAccepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!isAccepted) viewState.filterBy({ text: before });
    input.dispose();
  });
  input.show();
}
