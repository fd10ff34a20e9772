import type { Bound, ModuleSummary } from "../../schema/moduleSummary.ts";
import { addTo } from "../../text/addTo.ts";

/** The modules of a project. */
export interface Modules {
  /** Null where there is no such file, or nothing in it can be read; undefined where nobody has read it yet. */
  summaryOf(path: string): ModuleSummary | null | undefined;
  /** What a dotted name begins with, as an import in `from` would find it. Relative names begin with their dots. */
  locate(dotted: string, from: string): Located;
  /** The file of a module within the package whose `__init__.py` is at `path`; null when it has no such one. */
  submodule(path: string, name: string): string | null;
}

/** `rest` is what is left of the name behind the module. */
export type Located =
  | { readonly kind: "module"; readonly path: string; readonly rest: readonly string[] }
  /** Of an installed package, or of Python. */
  | { readonly kind: "outside" }
  /** Of the project, but not found in it, or found twice. */
  | { readonly kind: "unknown" };

/** What a name means in the end. */
export type Meaning =
  | { readonly kind: "bound"; readonly path: string; readonly name: string; readonly bound: EndOfWay }
  | { readonly kind: "module"; readonly path: string }
  /** Something of an installed package, by its name in full: `django.db.models.CharField`. */
  | { readonly kind: "outside"; readonly qualified: string };

export type EndOfWay = Exclude<Bound, { kind: "import" | "alias" }>;

/** What a dotted name means where it is written, in the file at `path`; null when that is not known. */
export function follow(dotted: string, path: string, modules: Modules): Meaning | null {
  return new Way(modules).attribute(path, dotted.split("."), false);
}

/** What a name in full means (`shop.models.Customer`, `..models.Customer`), as an import in the file would find it. */
export function followImport(dotted: string, path: string, modules: Modules): Meaning | null {
  return new Way(modules).imported(dotted, path, []);
}

/** Nobody passes a name on that often; a circle of aliases would. */
const LONGEST_WAY = 64;

/** Nor over so many modules; branches that add other attributes to a name each time would. */
const MOST_STEPS = 10_000;

class Way {
  readonly #modules: Modules;
  /** Names that are being followed: meeting one again is a circle. */
  readonly #open = new Set<string>();
  /**
   * Where names led that were followed to their end: modules that take over all names from each other would be gone through in every order.
   * What was cut off at a name that was still open is found by following that one.
   */
  readonly #ended = new Map<string, Meaning | null>();
  #steps = 0;

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /** `names` is a name and attributes of it. A name that a package does not bind may be a module in it. */
  attribute(path: string, names: readonly string[], withSubmodules = true): Meaning | null {
    const [name, ...rest] = names;
    if (name === undefined) return { kind: "module", path };
    const key = `${path} ${name}`;
    if (this.#open.has(key) || this.#open.size > LONGEST_WAY) return null;
    const whole = `${withSubmodules ? "" : "."}${path} ${names.join(".")}`;
    const ended = this.#ended.get(whole);
    if (ended !== undefined) return ended;
    if (++this.#steps > MOST_STEPS) return null;
    const summary = this.#modules.summaryOf(path);
    const submodule = withSubmodules ? this.#modules.submodule(path, name) : null;
    if (!summary) return submodule === null ? null : this.attribute(submodule, rest);
    this.#open.add(key);
    const found = best(boundIn(summary, name).map((bound) => () => this.#lead(bound, path, name, rest)));
    const meaning =
      found ?? (submodule === null ? this.#throughStars(summary, path, names) : this.attribute(submodule, rest));
    this.#open.delete(key);
    this.#ended.set(whole, meaning);
    return meaning;
  }

  imported(dotted: string, from: string, rest: readonly string[]): Meaning | null {
    const located = this.#modules.locate(dotted, from);
    if (located.kind === "module") return this.attribute(located.path, [...located.rest, ...rest]);
    return located.kind === "outside" ? { kind: "outside", qualified: [dotted, ...rest].join(".") } : null;
  }

  #lead(bound: Bound, path: string, name: string, rest: readonly string[]): Meaning | null {
    if (bound.kind === "alias") return this.attribute(path, [...bound.to.split("."), ...rest], false);
    if (bound.kind !== "import") return rest.length > 0 ? null : { kind: "bound", path, name, bound };
    const names = bound.name === "" ? rest : [bound.name, ...rest];
    const located = this.#modules.locate(bound.module, path);
    if (located.kind === "module" && located.rest.length === 0) return this.attribute(located.path, names);
    // A folder without `__init__.py` is a module, too: it binds nothing but the modules in it.
    const whole = inModule(bound.module, names);
    const deeper = this.#modules.locate(whole, path);
    if (deeper.kind === "module") return this.attribute(deeper.path, deeper.rest);
    return located.kind === "outside" && deeper.kind === "outside" ? { kind: "outside", qualified: whole } : null;
  }

  #throughStars({ stars }: ModuleSummary, path: string, names: readonly string[]): Meaning | null {
    const name = names[0]!;
    // The last one holds, as of all bindings; what is not known to be passed on by a package is its last guess.
    return best(
      stars.toReversed().map((module) => () => {
        const located = this.#modules.locate(module, path);
        if (located.kind === "outside") return { kind: "outside", qualified: inModule(module, names) };
        if (located.kind === "unknown" || located.rest.length > 0) return null;
        const all = this.#modules.summaryOf(located.path)?.all ?? null;
        const isPassedOn = all === null ? !name.startsWith("_") : all.includes(name);
        return isPassedOn ? this.attribute(located.path, names) : null;
      }),
    );
  }
}

/** `module` may end with the dots of a relative one. */
function inModule(module: string, names: readonly string[]): string {
  return names.reduce((all, name) => (all.endsWith(".") ? all + name : `${all}.${name}`), module);
}

/** What the project itself declares comes before what an installed package does, and a class before a value. */
function best(ways: readonly (() => Meaning | null)[]): Meaning | null {
  let found: Meaning | null = null;
  for (const way of ways) {
    const meaning = way();
    if (meaning && rankOf(meaning) > rankOf(found)) found = meaning;
  }
  return found;
}

function rankOf(meaning: Meaning | null): number {
  if (!meaning) return 0;
  if (meaning.kind === "bound") return meaning.bound.kind === "value" ? 1 : 3;
  return meaning.kind === "module" ? 3 : 2;
}

const byName = new WeakMap<ModuleSummary, ReadonlyMap<string, readonly Bound[]>>();

/** All that a module binds a name to. */
export function boundIn(summary: ModuleSummary, name: string): readonly Bound[] {
  let names = byName.get(summary);
  if (!names) {
    const found = new Map<string, Bound[]>();
    for (const { name: each, bound } of summary.names) {
      addTo(found, each, bound);
    }
    byName.set(summary, (names = found));
  }
  return names.get(name) ?? [];
}
