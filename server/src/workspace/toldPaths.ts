import { AtOnce } from "./atOnce.ts";
import type { Exclusions } from "./exclusions.ts";
import { nameOf, parentOf } from "./paths.ts";
import type { DirectoryListing, FileSystem } from "./ports.ts";
import type { TimeSlice } from "./timeSlice.ts";
import { addTo } from "../engine/text/addTo.ts";

/** What lies at a path that somebody told of, by the listing of the folder that it is in. */
export interface ToldPath {
  readonly path: string;
  /** `unsure`: that folder cannot be listed. */
  readonly kind: "file" | "directory" | "link" | "other" | "missing" | "excluded" | "unsure";
}

export interface ToldPathsOptions {
  readonly fileSystem: FileSystem;
  readonly exclusions: Exclusions;
  readonly slice: TimeSlice;
}

/**
 * Looks at paths of files and folders that were made, changed or removed; nobody says which. One look at a folder tells it
 * of all that is in there, and the names as they are now, also where the file system answers to other spellings of them.
 */
export async function lookAt(paths: Iterable<string>, options: ToldPathsOptions): Promise<readonly ToldPath[]> {
  const { fileSystem, exclusions, slice } = options;
  const told: ToldPath[] = [];
  const looks = new AtOnce(fileSystem.readsAtOnce);
  for (const [folder, inFolder] of byFolder(paths)) {
    await looks.start(async () => {
      const listing = (await exclusions.excludesFolder(folder)) ? null : await fileSystem.readDirectory(folder);
      const kindOf = listing === null ? () => "excluded" as const : kindsIn(listing);
      for (const path of inFolder) {
        const kind = kindOf(nameOf(path));
        const isExcluded =
          kind !== "missing" && (await exclusions.excludesEntry(path, kind === "directory" ? "directory" : "file"));
        told.push({ path, kind: isExcluded ? "excluded" : kind });
      }
    });
    if (slice.isOver) await slice.pause();
  }
  await looks.end();
  return told;
}

function byFolder(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = parentOf(path) ?? "";
    addTo(folders, folder, path);
  }
  return folders;
}

/** Editor and disk may write an accent in different ways, but not a letter in different cases. */
function kindsIn(listing: DirectoryListing): (name: string) => ToldPath["kind"] {
  if (listing.kind === "unreadable") return () => "unsure";
  const entries = listing.kind === "entries" ? listing.entries : [];
  const kinds = new Map(entries.map(({ name, kind }) => [name.normalize("NFC"), kind]));
  return (name) => kinds.get(name.normalize("NFC")) ?? "missing";
}
