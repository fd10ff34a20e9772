import { ProtocolNotificationType0 } from "vscode-languageserver";
import { TRUSTED } from "../../protocol.ts";
import { onNotification0 } from "../door.ts";

const type = new ProtocolNotificationType0<void>(TRUSTED);

/** The person trusts the workspace: environments outside of it may be looked at. */
export const trusted = onNotification0(type, (session) => {
  session.trust();
});
