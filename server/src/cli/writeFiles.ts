import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { decode, encode } from "../workspace/decode.ts";
import type { ChangedFile } from "./changedFiles.ts";
import { UsageError } from "./verb.ts";

interface Prepared {
  /** Where links lead to, so that a link stays one. */
  readonly target: string;
  readonly temporary: string;
  /** What is there now; null for a new file. */
  readonly original: Uint8Array | null;
}

/**
 * Writes all files or none. Everything that can fail (encoding, rights, space on the disk) is done on temporary files
 * beside the real ones; then each takes its place in one step, and if one cannot, those before it are put back.
 * @throws UsageError when nothing was written.
 */
export function writeFiles(root: string, files: readonly ChangedFile[]): void {
  const prepared: Prepared[] = [];
  const replaced: Prepared[] = [];
  try {
    for (const file of files) prepared.push(prepare(root, file));
    for (const file of prepared) {
      replace(file);
      replaced.push(file);
    }
  } catch (error) {
    for (const file of replaced.reverse()) putBack(file);
    if (error instanceof UsageError) throw error;
    throw new UsageError(`nothing was written: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
  }
}

function prepare(root: string, { path, before, after }: ChangedFile): Prepared {
  const encoded = encode(after, before?.encoding ?? { label: "utf-8", byteOrderMark: false });
  if (encoded.kind !== "bytes") throw new UsageError(`nothing was written: ${path}: ${encoded.reason}`);
  const asNamed = join(root, path);
  mkdirSync(dirname(asNamed), { recursive: true });
  const target = before ? realpathSync(asNamed) : asNamed;
  const original = before ? unchangedBytes(target, path, before.text) : null;
  const temporary = `${target}.${process.pid}.fieldguard-tmp`;
  writeFileSync(temporary, encoded.bytes, { flag: "wx" });
  if (before) chmodSync(temporary, statSync(target).mode & 0o7777);
  return { target, temporary, original };
}

function unchangedBytes(target: string, path: string, text: string): Uint8Array {
  const bytes = readFileSync(target);
  const decoded = decode(bytes);
  if (decoded.kind === "text" && decoded.text === text) return bytes;
  throw new UsageError(`nothing was written: ${path} has just been changed by someone else; run again`);
}

function replace({ target, temporary, original }: Prepared): void {
  if (original) renameSync(temporary, target);
  // Unlike a rename this fails when the file has come into being in the meantime.
  else copyFileSync(temporary, target, constants.COPYFILE_EXCL);
}

function putBack({ target, original }: Prepared): void {
  if (original) writeFileSync(target, original);
  else rmSync(target, { force: true });
}
