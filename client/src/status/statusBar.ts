import { Disposable, l10n, StatusBarAlignment, window } from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import { lackTheirTreatment } from "../words.ts";

/** One item for the workspace: how many fields lack their treatment. Hidden where there is nothing to classify. */
export function createStatusBarItem(store: ClassificationStore): Disposable {
  const item = window.createStatusBarItem("fieldguard.status", StatusBarAlignment.Left);
  item.name = "Fieldguard";
  item.command = "fieldguard.classification.focus";

  const update = (): void => {
    const fields = store.entities.flatMap((entity) => entity.fields);
    if (store.state === "indexing") {
      item.text = "$(sync~spin) Fieldguard";
      item.tooltip = l10n.t("Fieldguard is reading the models of this workspace");
      item.show();
      return;
    }
    if (fields.length === 0) {
      item.hide();
      return;
    }
    const lacking = fields.filter((field) => field.lacksTreatment).length;
    const sensitive = fields.filter((field) => field.verdict === "sensitive").length;
    const all = sensitive === 1 ? l10n.t("1 sensitive field") : l10n.t("{0} sensitive fields", sensitive);
    item.text = `$(shield) ${lacking}`;
    item.tooltip = `Fieldguard: ${all}, ${lackTheirTreatment(lacking)}`;
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  };

  update();
  return Disposable.from(store.onDidChange(update), item);
}
