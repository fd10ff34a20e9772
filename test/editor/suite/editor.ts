import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi, TreeSnapshot } from "../../../client/src/testApi.ts";

export const EXTENSION = "fieldguard.fieldguard";

export const MODELS = "people/models.py";

/** The extension, activated, with its first look at the workspace done. */
export async function fieldguard(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<{ testing: TestApi }>(EXTENSION);
  assert(extension, `${EXTENSION} is not installed`);
  const { testing } = await extension.activate();
  await eventually("the classification is ready", () => testing.state() === "ready");
  return testing;
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, "no folder is open");
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
}

/** Puts `after` in the place of the one occurrence of `before`. */
export async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const range = rangeOf(editor.document, before);
  const isDone = await editor.edit((edit) => {
    edit.replace(range, after);
  });
  assert(isDone, "the edit was refused");
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert(start >= 0, `${text} is not in ${document.fileName}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Ours, as `name under the squiggle: rule`, in order. */
export function findings(document: vscode.TextDocument): readonly string[] {
  return ours(document).map((diagnostic) => `${document.getText(diagnostic.range)}: ${ruleOf(diagnostic)}`);
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export function ours(document: Pick<vscode.TextDocument, "uri">): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "fieldguard")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Titles of the lenses above a document's models. */
export async function lenses(document: vscode.TextDocument): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return found.map(({ command }) => command?.title ?? "");
}

/** All fields in the tree that the workspace declares, as `group / Entity.field`. */
export function treeFields(items: readonly TreeSnapshot[]): readonly string[] {
  const own = items.filter(({ label }) => label !== "Third-party");
  return own.flatMap((group) =>
    group.children.flatMap((entity) => entity.children.map((field) => `${group.label} / ${field.label}`)),
  );
}

export function treeField(items: readonly TreeSnapshot[], label: string): TreeSnapshot {
  const found = items
    .flatMap((group) => group.children.flatMap((entity) => entity.children))
    .find((field) => field.label === label);
  assert(found, `${label} is not in the tree`);
  return found;
}

const PATIENCE = 10_000;

/** Waits for what the editor does in its own time. A check that throws has not come true yet. `patience`: milliseconds. */
export async function eventually(what: string, check: () => unknown, patience = PATIENCE): Promise<void> {
  const end = Date.now() + patience;
  let reason = "";
  while (Date.now() < end) {
    try {
      if ((await check()) !== false) return;
    } catch (error) {
      reason = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not in ${patience / 1000} s: ${what}${reason}`);
}

/** Runs `test` on a file, then puts the whole project back, in the editors and on disk. */
export async function withRestored(path: string, test: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const before = await filesBelow("");
  try {
    await test(await open(path));
  } finally {
    for (const [file, text] of before) await restore(file, text);
    for (const file of (await filesBelow("")).keys()) {
      if (!before.has(file)) await vscode.workspace.fs.delete(fileUri(file));
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  }
}

/** What is on disk. */
export async function savedText(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(path)));
}

async function restore(path: string, text: string): Promise<void> {
  const uri = fileUri(path);
  const known = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const isSame = known ? known.getText() === text && !known.isDirty : (await savedText(path)) === text;
  if (isSame) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert(await vscode.workspace.applyEdit(edit));
  // While VS Code is saving it by itself it says no.
  await eventually("it is saved", async () => {
    assert(await document.save());
  });
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const [name, type] of await vscode.workspace.fs.readDirectory(fileUri(folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (type === vscode.FileType.File) files.set(path, await savedText(path));
    else if (type === vscode.FileType.Directory) for (const item of await filesBelow(path)) files.set(...item);
  }
  return files;
}
