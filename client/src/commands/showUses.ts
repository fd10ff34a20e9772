import { commands, l10n, Location, Range, Uri, ViewColumn, window } from "vscode";
import { type FieldReference, USES_REQUEST, type UsesParams, type UsesResult } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { DeclaredField } from "./goToField.ts";

/** Lists where a field is used, as the editor lists references: over its declaration, or over the first of them where it has none here. */
export async function showUses(
  server: LanguageServer,
  target: DeclaredField | FieldReference,
  viewColumn = ViewColumn.Active,
): Promise<void> {
  const params = "uri" in target ? target : paramsFor(target);
  const result = await server.sendRequest<UsesResult | null>(USES_REQUEST, params);
  const places = (result?.uses ?? []).map(({ uri, range }) => new Location(Uri.parse(uri), rangeOf(range)));
  const [first] = places;
  if (!result || !first) {
    void window.showInformationMessage(l10n.t("No use of {0} was found.", `${params.entity}.${params.field}`));
    return;
  }
  const { declaration } = result;
  const over = declaration ? new Location(Uri.parse(params.uri), rangeOf(declaration)) : first;
  const position = over.range.start;
  await window.showTextDocument(over.uri, { viewColumn, selection: new Range(position, position) });
  await commands.executeCommand("editor.action.showReferences", over.uri, position, places);
}

function paramsFor({ entity, field }: DeclaredField): UsesParams {
  const { uri, name, folder, path } = entity;
  const reference = { uri, entity: name, field: field.name };
  return entity.package ? { ...reference, installed: { folder, path } } : reference;
}

function rangeOf({ start, end }: UsesResult["uses"][number]["range"]): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
