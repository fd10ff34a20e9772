import { readFileSync } from "node:fs";
import { decode } from "../workspace/decode.ts";
import type { ChangedFile } from "./changedFiles.ts";
import { UsageError } from "./verb.ts";

/**
 * A file that a verb keeps, as it is now; null when it is not there.
 * @throws UsageError when it cannot be read as a text
 */
export function textFile(path: string): ChangedFile["before"] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT") return null;
    throw new UsageError(`${path}: cannot be read (${code})`);
  }
  const decoded = decode(bytes);
  if (decoded.kind !== "text") throw new UsageError(`${path}: is not a text file`);
  return { text: decoded.text, encoding: decoded.encoding };
}

/** A text with the line ends of the file whose place it takes, which Git may have made other ones. */
export function withLineEndsOf(before: ChangedFile["before"], after: string): string {
  return before?.text.includes("\r\n") ? after.replaceAll("\n", "\r\n") : after;
}
