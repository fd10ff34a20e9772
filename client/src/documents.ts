import { type Disposable, workspace } from "vscode";
import { PROJECT_FILES } from "../../server/src/protocol.ts";
import type { LanguageServer } from "./languageServer.ts";

/**
 * Files alone: a diff's left side, notebooks and output are nobody's models, though their URIs may have the path of one.
 * What is a file is told by the schemes of the workspace's folders, which can be on no disk at all (`vscode-vfs`).
 */
export function documentSelector(): ({ scheme: string; language: string } | { scheme: string; pattern: string })[] {
  return [...fileSchemes()].flatMap((scheme) => [
    { scheme, language: "python" },
    // By its name: without the extension of Prisma it is plain text.
    { scheme, pattern: PRISMA_FILES },
    { scheme, pattern: PROJECT_FILES },
  ]);
}

export const PRISMA_FILES = "**/*.prisma";

/** A client learns when it is made what is a file. A folder of a scheme that is new to it needs another one. */
export function restartForNewSchemes(server: LanguageServer): Disposable {
  let known = fileSchemes();
  return workspace.onDidChangeWorkspaceFolders(() => {
    const schemes = fileSchemes();
    const isNew = [...schemes].some((scheme) => !known.has(scheme));
    known = schemes;
    if (isNew && server.state !== "stopped") void server.restart();
  });
}

function fileSchemes(): ReadonlySet<string> {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return new Set(["file", "vscode-remote", ...folders]);
}
