import { addTo } from "../../text/addTo.ts";

/** A module of the project, and the name of what it may declare. */
export interface Declaring {
  readonly path: string;
  readonly name: string;
}

/** Finds the files of modules by names in full. */
export class ModulePaths {
  /** By the last part of the module's name. */
  readonly #byLast = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      if (!path.endsWith(".py")) continue;
      const last = moduleIn(path).split("/").at(-1)!;
      addTo(this.#byLast, last, path);
    }
  }

  /** Who may declare `common.analytics.track`, or a method such as `.gateway.Gateway.charge`, that a file names. */
  declaring(callee: string, from: string): readonly Declaring[] {
    const dots = /^\.*/.exec(callee)![0].length;
    const parts = callee.slice(dots).split(".");
    const folder = dots === 0 ? [] : from.split("/").slice(0, -dots);
    return [1, 2].flatMap((length) => {
      const module = [...folder, ...parts.slice(0, -length)];
      if (module.length === 0 || parts.length < length) return [];
      // What has methods is called like a class (PEP 8).
      if (length === 2 && !/^_*[A-Z]/.test(parts.at(-2)!)) return [];
      const path = this.#fileOf(module.join("/"), dots > 0);
      return path === null ? [] : [{ path, name: parts.slice(-length).join(".") }];
    });
  }

  /** Of several with that end none is meant for sure. */
  #fileOf(module: string, isWhole: boolean): string | null {
    const found = (this.#byLast.get(module.split("/").at(-1)!) ?? []).filter((path) => {
      const known = moduleIn(path);
      return known === module || (!isWhole && known.endsWith(`/${module}`));
    });
    return found.length === 1 ? found[0]! : null;
  }
}

/** A package is its `__init__.py`. */
function moduleIn(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/, "");
}
