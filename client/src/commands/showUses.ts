import { commands, l10n, Location, Position, Range, Uri, ViewColumn, window } from "vscode";
import { type FieldReference, USES_REQUEST, type UsesResult } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { DeclaredField } from "./goToField.ts";

/** Lists where a field is used, over its declaration, as the editor lists references. */
export async function showUses(
  server: LanguageServer,
  target: DeclaredField | FieldReference,
  viewColumn = ViewColumn.Active,
): Promise<void> {
  const reference = "uri" in target ? target : referenceOf(target);
  const result = await server.sendRequest<UsesResult | null>(USES_REQUEST, reference);
  if (!result || result.uses.length === 0) {
    const field = `${reference.entity}.${reference.field}`;
    void window.showInformationMessage(l10n.t("No use of {0} was found.", field));
    return;
  }
  const uri = Uri.parse(reference.uri);
  const { start } = result.declaration;
  const position = new Position(start.line, start.character);
  await window.showTextDocument(uri, { viewColumn, selection: new Range(position, position) });
  const places = result.uses.map(
    ({ uri: place, range }) =>
      new Location(
        Uri.parse(place),
        new Range(range.start.line, range.start.character, range.end.line, range.end.character),
      ),
  );
  await commands.executeCommand("editor.action.showReferences", uri, position, places);
}

function referenceOf({ entity, field }: DeclaredField): FieldReference {
  return { uri: entity.uri, entity: entity.name, field: field.name };
}
