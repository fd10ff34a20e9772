import { type Connection, RequestType } from "vscode-languageserver";
import {
  type ListedEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileParams,
  type ReadFileResult,
} from "../protocol.ts";
import type { FileSystem, ReadResult } from "../workspace/ports.ts";
import { joinUri } from "./uris.ts";

const readDirectory = new RequestType<ReadDirectoryParams, readonly ListedEntry[], void>(READ_DIRECTORY_REQUEST);
const readFile = new RequestType<ReadFileParams, ReadFileResult, void>(READ_FILE_REQUEST);

/** A folder that the client reads for us. */
export function clientFileSystem(connection: Pick<Connection, "sendRequest">, folderUri: string): FileSystem {
  const uriOf = (path: string): string => (path === "" ? folderUri : joinUri(folderUri, path));
  return {
    // Every answer may come over a network. The client's editor has no request for many files at once.
    readsAtOnce: 32,

    async readDirectory(path) {
      try {
        return await connection.sendRequest(readDirectory, { uri: uriOf(path) });
      } catch {
        // The client has gone, or made a mistake.
        return [];
      }
    },

    async readFile(path, limit) {
      try {
        return toReadResult(await connection.sendRequest(readFile, { uri: uriOf(path), limit }));
      } catch {
        return { kind: "unreadable", reason: "the editor did not answer" };
      }
    },
  };
}

function toReadResult(result: ReadFileResult): ReadResult {
  if (result.kind !== "bytes") return result;
  return { kind: "bytes", bytes: Uint8Array.from(result.bytes, (character) => character.charCodeAt(0)) };
}
