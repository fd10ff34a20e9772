import { type Connection, RequestType } from "vscode-languageserver";
import {
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
} from "../protocol.ts";
import type { FileSystem, ReadResult } from "../workspace/ports.ts";
import { isWellFormed } from "./checkedMessages.ts";
import { joinUri } from "./uris.ts";

const readDirectory = new RequestType<ReadDirectoryParams, ReadDirectoryResult, void>(READ_DIRECTORY_REQUEST);
const readFile = new RequestType<ReadFileParams, ReadFileResult, void>(READ_FILE_REQUEST);

/** The client has gone, or made a mistake. */
const NO_ANSWER = { kind: "unreadable", reason: "the editor did not answer" } as const;

/** A folder that the client reads for us. */
export function clientFileSystem(connection: Pick<Connection, "sendRequest">, folderUri: string): FileSystem {
  const uriOf = (path: string): string => (path === "" ? folderUri : joinUri(folderUri, path));
  return {
    // Every answer may come over a network. The client's editor has no request for many files at once.
    readsAtOnce: 32,

    async readDirectory(path) {
      try {
        const result = await connection.sendRequest(readDirectory, { uri: uriOf(path) });
        return isWellFormed(READ_DIRECTORY_REQUEST, result) ? result : NO_ANSWER;
      } catch {
        return NO_ANSWER;
      }
    },

    async readFile(path, limit) {
      try {
        const result = await connection.sendRequest(readFile, { uri: uriOf(path), limit });
        return isWellFormed(READ_FILE_REQUEST, result) ? toReadResult(result) : NO_ANSWER;
      } catch {
        return NO_ANSWER;
      }
    },
  };
}

function toReadResult(result: ReadFileResult): ReadResult {
  if (result.kind !== "bytes") return result;
  const bytes = new Uint8Array(result.bytes.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = result.bytes.charCodeAt(index);
  return { kind: "bytes", bytes };
}
