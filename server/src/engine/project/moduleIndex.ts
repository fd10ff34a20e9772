import { APP_FILE, appLabelIn } from "../languages/django/appConfig.ts";
import type { Located, Modules } from "../languages/python/follow.ts";
import { readModule } from "../languages/python/module.ts";
import { summaryOf } from "../languages/python/moduleSummary.ts";
import type { ModuleSummary } from "../schema/moduleSummary.ts";
import { appFilesFor } from "./appLabel.ts";
import { lastPart } from "./paths.ts";
import { SourceRoots } from "./sourceRoots.ts";

/** What is read of a file that names lead to. Plain data. */
export interface ModuleNames {
  readonly summary: ModuleSummary;
  /** What an `apps.py` says its app is called; null when it does not say, and for all other files. */
  readonly appLabel: string | null;
}

export function readModuleNames(path: string, text: string): ModuleNames {
  const appLabel = lastPart(path) === APP_FILE ? appLabelIn(text) : null;
  return { summary: summaryOf([readModule(text)]), appLabel };
}

/** While somebody types in a file, its summary mostly is the same object. */
function isSame(some: ModuleNames | null, other: ModuleNames | null): boolean {
  if (some && some.summary === other?.summary && some.appLabel === other.appLabel) return true;
  return JSON.stringify(some) === JSON.stringify(other);
}

/**
 * The modules of a project, as far as names have led to them. Asked for one that nobody has read yet, it says so and takes note,
 * so that whoever can read files reads those few and asks again.
 */
export class ModuleIndex implements Modules {
  /** Null before anybody has said which files there are: then nothing can be told from an installed package. */
  #roots: SourceRoots | null = null;
  /** Null for a file that cannot be read. */
  readonly #known = new Map<string, ModuleNames | null>();
  readonly #wanted = new Set<string>();
  #misses = 0;

  /** All Python files that there are now. */
  setFiles(paths: Iterable<string>): void {
    this.#roots = new SourceRoots(paths);
  }

  /** Returns whether names may mean something else than before. */
  put(path: string, names: ModuleNames | null): boolean {
    this.#wanted.delete(path);
    const before = this.#known.get(path);
    if (before !== undefined && isSame(before, names)) return false;
    this.#known.set(path, names);
    return true;
  }

  knows(path: string): boolean {
    return this.#known.has(path);
  }

  summaryOf(path: string): ModuleSummary | null | undefined {
    const names = this.#namesOf(path);
    return names === null ? null : names?.summary;
  }

  /** What the nearest `apps.py` above a file says that its app is called; null when none says so. */
  appLabelFor(path: string): string | null {
    for (const file of appFilesFor(path)) {
      const label = this.#roots?.has(file) ? this.#namesOf(file)?.appLabel : null;
      if (typeof label === "string") return label;
    }
    return null;
  }

  locate(dotted: string, from: string): Located {
    return this.#roots?.locate(dotted, from) ?? { kind: "unknown" };
  }

  submodule(path: string, name: string): string | null {
    return this.#roots?.submodule(path, name) ?? null;
  }

  /** How often it was asked for a file that nobody had read. */
  get misses(): number {
    return this.#misses;
  }

  get isWanting(): boolean {
    return this.#wanted.size > 0;
  }

  /** The files that names led to since the last time, and that nobody has read. */
  takeWanted(): readonly string[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    return wanted;
  }

  #namesOf(path: string): ModuleNames | null | undefined {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    if (!this.#roots?.has(path)) return null;
    this.#wanted.add(path);
    this.#misses++;
    return undefined;
  }
}
