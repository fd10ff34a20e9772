import type { Answer, FieldMaker } from "../../schema/asked.ts";
import type { Question } from "../otherNames.ts";
import { type EndOfWay, follow, followImport, type Meaning, type Modules } from "../python/follow.ts";
import { isFieldClass } from "./fieldTypes.ts";
import { MODEL_BASES } from "./modelBases.ts";

/** The modules of a project, and what the files are known to declare. */
export interface DeclaringModules extends Modules {
  declares(path: string, entity: string): boolean;
}

/** What is known of a name that leads out of the modules that are looked at. */
export interface Outside {
  makerOf(qualified: string): FieldMaker | null;
  isModel(qualified: string): boolean;
}

/** As the names of installed packages tell. */
export const PACKAGES: Outside = {
  makerOf: (qualified) => (isFieldClass(qualified) ? { classes: [qualified], passes: [] } : null),
  isModel: (qualified) => MODEL_BASES.has(qualified),
};

/** Null where following the name tells nothing that the name does not tell itself. */
export function answerTo({ as, name, from }: Question, modules: DeclaringModules): Answer | null {
  const meaning = followImport(name, from, modules);
  if (!meaning || (meaning.kind === "outside" && meaning.qualified === name)) return null;
  if (as === "mixin") {
    const gives = meaning.kind === "bound" && meaning.bound.kind === "class" ? meaning.bound.gives : undefined;
    return gives ? { kind: "names", names: gives } : null;
  }
  const way = new Makers(modules, PACKAGES);
  if (as === "base" || as === "model") return way.isModel(meaning) ? { kind: "model" } : null;
  const maker = way.makerOf(meaning);
  return maker && { kind: "field", maker };
}

/** Follows classes to the classes of Django that are behind them. */
export class Makers {
  readonly #modules: DeclaringModules;
  readonly #outside: Outside;
  /** Classes that are being followed: meeting one again is a circle. */
  readonly #open = new Set<string>();

  constructor(modules: DeclaringModules, outside: Outside) {
    this.#modules = modules;
    this.#outside = outside;
  }

  makerOf(meaning: Meaning | null): FieldMaker | null {
    if (meaning?.kind === "outside") return this.#outside.makerOf(meaning.qualified);
    if (meaning?.kind !== "bound") return null;
    return this.#once(meaning, () => this.#makerBy(meaning.bound, meaning.path, meaning.name), null);
  }

  isModel(meaning: Meaning | null): boolean {
    if (meaning?.kind === "outside") return this.#outside.isModel(meaning.qualified);
    if (meaning?.kind !== "bound" || meaning.bound.kind !== "class") return false;
    const { path, name, bound } = meaning;
    if (this.#modules.declares(path, name)) return true;
    return this.#once(meaning, () => bound.bases.some((base) => this.isModel(this.#follow(base, path))), false);
  }

  #makerBy(bound: EndOfWay, path: string, name: string): FieldMaker | null {
    switch (bound.kind) {
      case "class": {
        for (const base of bound.bases) {
          const maker = this.#makerNamed(base, path);
          if (maker)
            return { classes: [fullName(path, name), ...maker.classes], passes: [...bound.passes, ...maker.passes] };
        }
        return null;
      }
      case "call": {
        const isPartial = bound.callee.slice(bound.callee.lastIndexOf(".") + 1) === "partial";
        const maker = isPartial && bound.first !== null ? this.#makerNamed(bound.first, path) : null;
        return maker && { classes: maker.classes, passes: [...bound.passes, ...maker.passes] };
      }
      case "function": {
        const maker = bound.returns === null ? null : this.#makerNamed(bound.returns, path);
        return maker && { classes: maker.classes, passes: [...bound.passes, ...maker.passes] };
      }
      case "value":
        return null;
    }
  }

  /** A class that cannot be found is still what its name says. */
  #makerNamed(dotted: string, path: string): FieldMaker | null {
    const meaning = this.#follow(dotted, path);
    return meaning ? this.makerOf(meaning) : this.#outside.makerOf(dotted);
  }

  #follow(dotted: string, path: string): Meaning | null {
    return follow(dotted, path, this.#modules);
  }

  #once<Found>({ path, name }: { path: string; name: string }, find: () => Found, inCircle: Found): Found {
    const key = `${path} ${name}`;
    if (this.#open.has(key)) return inCircle;
    this.#open.add(key);
    const found = find();
    this.#open.delete(key);
    return found;
  }
}

function fullName(path: string, name: string): string {
  const module = path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
  return `${module}.${name}`;
}
