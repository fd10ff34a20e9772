import { Disposable, l10n, StatusBarAlignment, window } from "vscode";
import type { ClassificationStore } from "../classificationStore.ts";
import type { Pause } from "../pause.ts";
import { lackTheirTreatment, sensitiveFields } from "../words.ts";

/** Work that takes less than this many milliseconds shows nothing. */
const SILENT = 500;

/** One item for the workspace: how many fields lack their treatment. Hidden where there is nothing to classify. */
export function createStatusBarItem(store: ClassificationStore, pause: Pause): Disposable {
  const item = window.createStatusBarItem("fieldguard.status", StatusBarAlignment.Left);
  item.name = "Fieldguard";
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is shown when the timer ends. */
  let expected: "indexing" | "stopped" | undefined;

  const show = (text: string, tooltip: string, command: string): void => {
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip };
    item.command = command;
    item.show();
  };

  const showReading = (): void => {
    const tooltip = l10n.t("Fieldguard is reading the models of this workspace. Click to stop.");
    show("$(sync~spin) Fieldguard", tooltip, "fieldguard.stopScan");
  };
  const showStopped = (): void => {
    const tooltip = l10n.t("Fieldguard's language server is not running. Click to start it.");
    show("$(warning) Fieldguard", tooltip, "fieldguard.restartServer");
  };

  const update = (): void => {
    if (store.state !== "ready" && !pause.isPaused) {
      if (store.state === expected) return;
      clearTimeout(timer);
      expected = store.state;
      timer = setTimeout(expected === "indexing" ? showReading : showStopped, SILENT);
      return;
    }
    clearTimeout(timer);
    expected = undefined;
    if (pause.isPaused) {
      const tooltip = l10n.t("Fieldguard is paused in this workspace. Click to resume.");
      show("$(debug-pause) Fieldguard", tooltip, "fieldguard.resume");
      return;
    }
    const fields = store.entities.flatMap((entity) => entity.fields);
    const lacking = fields.filter((field) => field.lacksTreatment).length;
    if (store.stoppedAfter !== null) {
      const files = store.stoppedAfter;
      const tooltip = l10n.t("Fieldguard: the scan was stopped after {0} files. Click to scan all.", files);
      show(`$(warning) ${lacking}`, tooltip, "fieldguard.scanWorkspace");
      return;
    }
    if (store.cappedAt !== null) {
      const tooltip = l10n.t(
        "Fieldguard: a folder has more than {0} files, and the rest is not read. “limits” in fieldguard.yml change that.",
        store.cappedAt,
      );
      show(`$(warning) ${lacking}`, tooltip, "fieldguard.showStatus");
      return;
    }
    if (fields.length === 0) {
      item.hide();
      return;
    }
    const sensitive = fields.filter((field) => field.verdict === "sensitive").length;
    const tooltip = `Fieldguard: ${sensitiveFields(sensitive)}, ${lackTheirTreatment(lacking)}`;
    show(`$(shield) ${lacking}`, tooltip, "fieldguard.classification.focus");
  };

  update();
  return Disposable.from(
    store.onDidChange(update),
    pause.onDidChange(update),
    item,
    new Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
