import type { Shape } from "../../schema/schema.ts";
import { parentsOf } from "../taxonomy.ts";
import type { WordClass } from "./lexicon.ts";
import knowledge from "./shapes.yml";

type Weights = Readonly<Partial<Record<Shape, number>>>;

/** What the shape of a field says; see `shapes.yml`. */
export interface ShapeKnowledge {
  readonly source: string;
  readonly fits: readonly { readonly categories: readonly string[]; readonly shapes: Weights }[];
  readonly types: readonly TypeRule[];
  readonly surroundings: readonly {
    readonly class: WordClass;
    readonly category: string;
    readonly shapes: Weights;
  }[];
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
  for (const key of shape === GENERATED ? [""] : [category, ...parentsOf(category), ""]) {
    const weights = fits.get(key);
    if (weights) return weights[shape] ?? 0;
  }
  return 0;
}

export const TYPE_RULES: readonly TypeRule[] = knowledge.types;
export const SURROUNDINGS_RULES = knowledge.surroundings;
