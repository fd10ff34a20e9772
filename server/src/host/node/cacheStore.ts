import { createHash, randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, utimesSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, sep } from "node:path";
import type { CacheStore } from "../../workspace/ports.ts";

/** Times of some file systems are as coarse as this (FAT), and clocks of others differ a little. */
const SETTLED_MILLISECONDS = 2000;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** What was not used for this long belongs to a project, or a version, that is gone. */
const KEPT_DAYS = 30;
const MAX_BYTES_OF_FOLDER = 64 * 1024 * 1024;
const MAX_BYTES_OF_ALL = 256 * 1024 * 1024;

const ENDING = ".summaries";
/** Begins the name of what is being written. */
const ASIDE = "aside-";

/**
 * A file of the user's cache folder for each project folder and each version of the product. Null when there is no such
 * folder, or when it lies inside of the project.
 */
export function openNodeCache(
  folder: string,
  content: string,
  base: string | null = cacheFolder(process.env, process.platform, homedir()),
): CacheStore | null {
  const root = realPathOf(folder);
  if (root === null || base === null || isInside(root, base)) return null;
  const file = join(base, hash(root).slice(0, 32), hash(content).slice(0, 32) + ENDING);
  // What was copied from elsewhere is not ours either.
  const sum = (text: Uint8Array): string => hash(`${root}\0${content}\0`, text);

  return {
    read() {
      try {
        const stats = statSync(file);
        if (!stats.isFile() || stats.size > MAX_BYTES_OF_FOLDER) return null;
        const bytes = readFileSync(file);
        const start = bytes.indexOf("\n") + 1;
        const text = bytes.subarray(start);
        if (start === 0 || bytes.toString("latin1", 0, start - 1) !== sum(text)) return null;
        const now = Date.now();
        if (now - stats.mtimeMs > DAY_MILLISECONDS) utimesSync(file, now / 1000, now / 1000);
        return text.toString("utf8");
      } catch {
        return null;
      }
    },

    async write(text) {
      const bytes = Buffer.from(text, "utf8");
      if (bytes.length > MAX_BYTES_OF_FOLDER - 100) return;
      const aside = join(dirname(file), ASIDE + randomUUID());
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(aside, Buffer.concat([Buffer.from(`${sum(bytes)}\n`), bytes]), { mode: 0o600, flag: "wx" });
        await rename(aside, file);
        tidy(base, file);
      } catch {
        // A full or read-only disk, or another process that has the file open.
        await rm(aside, { force: true }).catch(() => undefined);
      }
    },

    stampOf(path) {
      try {
        // By the way that files are read: where that leads elsewhere by now, others are stamped.
        const stats = lstatSync(join(folder, path));
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
    const isOver = age > (file.endsWith(ENDING) ? KEPT_DAYS : 1) * DAY_MILLISECONDS;
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
    .filter((file) => file.endsWith(ENDING) || file.includes(sep + ASIDE));
}

function realPathOf(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch {
    return null;
  }
}

/** The folder of the cache may not be there yet. */
function isInside(root: string, base: string): boolean {
  for (let path = base; ; path = dirname(path)) {
    const real = realPathOf(path);
    if (real !== null) return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
    if (path === dirname(path)) return false;
  }
}

function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}
