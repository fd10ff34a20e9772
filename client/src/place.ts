import { Uri, workspace } from "vscode";

/** The path, under the folder's name where there are several folders. */
export function place(folder: string, path: string): string {
  return (workspace.workspaceFolders?.length ?? 0) > 1 ? `${folderName(folder)}/${path}` : path;
}

export function folderName(folder: string): string {
  return workspace.getWorkspaceFolder(Uri.parse(folder))?.name ?? folder;
}
