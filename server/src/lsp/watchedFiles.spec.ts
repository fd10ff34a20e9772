import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Folder, Located } from "./folder.ts";
import { WatchedFiles } from "./watchedFiles.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("makes one change for each folder of a burst, whatever it came in", () => {
  const [one, two] = ["one", "two"].map((uri) => ({ uri }) as unknown as Folder) as [Folder, Folder];
  const flushed: [string, number][] = [];
  const watched = new WatchedFiles({
    locate: (uri): readonly Located[] => [{ folder: uri.startsWith("one/") ? one : two, path: uri.slice(4), key: uri }],
    flush: ({ uri }, paths) => flushed.push([uri, paths.size]),
  });
  for (let index = 0; index < 3000; index++) {
    watched.changed([`one/m${index}.py`, "two/models.py"]);
    // Deleted and made again.
    watched.changed([`one/m${index}.py`]);
    if (index % 100 === 0) vi.advanceTimersByTime(3);
  }
  expect(flushed).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(flushed).toEqual([
    ["one", 3000],
    ["two", 1],
  ]);
});
