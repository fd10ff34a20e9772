import type { Exclusions } from "./exclusions.ts";
import { joined } from "./paths.ts";
import type { DirectoryEntry, DirectoryListing, FileSystem, MaybePromise } from "./ports.ts";

/** What a walk comes by. */
export type Discovered =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "link"; readonly path: string }
  /** A folder whose files are not known. */
  | { readonly kind: "unlisted"; readonly path: string; readonly reason: string };

/**
 * All files below `start` that are not excluded, folder by folder in a fixed order. Links are not followed. Every folder is told, so that
 * whoever listens can pause between two of them.
 */
export async function* discover(
  fileSystem: FileSystem,
  exclusions: Exclusions,
  start = "",
): AsyncGenerator<readonly Discovered[], void, undefined> {
  const waiting = [start];
  /** Of folders whose turn has not come, asked for together with one before. */
  const listings = new Map<string, MaybePromise<DirectoryListing>>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const next = waiting.slice(Math.max(0, waiting.length - fileSystem.readsAtOnce + 1));
    for (const path of [folder, ...next]) {
      if (!listings.has(path)) listings.set(path, fileSystem.readDirectory(path));
    }
    const listing = (await listings.get(folder))!;
    listings.delete(folder);
    if (listing.kind !== "entries") {
      yield listing.kind === "unreadable" ? [{ kind: "unlisted", path: folder, reason: listing.reason }] : [];
      continue;
    }
    const { entries } = listing;
    exclusions.learn(folder, new Set(entries.map((entry) => entry.name)));
    if (folder !== "" && (await exclusions.isEnvironment(folder))) {
      yield [];
      continue;
    }
    const isExcluded = await exclusions.entriesOf(folder);
    const folders: string[] = [];
    const found: Discovered[] = [];
    for (const { name, kind } of entries.toSorted(byName)) {
      const path = joined(folder, name);
      if (kind === "other" || isExcluded(path, kind === "directory" ? "directory" : "file")) continue;
      if (kind === "directory") folders.push(path);
      else found.push({ kind, path });
    }
    yield found;
    waiting.push(...folders.reverse());
  }
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : 1;
}
