import { RequestType } from "vscode-languageserver";
import { version } from "../../../../package.json";
import { documentOf } from "../../engine/reports/document.ts";
import { type FolderReport, joinReports } from "../../engine/reports/joinReports.ts";
import type { ScanReport } from "../../engine/reports/model.ts";
import { selectFields } from "../../engine/reports/selectFields.ts";
import { type FieldReference, REPORT_REQUEST, type ReportParams, type ReportResult } from "../../protocol.ts";
import { scanReport } from "../../workspace/scanReport.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { cancelled, contentModified, onRequest } from "../door.ts";
import type { Folder } from "../folder.ts";
import type { Session } from "../session.ts";

const ATTEMPTS = 3;

const type = new RequestType<ReportParams, ReportResult, void>(REPORT_REQUEST);

/** What tree and panel show, as a document. */
export const report = onRequest(type, async (session, { format, fields }, token) => {
  // Reading texts takes a moment, in which the workspace may change.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await Promise.all(session.folders.map((folder) => session.known(folder)));
    if (token.isCancellationRequested) throw cancelled();
    const { revision } = session;
    const whole = await reportOn(session, fields);
    if (session.revision === revision) return { text: documentOf(whole, format, { allFields: false }) };
  }
  throw contentModified();
});

async function reportOn(session: Session, fields: readonly FieldReference[] | null): Promise<ScanReport> {
  const { folders } = session;
  const names = namesOf(folders);
  const selected = fields && new Set(fields.map(({ uri, entity, field }) => selectionKey(uri, entity, field)));
  const reports: FolderReport[] = [];
  for (const [index, folder] of folders.entries()) {
    const isCounted = (path: string): boolean => session.locatePath(folder, path) !== null;
    const isWanted = (path: string): boolean => !isTestPath(path) && isCounted(path);
    const report = await scanReport(folder.workspace, { version, isCounted, isWanted, isWhole: fields === null });
    const isSelected = (path: string, entity: string, field: string): boolean =>
      selected?.has(selectionKey(uriOf(session, folder, path), entity, field)) === true;
    reports.push({ name: names[index]!, report: selected ? selectFields(report, isSelected) : report });
  }
  return joinReports(reports, version);
}

function selectionKey(uri: string, entity: string, field: string): string {
  return `${uri}#${entity}.${field}`;
}

function uriOf(session: Session, folder: Folder, path: string): string {
  const located = session.locatePath(folder, path);
  return located ? session.uriOf(located) : "";
}

/** The folders' last parts; where two are called the same, the later one gets a number. */
function namesOf(folders: readonly Folder[]): readonly string[] {
  const uses = new Map<string, number>();
  return folders.map(({ key }) => {
    const name = key.split("/").at(-1) ?? "";
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    return use === 1 ? name : `${name} (${use})`;
  });
}
