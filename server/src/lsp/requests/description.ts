import { RequestType } from "vscode-languageserver";
import { DESCRIPTION_REQUEST, type DescriptionParams } from "../../protocol.ts";
import { onRequest } from "../door.ts";
import { hoverAt } from "./hover.ts";

const type = new RequestType<DescriptionParams, Awaited<ReturnType<typeof hoverAt>>, void>(DESCRIPTION_REQUEST);

/** What the hover says, for views that show what is left alone in the editor. */
export const description = onRequest(type, async (session, { textDocument, position }) => {
  const located = session.locate(textDocument.uri);
  return located && hoverAt(session, located, position, { isPatient: true });
});
