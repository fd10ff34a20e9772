import { l10n, Uri } from "vscode";
import { type FolderStatus, STATUS_REQUEST, type StatusResult } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { Notes } from "../notes.ts";

/** What the server is doing, as a page that can go into a report: no source and no names of fields. */
export async function showStatus(server: LanguageServer, notes: Notes): Promise<void> {
  const status = await server.sendRequest<StatusResult>(STATUS_REQUEST);
  await notes.show(l10n.t("Status"), statusPage(status));
}

export function statusPage(status: StatusResult): string {
  const memory = status.memory === null ? "" : ` · ${Math.round(status.memory / 1_000_000)} MB`;
  return [
    `Fieldguard ${status.version} · ${status.platform}${memory}`,
    l10n.t("Open documents: {0} · diagnostics: {1}", status.openDocuments, status.diagnostics),
    ...status.folders.map(folderSection),
  ].join("\n\n");
}

function folderSection(folder: FolderStatus): string {
  const rows: readonly (readonly [string, string | number])[] = [
    [l10n.t("State"), folder.state],
    [l10n.t("Policy"), folder.policy ?? l10n.t("none")],
    [l10n.t("Files read"), `${folder.read} / ${folder.seen}`],
    [l10n.t("Entities"), folder.entities],
    [l10n.t("Fields"), folder.fields],
    [l10n.t("Sensitive"), folder.sensitive],
    [l10n.t("Lacking their treatment"), folder.lacksTreatment],
    [l10n.t("Findings"), folder.findings],
  ];
  const lists = [
    list(
      l10n.t("Skipped"),
      folder.skipped.map(({ path, reason }) => `\`${path}\`: ${reason}`),
    ),
    list(
      l10n.t("Problems"),
      folder.problems.map(({ path, line }) => `\`${path}\`:${line}`),
    ),
  ];
  return [
    `## ${Uri.parse(folder.uri).path.split("/").at(-1) ?? ""}`,
    ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join("\n"),
    ...lists,
  ].join("\n\n");
}

const LONGEST_LIST = 50;

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length > LONGEST_LIST ? [l10n.t("… and {0} more", items.length - LONGEST_LIST)] : [];
  return [`### ${title}`, [...items.slice(0, LONGEST_LIST), ...more].map((item) => `- ${item}`).join("\n")].join(
    "\n\n",
  );
}
