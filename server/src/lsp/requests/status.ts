import { RequestType0 } from "vscode-languageserver";
import { version } from "../../../../package.json";
import { type FolderStatus, STATUS_REQUEST, type StatusResult } from "../../protocol.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { onRequest0 } from "../door.ts";
import type { Folder } from "../folder.ts";
import type { Session } from "../session.ts";

const type = new RequestType0<StatusResult, void>(STATUS_REQUEST);

/** What the server is doing, for a person or a report. */
export const status = onRequest0(type, (session): StatusResult => ({
  version,
  platform: session.host.platform,
  memory: session.host.memory(),
  diagnostics: session.flags.pullDiagnostics ? "pull" : "push",
  openDocuments: session.openDocuments,
  folders: session.folders.map((folder) => folderStatus(session, folder)),
}));

/** Counts what the classification counts. */
function folderStatus(session: Session, folder: Folder): FolderStatus {
  const { uri, state, workspace } = folder;
  const isOwn = (path: string): boolean => session.locatePath(folder, path) !== null;
  const analyses = workspace.analyses().filter(({ path }) => !isTestPath(path) && isOwn(path));
  const fields = analyses.flatMap(({ file }) => file.fields);
  return {
    uri,
    state,
    revision: workspace.revision,
    policy: workspace.policyPath,
    ...workspace.filesWhere(isOwn),
    entities: analyses.reduce((sum, { file }) => sum + file.schema.entities.length, 0),
    fields: fields.length,
    sensitive: fields.filter(({ classification }) => classification.verdict === "sensitive").length,
    lacksTreatment: fields.filter(({ lacksTreatment }) => lacksTreatment).length,
    findings: workspace
      .accepting([
        ...analyses.flatMap((each) => [...each.findings, ...workspace.usesFindings(each)]),
        ...workspace.leakPaths.flatMap((path) => workspace.leaksIn(path)),
        ...workspace.settingsFindings,
      ])
      .filter(({ path, suppressed }) => suppressed === null && isOwn(path)).length,
    // A message may name fields.
    problems: workspace
      .problems()
      .filter(({ path }) => isOwn(path))
      .map(({ path, line }) => ({ path, line })),
  };
}
