import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheFolder, openNodeCache } from "./cacheStore.ts";

let top: string;
let root: string;
let base: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "fieldguard-store-"));
  root = join(top, "project");
  base = join(top, "cache");
  mkdirSync(root);
});

afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

const store = (content = "1", folder = root): NonNullable<ReturnType<typeof openNodeCache>> =>
  openNodeCache(folder, content, base)!;

function kept(): readonly string[] {
  return readdirSync(base).flatMap((name) => readdirSync(join(base, name)).map((file) => join(base, name, file)));
}

const HOUR = 3600;

describe("a cache on disk", () => {
  it("gives back what was written last, to whoever opens it for the folder, by whatever way", async () => {
    await store().write("first");
    await store().write("zwölf\nMonde 🌒\n");
    symlinkSync(root, join(top, "linked"));
    expect(store().read()).toBe("zwölf\nMonde 🌒\n");
    expect(store("1", join(top, "linked")).read()).toBe("zwölf\nMonde 🌒\n");
    expect(kept()).toHaveLength(1);
  });

  it("has nothing for another folder, or another version of the product", async () => {
    await store().write("text");
    mkdirSync(join(top, "other"));
    expect(store("2").read()).toBeNull();
    expect(store("1", join(top, "other")).read()).toBeNull();
  });

  it("can be read by its owner alone", async () => {
    await store().write("text");
    expect(statSync(kept()[0]!).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(kept()[0]!)).mode & 0o777).toBe(0o700);
  });

  it("is nothing when it is cut short, garbled, empty or no file", async () => {
    const text = "text ".repeat(100);
    await store().write(text);
    const [file] = kept() as [string];
    const whole = readFileSync(file);
    for (const length of [0, 1, 64, 65, whole.length - 1]) {
      truncateSync(file, length);
      expect(store().read(), `cut to ${length}`).toBeNull();
      writeFileSync(file, whole);
    }
    for (const at of [0, 63, 64, 65, whole.length - 1]) {
      const garbled = Buffer.from(whole);
      garbled[at] = garbled[at]! ^ 1;
      writeFileSync(file, garbled);
      expect(store().read(), `garbled at ${at}`).toBeNull();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from("more")]));
    expect(store().read()).toBeNull();
    rmSync(file);
    mkdirSync(file);
    expect(store().read()).toBeNull();
    // That folder stands in the way of writing, too.
    await store().write(text);
    expect(store().read()).toBeNull();
    expect(kept()).toEqual([file]);
  });

  it("is nothing when it was copied from another folder or version", async () => {
    mkdirSync(join(top, "other"));
    await store().write("text");
    const [own] = kept() as [string];
    const whole = readFileSync(own);
    rmSync(base, { recursive: true });
    await store("2").write("other version");
    writeFileSync(kept()[0]!, whole);
    expect(store("2").read()).toBeNull();
    rmSync(base, { recursive: true });
    await store("1", join(top, "other")).write("other folder");
    writeFileSync(kept()[0]!, whole);
    expect(store("1", join(top, "other")).read()).toBeNull();
  });

  it("keeps nothing, and says nothing, where it cannot write", async () => {
    // Not even root may make a folder below a file.
    writeFileSync(base, "");
    await store().write("text");
    expect(store().read()).toBeNull();
    rmSync(base);
    mkdirSync(base);
    chmodSync(base, 0o500);
    await store().write("text");
    expect([null, "text"]).toContain(store().read());
  });

  it("leaves nothing behind when the disk is full", async () => {
    await store().write("text");
    const [file] = kept() as [string];
    renameSync(file, `${file}.gone`);
    mkdirSync(join(file, "in the way"), { recursive: true });
    await store().write("more");
    expect(kept().filter((name) => name.includes("aside"))).toEqual([]);
  });

  it("is one of what parallel writers wrote, as a whole", async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000 + index));
    await Promise.all(texts.map((text) => store().write(text)));
    expect(texts).toContain(store().read());
    expect(kept()).toHaveLength(1);
  });

  it("is none in a project, or of a folder that is not there", () => {
    expect(openNodeCache(root, "1", join(root, "cache"))).toBeNull();
    expect(openNodeCache(root, "1", root)).toBeNull();
    expect(openNodeCache(join(top, "missing"), "1", base)).toBeNull();
    expect(openNodeCache(root, "1", null)).toBeNull();
    symlinkSync(root, join(top, "way"));
    expect(openNodeCache(root, "1", join(top, "way", "cache"))).toBeNull();
  });

  it("goes when nobody has used it for a month, and what others keep there stays", async () => {
    await store("old").write("text");
    const [old] = kept() as [string];
    const then = Date.now() / 1000 - 31 * 24 * HOUR;
    utimesSync(old, then, then);
    writeFileSync(join(dirname(old), "aside-crashed"), "");
    utimesSync(join(dirname(old), "aside-crashed"), then, then);
    mkdirSync(join(base, "notes"));
    writeFileSync(join(base, "notes", "mine.summaries"), "");
    utimesSync(join(base, "notes", "mine.summaries"), then, then);
    await store("new").write("text");
    expect(store("old").read()).toBeNull();
    expect(store("new").read()).toBe("text");
    expect(kept()).toHaveLength(2);
  });

  it("stays as long as somebody uses it", async () => {
    await store("old").write("text");
    const then = Date.now() / 1000 - 29 * 24 * HOUR;
    utimesSync(kept()[0]!, then, then);
    expect(store("old").read()).toBe("text");
    expect(statSync(kept()[0]!).mtimeMs / 1000).toBeGreaterThan(then + HOUR);
  });
});

describe("a stamp", () => {
  const file = (): string => join(root, "models.py");
  const hourAgo = Date.now() / 1000 - HOUR;

  it("is none for what has changed just now, or in the future, or is no plain file", () => {
    writeFileSync(file(), "x");
    expect(store().stampOf("models.py")).toBeNull();
    utimesSync(file(), hourAgo + 2 * HOUR, hourAgo + 2 * HOUR);
    expect(store().stampOf("models.py")).toBeNull();
    symlinkSync(file(), join(root, "link.py"));
    mkdirSync(join(root, "folder.py"));
    for (const path of ["link.py", "folder.py", "missing.py"]) expect(store().stampOf(path)).toBeNull();
  });

  it("does not trust a time that was set back: the change itself is new", () => {
    writeFileSync(file(), "x");
    utimesSync(file(), hourAgo, hourAgo);
    expect(store().stampOf("models.py")).toBeNull();
  });

  it("stays while the file does, and changes with another of the same size and time", async () => {
    writeFileSync(file(), "x");
    utimesSync(file(), hourAgo, hourAgo);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const stamp = store().stampOf("models.py");
    expect(stamp).not.toBeNull();
    expect(store().stampOf("models.py")).toBe(stamp);
    writeFileSync(file(), "y");
    utimesSync(file(), hourAgo, hourAgo);
    expect(store().stampOf("models.py")).not.toBe(stamp);
  });
});

describe("a stamp of a folder that is a link", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is that of the file that is read there now", () => {
    vi.useFakeTimers({ now: Date.now() + HOUR * 1000, toFake: ["Date"] });
    const link = join(top, "current");
    for (const name of ["one", "two"]) {
      mkdirSync(join(top, name));
      writeFileSync(join(top, name, "models.py"), name);
    }
    symlinkSync(join(top, "one"), link);
    const linked = store("1", link);
    const stamp = linked.stampOf("models.py");
    expect(stamp).not.toBeNull();
    rmSync(link);
    symlinkSync(join(top, "two"), link);
    expect(linked.stampOf("models.py")).not.toBe(stamp);
  });
});

describe("the folder of the cache", () => {
  it.each([
    ["linux", { XDG_CACHE_HOME: "/caches" }, "/caches/fieldguard"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/ann/.cache/fieldguard"],
    ["freebsd", {}, "/home/ann/.cache/fieldguard"],
    ["darwin", { XDG_CACHE_HOME: "/caches" }, "/home/ann/Library/Caches/fieldguard"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/fieldguard/Cache"],
    ["win32", {}, null],
  ] as const)("is where %s keeps caches (%o)", (platform, environment, expected) => {
    expect(cacheFolder(environment, platform, "/home/ann")).toBe(expected);
  });

  it("is none for who has no home", () => {
    expect(cacheFolder({}, "linux", "")).toBeNull();
  });
});
