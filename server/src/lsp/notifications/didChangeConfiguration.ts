import { DidChangeConfigurationNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didChangeConfiguration = onNotification(DidChangeConfigurationNotification.type, (session, params) => {
  session.configurationChanged(params.settings);
});
