import type { FieldReference } from "../../../server/src/protocol.ts";
import { decideFields } from "../commands/decideFields.ts";
import { exportReport } from "../commands/exportReport.ts";
import { protectField } from "../commands/protectField.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { PanelActions } from "./classificationPanel.ts";
import type { PanelRow } from "./panelFiles.ts";

/** What the panel's buttons do is what the commands do. */
export function panelActions(server: LanguageServer): PanelActions {
  return {
    protect: protectField,
    decide: (rows, decision) => decideFields(server, rows.map(referenceTo), decision),
    exportReport: (rows) => exportReport(server, rows?.map(referenceTo) ?? null),
  };
}

function referenceTo({ entity, field }: PanelRow): FieldReference {
  return { uri: entity.uri, entity: entity.name, field: field.name };
}
