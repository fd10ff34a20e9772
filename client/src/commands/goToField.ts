import { Range, Uri, ViewColumn, window } from "vscode";
import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";

/** A field and where it stands: what tree and panel give to commands. */
export interface DeclaredField {
  readonly entity: ClassifiedEntity;
  readonly field: ClassifiedFieldModel;
}

/** Opens the field's declaration with its name selected. */
export async function goToField({ entity, field }: DeclaredField, viewColumn = ViewColumn.Active): Promise<void> {
  const { start, end } = field.range;
  await window.showTextDocument(Uri.parse(entity.uri), {
    viewColumn,
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}
