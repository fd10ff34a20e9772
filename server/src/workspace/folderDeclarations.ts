import { NO_DECLARATIONS, type ProjectDeclarations } from "../engine/project/declarations/model.ts";
import {
  type DeclaringFile,
  joinDeclarations,
  readDeclaringFile,
} from "../engine/project/declarations/readDeclarations.ts";

/** What a folder declares for other tools outside of its models. A file is read again only when its text has changed. */
export class FolderDeclarations {
  #current = NO_DECLARATIONS;
  #files: ReadonlyMap<string, ReadFile> = new Map();

  /** Stays the same object while it says the same. */
  get current(): ProjectDeclarations {
    return this.#current;
  }

  /** Takes in the texts of all project files. Returns whether anything else is declared now. */
  update(texts: ReadonlyMap<string, string>): boolean {
    const files = new Map<string, ReadFile>();
    for (const [path, text] of [...texts].sort(byDepth)) {
      const before = this.#files.get(path);
      files.set(path, before?.text === text ? before : { text, declares: readDeclaringFile(path, text) });
    }
    this.#files = files;
    const joined = joinDeclarations([...files.values()].flatMap(({ declares }) => declares ?? []));
    if (joined.content === this.#current.content) return false;
    this.#current = joined;
    return true;
  }
}

interface ReadFile {
  readonly text: string;
  readonly declares: DeclaringFile | null;
}

/** What lies nearer to the root speaks first. */
function byDepth([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}
