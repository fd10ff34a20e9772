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

interface Kept {
  readonly read: () => Promise<string | null>;
  readonly write: (...parts: readonly string[]) => Promise<void>;
  readonly stampOf: (path: string) => string | null;
}

function store(content = "1", folder = root): Kept {
  const opened = openNodeCache(folder, content, base)!;
  return {
    read: () => opened.read("summaries"),
    write: (...parts) => opened.write("summaries", inTurn(parts)),
    stampOf: (path) => opened.stampOf(path),
  };
}

async function* inTurn(parts: readonly string[]): AsyncGenerator<string, void, undefined> {
  for (const part of parts) yield await Promise.resolve(part);
}

function kept(): readonly string[] {
  return readdirSync(base).flatMap((name) => readdirSync(join(base, name)).map((file) => join(base, name, file)));
}

const HOUR = 3600;

describe("a cache on disk", () => {
  it("keeps what is written in parts, and each text apart", async () => {
    const opened = openNodeCache(root, "1", base)!;
    await opened.write("uses", inTurn(["a long ", "é".repeat(3_000_000), " text"]));
    await store().write("one", "\n", "two");
    expect(await opened.read("uses")).toBe(`a long ${"é".repeat(3_000_000)} text`);
    expect(await store().read()).toBe("one\ntwo");
    writeFileSync(
      kept().find((file) => file.endsWith(".uses"))!,
      readFileSync(kept().find((file) => file.endsWith(".summaries"))!),
    );
    expect(await opened.read("uses")).toBeNull();
  });

  it("leaves what was kept before, and nothing else, when the writer gives up", async () => {
    await store().write("text");
    const opened = openNodeCache(root, "1", base)!;
    await opened.write(
      "summaries",
      (async function* () {
        yield await Promise.resolve("more");
        throw new Error("given up");
      })(),
    );
    expect(await store().read()).toBe("text");
    expect(kept()).toHaveLength(1);
  });

  it("gives back what was written last, to whoever opens it for the folder, by whatever way", async () => {
    await store().write("first");
    await store().write("zwölf\nMonde 🌒\n");
    symlinkSync(root, join(top, "linked"));
    expect(await store().read()).toBe("zwölf\nMonde 🌒\n");
    expect(await store("1", join(top, "linked")).read()).toBe("zwölf\nMonde 🌒\n");
    expect(kept()).toHaveLength(1);
  });

  it("has nothing for another folder, or another version of the product", async () => {
    await store().write("text");
    mkdirSync(join(top, "other"));
    expect(await store("2").read()).toBeNull();
    expect(await store("1", join(top, "other")).read()).toBeNull();
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
      expect(await store().read(), `cut to ${length}`).toBeNull();
      writeFileSync(file, whole);
    }
    for (const at of [0, 63, 64, 65, whole.length - 1]) {
      const garbled = Buffer.from(whole);
      garbled[at] = garbled[at]! ^ 1;
      writeFileSync(file, garbled);
      expect(await store().read(), `garbled at ${at}`).toBeNull();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from("more")]));
    expect(await store().read()).toBeNull();
    rmSync(file);
    mkdirSync(file);
    expect(await store().read()).toBeNull();
    // That folder stands in the way of writing, too.
    await store().write(text);
    expect(await store().read()).toBeNull();
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
    expect(await store("2").read()).toBeNull();
    rmSync(base, { recursive: true });
    await store("1", join(top, "other")).write("other folder");
    writeFileSync(kept()[0]!, whole);
    expect(await store("1", join(top, "other")).read()).toBeNull();
  });

  it("keeps nothing, and says nothing, where it cannot write", async () => {
    // Not even root may make a folder below a file.
    writeFileSync(base, "");
    await store().write("text");
    expect(await store().read()).toBeNull();
    rmSync(base);
    mkdirSync(base);
    chmodSync(base, 0o500);
    await store().write("text");
    expect([null, "text"]).toContain(await store().read());
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
    expect(texts).toContain(await store().read());
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
    expect(await store("old").read()).toBeNull();
    expect(await store("new").read()).toBe("text");
    expect(kept()).toHaveLength(2);
  });

  it("stays as long as somebody uses it", async () => {
    await store("old").write("text");
    const then = Date.now() / 1000 - 29 * 24 * HOUR;
    utimesSync(kept()[0]!, then, then);
    expect(await store("old").read()).toBe("text");
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
