import { RequestType } from "vscode-languageserver";
import { toldUses, useWords } from "../../engine/reports/uses.ts";
import { type FieldReference, USES_REQUEST, type UsesResult } from "../../protocol.ts";
import { onRequest } from "../door.ts";
import { toRange } from "../toProtocol.ts";

const type = new RequestType<FieldReference, UsesResult | null, void>(USES_REQUEST);

/** Where a field is used, once that is known. Null when the field is gone, or in none of the client's folders. */
export const uses = onRequest(type, async (session, { uri, entity, field }) => {
  const located = session.locate(uri);
  if (!located || located.folder.isLoose) return null;
  const { folder, path } = located;
  const { workspace } = folder;
  await session.known(folder);
  await workspace.uses.refresh();
  const file = workspace.known(path)?.file;
  const subject = file?.fields.find((item) => item.entity.name === entity && item.field.name === field);
  const known = workspace.uses.known(path, entity, field);
  if (!file || !subject || !known) return null;
  const told = toldUses(known.uses);
  const named = told.length > 0 ? told : known.uses;
  return {
    declaration: toRange(file.schema.lines, subject.field.nameSpan),
    uses: named.flatMap((use) => {
      const place = session.locatePath(folder, use.path);
      if (!place) return [];
      return [
        {
          uri: session.uriOf(place),
          range: toRange(use.lines, use.use.span),
          words: useWords(use),
          certainty: use.certainty,
        },
      ];
    }),
  };
});
