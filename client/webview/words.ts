import * as l10n from "@vscode/l10n";
import type { PanelField, PanelSetup } from "../src/panel/messages.ts";
import type { FigureKey } from "./figures.ts";
import type { ColumnKey } from "./sort.ts";

let setup: PanelSetup;

/** Before anything is put into words. */
export function speak(given: PanelSetup): void {
  setup = given;
  if (given.bundle) l10n.config({ contents: given.bundle });
}

export function appName(app: string): string {
  return app === "" ? l10n.t("Project") : app;
}

export function levelWords({ verdict, level }: PanelField): string {
  if (verdict === "review") return l10n.t("To decide");
  return level ? setup.levels[level] : "";
}

export function protectionWords({ protection }: PanelField): string {
  return setup.protections[protection];
}

export function treatmentWords({ treatment }: PanelField): string {
  return setup.treatments[treatment ?? "none"];
}

export function levelNames(): PanelSetup["levels"] {
  return setup.levels;
}

export function protectionNames(): PanelSetup["protections"] {
  return setup.protections;
}

/** `0 %` and `100 %` are for what is certain. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share > 0.99 && share < 1) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

export function figureName(figure: FigureKey, count: number): string {
  switch (figure) {
    case "sensitive":
      return count === 1 ? l10n.t("sensitive field") : l10n.t("sensitive fields");
    case "restricted":
      return l10n.t("restricted");
    case "lacking":
      return count === 1 ? l10n.t("lacks its treatment") : l10n.t("lack their treatment");
    case "review":
      return l10n.t("to decide");
  }
}

export function columnName(column: ColumnKey): string {
  switch (column) {
    case "field":
      return l10n.t("Field");
    case "category":
      return l10n.t("Category");
    case "level":
      return l10n.t("Level");
    case "treatment":
      return l10n.t("Needs");
    case "protection":
      return l10n.t("Has");
    case "confidence":
      return l10n.t("Likelihood");
    case "file":
      return l10n.t("File");
  }
}

/** What the sign shows, for those who do not see it. */
export function stateWords(field: PanelField): string {
  if (field.verdict === "review") return l10n.t("to decide");
  return field.lacksTreatment ? l10n.t("lacks its treatment") : l10n.t("has its treatment");
}

export function fieldCount(count: number): string {
  return count === 1 ? l10n.t("1 field") : l10n.t("{0} fields", count);
}

export function installedCount(count: number): string {
  return count === 1
    ? l10n.t("1 field in models of installed packages")
    : l10n.t("{0} fields in models of installed packages", count);
}

/** `3 of 12 fields lack their treatment`, as far as there are any. */
export function lackingCount(fields: readonly PanelField[]): string {
  const lacking = fields.filter((field) => field.lacksTreatment).length;
  if (lacking === 0) return fieldCount(fields.length);
  return l10n.t("{0} of {1} lack their treatment", lacking, fields.length);
}
