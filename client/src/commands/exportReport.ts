import { env, l10n, UIKind, Uri, window, workspace } from "vscode";
import {
  type FieldReference,
  REPORT_REQUEST,
  type ReportFormat,
  type ReportParams,
  type ReportResult,
} from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";

interface Format {
  readonly label: string;
  readonly detail: string;
  readonly format: ReportFormat;
  readonly extension: string;
}

/** Asks for a format and a place, and writes the report there. `fields`: null for everything. */
export async function exportReport(server: LanguageServer, fields: readonly FieldReference[] | null): Promise<void> {
  // Nobody is to choose in vain.
  await server.whenRunning();
  const title = fields
    ? l10n.t("Export {0} Selected Fields", fields.length)
    : l10n.t("Export a Report on All Sensitive Fields");
  const chosen = await window.showQuickPick(formats(), { title, matchOnDetail: true });
  if (!chosen) return;
  const params: ReportParams = { format: chosen.format, fields };
  const { text } = await server.sendRequest<ReportResult>(REPORT_REQUEST, params);
  const uri = await window.showSaveDialog({
    title,
    filters: { [chosen.label]: [chosen.extension] },
    ...defaultPlace(`data-classification.${chosen.extension}`),
  });
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = l10n.t("Open");
  const name = uri.path.split("/").at(-1) ?? "";
  if ((await window.showInformationMessage(l10n.t("The report is in {0}.", name), open)) !== open) return;
  if (chosen.format === "html" && isOnThisMachine(uri)) await env.openExternal(uri);
  else await window.showTextDocument(uri);
}

/** Where a browser can open it, to be read and not to be edited. */
function isOnThisMachine({ scheme }: Uri): boolean {
  return scheme === "file" && env.remoteName === undefined && env.uiKind === UIKind.Desktop;
}

function formats(): readonly Format[] {
  return [
    { label: "HTML", detail: l10n.t("One page to read, print or send"), format: "html", extension: "html" },
    { label: "Markdown", detail: l10n.t("For a wiki or a merge request"), format: "markdown", extension: "md" },
    { label: "CSV", detail: l10n.t("One row a field, for a spreadsheet"), format: "csv", extension: "csv" },
    { label: "JSON", detail: l10n.t("Everything, for programs"), format: "json", extension: "json" },
    { label: "SARIF", detail: l10n.t("The findings, for code scanning"), format: "sarif", extension: "sarif" },
  ];
}

function defaultPlace(name: string): { readonly defaultUri?: Uri } {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder ? { defaultUri: Uri.joinPath(folder, name) } : {};
}
