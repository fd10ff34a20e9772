import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { FileSystem } from "../workspace/ports.ts";
import { Folder } from "./folder.ts";
import { indexWithProgress } from "./indexing.ts";

/** A client that shows progress, and a folder that takes as long to read as the test wants. */
function scene(): {
  connection: Connection;
  folder: Folder;
  said: string[];
  token: { isCancellationRequested: boolean };
} {
  const said: string[] = [];
  const token = { isCancellationRequested: false };
  const reporter = {
    token,
    begin: (title: string) => said.push(`begin ${title}`),
    report: (message: string) => said.push(message),
    done: () => said.push("done"),
  };
  const connection = {
    window: { createWorkDoneProgress: () => Promise.resolve(reporter) },
    console: { error: (message: string) => said.push(message) },
  } as unknown as Connection;
  const files = new MemoryFileSystem(Array.from({ length: 60 }, (_, index) => [`m${index}.py`, "x = 1\n"]));
  // Each slice of work takes 100 ms.
  const clock = { now: () => Date.now(), pause: () => new Promise<void>((resolve) => setTimeout(resolve, 100)) };
  const fileSystem: FileSystem = {
    readsAtOnce: 1,
    readDirectory: (path) => files.readDirectory(path),
    readFile: (path, limit) => {
      vi.setSystemTime(Date.now() + 4);
      return files.readFile(path, limit);
    },
  };
  const nothing = (): void => undefined;
  const uri = "file:///project";
  const folder = new Folder({
    uri,
    key: uri,
    clock,
    fileSystem,
    cacheStore: null,
    environments: null,
    loadDetectors: null,
    hidden: () => Promise.resolve([]),
    onChange: nothing,
    onInternalError: nothing,
  });
  return { connection, folder, said, token };
}

describe("indexing", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows nothing for the first half second, then how far it is, and always ends", async () => {
    const { connection, folder, said } = scene();
    const work = indexWithProgress(connection, folder, true);
    await vi.advanceTimersByTimeAsync(450);
    expect(said).toEqual([]);
    await vi.runAllTimersAsync();
    await work;
    expect(said[0]).toMatch(/^begin /);
    expect(said.slice(1, -1).every((message) => /^\d+ files$/.test(message))).toBe(true);
    expect(said.at(-1)).toBe("done");
    expect(folder.workspace.files.read).toBe(60);
  });

  it("stops when the person says so", async () => {
    const { connection, folder, said, token } = scene();
    const work = indexWithProgress(connection, folder, true);
    await vi.advanceTimersByTimeAsync(600);
    token.isCancellationRequested = true;
    await vi.runAllTimersAsync();
    await work;
    expect(said.at(-1)).toBe("done");
    expect(folder.workspace.files.read).toBeLessThan(60);
    expect(folder.state).toBe("ready");
  });

  it("shows nothing to a client that cannot, and nothing for work that is done soon", async () => {
    const { connection, folder, said } = scene();
    const work = indexWithProgress(connection, folder, false);
    await vi.runAllTimersAsync();
    await work;
    expect(said).toEqual([]);
  });

  it("ends with the folder's removal", async () => {
    const { connection, folder } = scene();
    const work = indexWithProgress(connection, folder, true);
    await vi.advanceTimersByTimeAsync(150);
    folder.dispose();
    await vi.runAllTimersAsync();
    await work;
    expect(folder.workspace.files.read).toBeLessThan(60);
  });
});
