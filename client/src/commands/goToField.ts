import { Range, Uri, window } from "vscode";
import type { FieldNode } from "../tree/nodes.ts";

/** Opens the field's declaration with its name selected. */
export async function goToField({ entity, field }: FieldNode): Promise<void> {
  const { start, end } = field.range;
  await window.showTextDocument(Uri.parse(entity.uri), {
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}
