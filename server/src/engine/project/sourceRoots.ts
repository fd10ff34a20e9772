import type { Located } from "../languages/python/follow.ts";
import { folderOf, isWithin, lastPart, sharedFolders } from "./paths.ts";

/**
 * From which folders Python imports in a project, told by where its files lie: folders that are no packages themselves, those of a
 * `manage.py`, and `src` and `apps`, which settings put on the path. In which order a program looks through them is known
 * to nobody who only sees the files; the one nearest to the file that imports is taken.
 */
export class SourceRoots {
  readonly #files = new Set<string>();
  readonly #packages = new Set<string>();
  /** Folders of a `manage.py`. */
  readonly #projects = new Set<string>();
  /** Of each module or package that an import may begin with, the folders that it lies in. */
  readonly #tops = new Map<string, string[]>();

  /** Relative paths of all Python files, with `/`. */
  constructor(paths: Iterable<string>) {
    const folders = new Set<string>();
    for (const path of paths) {
      if (!path.endsWith(ENDING)) continue;
      this.#files.add(path);
      const folder = folderOf(path);
      if (path.endsWith(INIT)) this.#packages.add(folder);
      if (path === MANAGE || path.endsWith(`/${MANAGE}`)) this.#projects.add(folder);
      for (let at = folder; at !== "" && !folders.has(at); at = folderOf(at)) folders.add(at);
    }
    for (const path of this.#files) if (!path.endsWith(INIT)) this.#addTop(path.slice(0, -ENDING.length));
    for (const folder of folders) this.#addTop(folder);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  locate(dotted: string, from: string): Located {
    if (dotted.startsWith(".")) return this.#locateRelative(dotted, from);
    const parts = dotted.split(".");
    const roots = this.#tops.get(parts[0]!);
    if (!roots) return OUTSIDE;
    const found = roots.flatMap((root) => {
      const located = this.#longest(root, parts);
      if (!located) return [];
      const isAbove = isWithin(from, root);
      // What lies beside the way to the file is meant only by its whole name: a `redis.py` somewhere is not the package.
      if (!isAbove && located.rest.length > 1) return [];
      return { root, ...located, isAbove };
    });
    if (found.length === 0) return OUTSIDE;
    const project = this.#projectOf(from);
    const order = (item: (typeof found)[number]): readonly number[] => [
      -item.rest.length,
      item.root === project ? 1 : 0,
      sharedFolders(item.root, from),
      item.isAbove ? 1 : 0,
    ];
    const sorted = found.map((item) => ({ item, order: order(item) })).sort((a, b) => compare(b.order, a.order));
    const [first, second] = sorted;
    if (second && compare(first!.order, second.order) === 0) return UNKNOWN;
    return { kind: "module", path: first!.item.path, rest: first!.item.rest };
  }

  submodule(path: string, name: string): string | null {
    if (!path.endsWith(INIT)) return null;
    const folder = folderOf(path);
    return this.#module(folder === "" ? name : `${folder}/${name}`);
  }

  #addTop(stem: string): void {
    const root = folderOf(stem);
    const isRoot = !this.#packages.has(root) || this.#projects.has(root) || ROOT_NAMES.has(lastPart(root));
    if (!isRoot) return;
    const name = lastPart(stem);
    const roots = this.#tops.get(name);
    if (!roots) this.#tops.set(name, [root]);
    // A module and a package beside it may have the same name.
    else if (!roots.includes(root)) roots.push(root);
  }

  #locateRelative(dotted: string, from: string): Located {
    const dots = /^\.+/.exec(dotted)![0].length;
    let folder = folderOf(from);
    for (let up = 1; up < dots; up++) {
      if (folder === "") return UNKNOWN;
      folder = folderOf(folder);
    }
    const parts = dotted.slice(dots).split(".");
    if (parts[0] === "") {
      const init = folder === "" ? INIT_NAME : folder + INIT;
      return this.#files.has(init) ? { kind: "module", path: init, rest: [] } : UNKNOWN;
    }
    const located = this.#longest(folder, parts);
    if (located) return { kind: "module", ...located };
    const init = folder === "" ? INIT_NAME : folder + INIT;
    return this.#files.has(init) ? { kind: "module", path: init, rest: parts } : UNKNOWN;
  }

  /** The module that most of the name leads to. */
  #longest(root: string, parts: readonly string[]): { readonly path: string; readonly rest: readonly string[] } | null {
    let found: { path: string; rest: readonly string[] } | null = null;
    let stem = root;
    for (const [index, part] of parts.entries()) {
      stem = stem === "" ? part : `${stem}/${part}`;
      const path = this.#module(stem);
      if (path !== null) found = { path, rest: parts.slice(index + 1) };
      // A module that is no package holds no others.
      if (path !== null && !path.endsWith(INIT)) break;
    }
    return found;
  }

  #module(stem: string): string | null {
    return [stem + INIT, stem + ENDING].find((path) => this.#files.has(path)) ?? null;
  }

  #projectOf(path: string): string | null {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (this.#projects.has(folder)) return folder;
      if (folder === "") return null;
    }
  }
}

const ENDING = ".py";
const MANAGE = "manage.py";
const INIT_NAME = "__init__.py";
const INIT = `/${INIT_NAME}`;
const ROOT_NAMES: ReadonlySet<string> = new Set(["src", "apps"]);
const OUTSIDE: Located = { kind: "outside" };
const UNKNOWN: Located = { kind: "unknown" };

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : a[index]! - b[index]!;
}
