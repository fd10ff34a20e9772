import { type Disposable, FileSystemError, FileType, Uri, workspace } from "vscode";
import {
  type ListedEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
} from "../../server/src/protocol.ts";
import type { LanguageServer } from "./languageServer.ts";

/**
 * Lists and reads the workspace's files for a server that cannot. Folder by folder, and not with `findFiles`, which says
 * nothing of links and leaves out what the person hid from the explorer: the server is to see what it sees elsewhere.
 */
export function serveWorkspaceFiles(server: LanguageServer): Disposable {
  return server.onDidMakeClient((client) => {
    client.onRequest(READ_DIRECTORY_REQUEST, ({ uri }: ReadDirectoryParams) => readDirectory(Uri.parse(uri)));
    client.onRequest(READ_FILE_REQUEST, ({ uri, limit }: ReadFileParams) => readFile(Uri.parse(uri), limit));
  });
}

const OUTSIDE = { kind: "unreadable", reason: "lies outside the workspace" } as const;

async function readDirectory(uri: Uri): Promise<ReadDirectoryResult> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return OUTSIDE;
  try {
    // The folder of the workspace may be a link: that one the user chose. Another one may lead anywhere.
    if (!isSame(folder.uri, uri) && (await workspace.fs.stat(uri)).type !== FileType.Directory) {
      return { kind: "missing" };
    }
    const entries = await workspace.fs.readDirectory(uri);
    return { kind: "entries", entries: entries.map(([name, type]) => ({ name, kind: kindOf(type) })) };
  } catch (error) {
    return failure(error);
  }
}

async function readFile(uri: Uri, limit: number): Promise<ReadFileResult> {
  if (!workspace.getWorkspaceFolder(uri)) return OUTSIDE;
  try {
    const { type, size } = await workspace.fs.stat(uri);
    // Where a link leads cannot be told here.
    if (type !== FileType.File) return { kind: "unreadable", reason: "not a regular file" };
    if (size > limit) return { kind: "too large", size };
    const bytes = await workspace.fs.readFile(uri);
    // Some file systems do not know the size beforehand.
    if (bytes.length > limit) return { kind: "too large", size: bytes.length };
    return { kind: "bytes", bytes: characters(bytes) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): { kind: "missing" } | { kind: "unreadable"; reason: string } {
  const code = error instanceof FileSystemError ? error.code : "unknown error";
  return code === "FileNotFound" || code === "FileNotADirectory"
    ? { kind: "missing" }
    : { kind: "unreadable", reason: code };
}

function isSame(a: Uri, b: Uri): boolean {
  return a.toString().replace(/\/$/, "") === b.toString().replace(/\/$/, "");
}

function kindOf(type: FileType): ListedEntry["kind"] {
  // A link has the kind of its target, too.
  if ((type & FileType.SymbolicLink) !== 0) return "link";
  if (type === FileType.File) return "file";
  return type === FileType.Directory ? "directory" : "other";
}

/** One a byte. */
function characters(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  }
  return parts.join("");
}
