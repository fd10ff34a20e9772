import type { Shape } from "../../schema/schema.ts";
import { parentsOf } from "../taxonomy.ts";
import type { WordClass } from "./lexicon.ts";
import knowledge from "./shapes.yml";

type Weights = Readonly<Partial<Record<Shape, number>>>;

/** What the shape of a field says; see `shapes.yml`. */
export interface ShapeKnowledge {
  readonly fits: readonly { readonly categories: readonly string[]; readonly shapes: Weights }[];
  readonly types: readonly TypeRule[];
  readonly surroundings: readonly SurroundingsRule[];
}

export interface SurroundingsRule {
  readonly class: WordClass;
  readonly category: string;
  readonly shapes: Weights;
}

export interface TypeRule {
  readonly shape: Shape;
  readonly category: string;
  readonly weight: number;
  readonly says: string;
  readonly in?: Readonly<Record<WordClass, number>>;
}

const fits: ReadonlyMap<string, Weights> = new Map(
  knowledge.fits.flatMap((rule) => rule.categories.map((category) => [category, rule.shapes] as const)),
);

/** What numbers its rows itself holds nothing else, whatever it is called. */
const GENERATED: Shape = "auto";

/** How well a value of this shape holds the category: log-odds, 0 when it says nothing. */
export function fitOf(category: string, shape: Shape): number {
  return weightsOf(shape === GENERATED ? "" : category)[shape] ?? 0;
}

/** Of the nearest category that has some; kept, because every candidate asks. */
function weightsOf(category: string): Weights {
  const kept = nearest.get(category);
  if (kept) return kept;
  const key = [category, ...parentsOf(category), ""].find((item) => fits.has(item)) ?? "";
  const weights = fits.get(key) ?? {};
  nearest.set(category, weights);
  return weights;
}

const nearest = new Map<string, Weights>();

export const TYPE_RULES: readonly TypeRule[] = knowledge.types;

/** Most shapes have none. */
export function typeRulesFor(shape: Shape): readonly TypeRule[] | undefined {
  return typeRules.get(shape);
}

const typeRules: ReadonlyMap<Shape, readonly TypeRule[]> = new Map(
  TYPE_RULES.map(({ shape }) => [shape, TYPE_RULES.filter((rule) => rule.shape === shape)]),
);

export const SURROUNDINGS_RULES = knowledge.surroundings;
