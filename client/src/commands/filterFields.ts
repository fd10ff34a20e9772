import { l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import { type FieldKind, kindOf } from "../tree/filter.ts";
import type { ViewState } from "../tree/viewState.ts";
import { kindName } from "../tree/viewTexts.ts";

/** What is public is not shown as sensitive. */
const KINDS: readonly FieldKind[] = ["review", "restricted", "confidential", "internal"];

interface FilterItem extends QuickPickItem {
  /** Null: the fields that lack their treatment. */
  readonly fieldKind?: FieldKind | null;
}

/** Lets a person choose which fields the tree shows. */
export async function filterFields(store: ClassificationStore, viewState: ViewState): Promise<void> {
  const { filter } = viewState.options;
  const fields = store.entities.flatMap((entity) => entity.fields);
  const kindItems = KINDS.map((fieldKind): FilterItem => ({
    label: kindName(fieldKind),
    description: String(fields.filter((field) => kindOf(field) === fieldKind).length),
    picked: filter.kinds?.includes(fieldKind) ?? true,
    fieldKind,
  }));
  const lackingItem: FilterItem = {
    label: l10n.t("Only fields that lack their treatment"),
    description: String(fields.filter((field) => field.lacksTreatment).length),
    picked: filter.lackingOnly,
    fieldKind: null,
  };
  const separator: FilterItem = { label: l10n.t("Treatment"), kind: QuickPickItemKind.Separator };
  const chosen = await window.showQuickPick([...kindItems, separator, lackingItem], {
    canPickMany: true,
    title: l10n.t("Filter the Classification"),
    placeHolder: l10n.t("Which fields do you want to see?"),
  });
  if (!chosen) return;
  const kinds = KINDS.filter((kind) => chosen.some(({ fieldKind }) => fieldKind === kind));
  viewState.filterBy({
    kinds: kinds.length === 0 || kinds.length === KINDS.length ? null : kinds,
    lackingOnly: chosen.includes(lackingItem),
  });
}
