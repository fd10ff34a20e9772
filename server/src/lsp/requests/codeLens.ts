import { type CodeLens, CodeLensRequest } from "vscode-languageserver";
import type { ClassifiedField, ClassifiedFile } from "../../engine/project/model.ts";
import { CLIENT_COMMANDS, type EntityReference } from "../../protocol.ts";
import { isTestPath } from "../../workspace/testPaths.ts";
import { contentModified, onRequest } from "../door.ts";
import { toRange } from "../toProtocol.ts";

/** Above each entity, how many of its fields are sensitive and how many lack their treatment. */
export const codeLens = onRequest(CodeLensRequest.type, async (session, { textDocument }) => {
  const located = session.locate(textDocument.uri);
  if (!located || isTestPath(located.path)) return [];
  const { codeLens: setting } = await session.settings(located);
  if (!setting.enabled || !(await session.isShown(located))) return [];
  const analysis = await located.folder.workspace.analysis(located.path);
  if (!analysis) return [];
  if (session.versionOf(located) !== analysis.version) throw contentModified();

  // What lies outside of the workspace is in no classification.
  const canShow = session.flags.ui?.showEntity === true && !located.folder.isLoose;
  return lensesOf(analysis.file).map(({ entity, title, range }): CodeLens => {
    const reference: EntityReference = { uri: textDocument.uri, entity };
    const command = canShow
      ? { title, command: CLIENT_COMMANDS.showEntity, arguments: [reference] }
      : // Shown as text that does nothing when clicked.
        { title, command: "" };
    return { range, command };
  });
});

function lensesOf({
  schema,
  fields,
}: ClassifiedFile): readonly { entity: string; title: string; range: CodeLens["range"] }[] {
  return schema.entities.flatMap((entity) => {
    const sensitive = fields.filter((item) => item.entity === entity && item.classification.verdict === "sensitive");
    if (sensitive.length === 0) return [];
    return [{ entity: entity.name, title: titleOf(sensitive), range: toRange(schema.lines, entity.nameSpan) }];
  });
}

function titleOf(sensitive: readonly ClassifiedField[]): string {
  const parts = (["restricted", "confidential", "internal"] as const).flatMap((level) => {
    const count = sensitive.filter(({ classification }) => classification.level === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  const lacking = sensitive.filter(({ lacksTreatment }) => lacksTreatment).length;
  if (lacking > 0) parts.push(lacking === 1 ? "1 lacks its treatment" : `${lacking} lack their treatment`);
  return parts.join(" · ");
}
