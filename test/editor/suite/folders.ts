import * as vscode from "vscode";
import { eventually } from "./editor.ts";
import { OPEN_AGAIN } from "./marks.ts";

/** Folders that are not there by then do not come. */
const FOLDERS_LIMIT = 2_000;

/** Whether the window has the folders of its workspace's file; else it asks to be opened again. */
export async function hasFolders(count: number): Promise<boolean> {
  // In a browser VS Code reads a workspace's file while it looks for what it remembers of it, and takes the nothing that it
  // remembers for the folders when the file comes first, also with no extension at all
  // (https://github.com/coder/code-server/issues/3061). Such a window says nothing of us; in the next one it remembers.
  const areOpen = (): boolean => vscode.workspace.workspaceFolders?.length === count;
  const isOpen = await eventually("the window has its folders", areOpen, FOLDERS_LIMIT).then(
    () => true,
    () => false,
  );
  if (!isOpen) console.log(OPEN_AGAIN);
  return isOpen;
}
