/** The panel's page in the editor. */
import type { MessageToPage, PanelSetup } from "../src/panel/messages.ts";
import type { Editor } from "./editor.ts";
import { Page } from "./page.ts";
import { speak } from "./words.ts";

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById("panel")!;
speak(JSON.parse(root.dataset.setup ?? "") as PanelSetup);
const editor = acquireVsCodeApi();
const page = new Page(root, editor);
window.addEventListener("message", ({ data }: MessageEvent<MessageToPage>) => {
  page.receive(data);
});
editor.postMessage({ type: "ready" });
