import * as l10n from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { InstalledField } from "../src/panel/messages.ts";
import { installedCount, levelNames, protectionNames } from "./words.ts";

export interface InstalledView {
  readonly fields: readonly InstalledField[];
  /** The documentation of a model's package is wanted. */
  readonly onOpen: (key: string) => void;
}

/** What models of installed packages hold, apart from all figures and filters: there is nothing to do about it here. */
export function installedView({ fields, onOpen }: InstalledView): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  const header = [l10n.t("Field"), l10n.t("Category"), l10n.t("Level"), l10n.t("Has"), l10n.t("Package")];
  return html`<details class="installed">
    <summary>${installedCount(fields.length)}</summary>
    <table>
      <thead>
        <tr>
          ${header.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${fields.map((field) => row(field, onOpen))}
      </tbody>
    </table>
  </details>`;
}

function row(field: InstalledField, onOpen: InstalledView["onOpen"]): TemplateResult {
  return html`<tr>
    <th scope="row">${field.folder === "" ? field.name : `${field.folder}/${field.name}`}</th>
    <td>${field.category}</td>
    <td>${field.level === null ? nothing : levelNames()[field.level]}</td>
    <td>${protectionNames()[field.protection]}</td>
    <td>
      <button
        class="step"
        title=${l10n.t("Open Documentation of {0}", field.package)}
        @click=${() => {
          onOpen(field.key);
        }}
      >
        ${field.package}
      </button>
    </td>
  </tr>`;
}
