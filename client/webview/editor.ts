import type { MessageToEditor } from "../src/panel/messages.ts";

/** What VS Code gives to the page of a webview. */
export interface Editor {
  postMessage(message: MessageToEditor): void;
  getState(): unknown;
  setState(state: unknown): void;
}
