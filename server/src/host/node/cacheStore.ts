import { createHash, type Hash, randomUUID } from "node:crypto";
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { CachePart, CacheStore } from "../../workspace/ports.ts";
import { isInside } from "./inside.ts";

/** Times of some file systems are as coarse as this (FAT), and clocks of others differ a little. */
const SETTLED_MILLISECONDS = 2000;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** What was not used for this long belongs to a project, or a version, that is gone. */
const KEPT_DAYS = 30;
const MAX_BYTES_OF_FOLDER = 64 * 1024 * 1024;
const MAX_BYTES_OF_ALL = 256 * 1024 * 1024;

const ENDINGS: Readonly<Record<CachePart, string>> = {
  summaries: ".summaries",
  uses: ".uses",
  values: ".values",
};
/** Begins the name of what is being written. */
const ASIDE = "aside-";

/** A line at the end of each file. */
const SUM_LENGTH = 65;
/** Read, or written, before others have their turn. */
const BYTES_AT_ONCE = 1024 * 1024;

/**
 * Files of the user's cache folder for each project folder and each version of the product. Null when there is no such
 * folder, or when it lies inside of the project.
 */
export function openNodeCache(
  folder: string,
  content: string,
  base: string | null = cacheFolder(process.env, process.platform, homedir()),
): CacheStore | null {
  const root = realPathOf(folder);
  if (root === null || base === null || isLaidInto(root, base)) return null;
  const fileOf = (part: CachePart): string =>
    join(base, hash(root).slice(0, 32), hash(content).slice(0, 32) + ENDINGS[part]);
  // What was copied from elsewhere is not ours either.
  const newSum = (part: CachePart): Hash => createHash("sha256").update(`${root}\0${content}\0${part}\0`);
  // What leads to the folder may be a link, that leads elsewhere by the next time.
  const prefix = folder.endsWith(sep) ? folder : folder + sep;

  return {
    async read(part) {
      try {
        const file = fileOf(part);
        // A pipe would keep us waiting.
        if (!statSync(file).isFile()) return null;
        const descriptor = openSync(file, "r");
        try {
          const text = await readWhole(descriptor, newSum(part));
          if (text !== null) keepInUse(file);
          return text;
        } finally {
          closeSync(descriptor);
        }
      } catch {
        return null;
      }
    },

    async write(part, text) {
      const file = fileOf(part);
      const aside = join(dirname(file), ASIDE + randomUUID());
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        await writeWhole(aside, text, newSum(part));
        await rename(aside, file);
        tidy(base, file);
      } catch {
        // A full or read-only disk, too much to keep, or another process that has the file open.
        await rm(aside, { force: true }).catch(() => undefined);
      }
    },

    stampOf(path) {
      try {
        // By the way that files are read: where that leads elsewhere by now, others are stamped.
        const stats = lstatSync(prefix + path);
        const changed = Math.max(stats.mtimeMs, stats.ctimeMs);
        if (!stats.isFile() || changed > Date.now() - SETTLED_MILLISECONDS) return null;
        // A program may set the time of a file's content back, but not that of its change.
        return `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
      } catch {
        return null;
      }
    },

    hashOf: (bytes) => hash(bytes),
  };
}

/** Null unless it is exactly what was written. What is read at once takes a third less time than what a thread is asked for. */
async function readWhole(descriptor: number, sum: Hash): Promise<string | null> {
  const { size } = fstatSync(descriptor);
  if (size > MAX_BYTES_OF_FOLDER || size < SUM_LENGTH) return null;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const room = Buffer.allocUnsafe(Math.min(BYTES_AT_ONCE, size));
  const texts: string[] = [];
  const end = size - SUM_LENGTH;
  for (let start = 0; start < end;) {
    if (start > 0) await setImmediate();
    const bytesRead = readSync(descriptor, room, 0, Math.min(room.length, end - start), start);
    if (bytesRead === 0) return null;
    const read = room.subarray(0, bytesRead);
    sum.update(read);
    texts.push(decoder.decode(read, { stream: true }));
    start += bytesRead;
  }
  const bytesRead = readSync(descriptor, room, 0, SUM_LENGTH, end);
  const isWhole = room.toString("latin1", 0, bytesRead) === `\n${sum.digest("hex")}`;
  return isWhole ? texts.join("") + decoder.decode() : null;
}

/** @throws Error when it cannot be written as a whole. */
async function writeWhole(file: string, text: AsyncIterable<string>, sum: Hash): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    let size = SUM_LENGTH;
    for await (const part of text) {
      const bytes = Buffer.from(part, "utf8");
      size += bytes.length;
      if (size > MAX_BYTES_OF_FOLDER) throw new Error("too much to keep");
      sum.update(bytes);
      await handle.writeFile(bytes);
    }
    await handle.writeFile(`\n${sum.digest("hex")}`);
  } finally {
    await handle.close();
  }
}

function keepInUse(file: string): void {
  const now = Date.now();
  if (now - statSync(file).mtimeMs > DAY_MILLISECONDS) utimesSync(file, now / 1000, now / 1000);
}

/** By the convention of the platform; null when nobody says where. */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string | null {
  const given = (path: string | undefined): string | null => (path && isAbsolute(path) ? path : null);
  const ofHome = given(home);
  switch (platform) {
    case "win32": {
      const local = given(environment.LOCALAPPDATA);
      return local && join(local, "fieldguard", "Cache");
    }
    case "darwin":
      return ofHome && join(ofHome, "Library", "Caches", "fieldguard");
    default: {
      // https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is to be ignored.
      const folder = given(environment.XDG_CACHE_HOME) ?? (ofHome && join(ofHome, ".cache"));
      return folder && join(folder, "fieldguard");
    }
  }
}

/** Takes away what nobody has used for long, then the longest unused of what is too much. */
function tidy(base: string, newest: string): void {
  const now = Date.now();
  const kept: { readonly file: string; readonly size: number; readonly used: number }[] = [];
  for (const file of filesIn(base)) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats || file === newest) continue;
    const age = now - stats.mtimeMs;
    const isOver = age > (isKept(file) ? KEPT_DAYS : 1) * DAY_MILLISECONDS;
    if (isOver) rmSync(file, { force: true });
    else kept.push({ file, size: stats.size, used: stats.mtimeMs });
  }
  let left = MAX_BYTES_OF_ALL - (statSync(newest, { throwIfNoEntry: false })?.size ?? 0);
  for (const { file, size } of kept.sort((a, b) => b.used - a.used)) {
    left -= size;
    if (left < 0) rmSync(file, { force: true });
  }
}

/** Files of ours alone, whatever else lies there. */
function filesIn(base: string): readonly string[] {
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{32}$/.test(entry.name))
    .flatMap(({ name }) => readdirSync(join(base, name)).map((file) => join(base, name, file)))
    .filter((file) => isKept(file) || file.includes(sep + ASIDE));
}

function isKept(file: string): boolean {
  return Object.values(ENDINGS).some((ending) => file.endsWith(ending));
}

function realPathOf(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch {
    return null;
  }
}

/** The folder of the cache may not be there yet. */
function isLaidInto(root: string, base: string): boolean {
  for (let path = base; ; path = dirname(path)) {
    const real = realPathOf(path);
    if (real !== null) return isInside(root, real);
    if (path === dirname(path)) return false;
  }
}

function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}
