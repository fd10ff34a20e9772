import { Disposable, l10n, languages, type LanguageStatusItem, window } from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import { PRISMA_FILES } from "../documents.ts";
import { lackTheirTreatment, sensitiveFields } from "../words.ts";

/** The current file's line in the language status (the braces beside the language's name). */
export function createLanguageStatus(store: ClassificationStore): Disposable {
  let item: LanguageStatusItem | undefined;

  const update = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const fields = uri === undefined ? [] : store.entitiesIn(uri).flatMap((entity) => entity.fields);
    const sensitive = fields.filter((field) => field.verdict === "sensitive");
    if (sensitive.length === 0) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= languages.createLanguageStatusItem("fieldguard.file", [{ language: "python" }, { pattern: PRISMA_FILES }]);
    item.name = "Fieldguard";
    item.text = sensitiveFields(sensitive.length);
    item.detail = lackTheirTreatment(sensitive.filter((field) => field.lacksTreatment).length);
    item.command = { command: "fieldguard.classification.focus", title: l10n.t("Show Classification") };
  };

  update();
  return Disposable.from(
    store.onDidChange(update),
    window.onDidChangeActiveTextEditor(update),
    new Disposable(() => item?.dispose()),
  );
}
