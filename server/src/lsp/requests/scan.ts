import { RequestType0 } from "vscode-languageserver";
import { SCAN_REQUEST } from "../../protocol.ts";
import { onRequest0 } from "../door.ts";

const type = new RequestType0<null, void>(SCAN_REQUEST);

/** Reads the folders of the workspace anew, whatever the client has told of their files. */
export const scan = onRequest0(type, async (session) => {
  await session.scan();
  return null;
});
