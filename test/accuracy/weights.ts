import type { Weights } from "../../server/src/engine/classification/weights.ts";
import { buildEngine, type Engine, type KnowledgeTransform } from "./engine.ts";
import { type Example, fit } from "./fit.ts";
import type { Project } from "./projects.ts";
import { isInOddTable, isStrict } from "./rows.ts";

/**
 * Fits the weights of a classifier with this knowledge to the labelled fields of these projects. Gives the same knowledge
 * with the fitted weights.
 */
export type FitWeights = (training: readonly Project[], knowledge: KnowledgeTransform) => Promise<KnowledgeTransform>;

/** The reasons of each project are found once for each knowledge, by an engine whose weights are all as set by hand. */
export function weightsFitter(): FitWeights {
  const examplesOf = new WeakMap<KnowledgeTransform, (project: Project) => readonly Example[]>();
  return async (training, knowledge) => {
    const known = examplesOf.get(knowledge) ?? exampleReader(await buildEngine(withWeights(HAND_SET, knowledge)));
    examplesOf.set(knowledge, known);
    return withWeights(fittedTo(training.flatMap(known)), knowledge).transformKnowledge;
  };
}

/** As they are written to `weights.yml`. */
export function fittedTo(examples: readonly Example[]): Weights {
  const { prior, factors } = fit(examples, { prior: HAND_SET.prior, ridge: RIDGE });
  const told = [...factors].map(([feature, factor]) => [feature, rounded(factor)] as const);
  const kept = told.filter(([, factor]) => Math.abs(factor - 1) >= WORTH_TELLING);
  return {
    source: `${examples.length} labelled fields; see docs/accuracy.md`,
    prior: rounded(prior),
    factors: Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What an engine with hand-set weights finds in a project. Hundreds of alike fields would drown what all others say. */
export function exampleReader(engine: Engine): (project: Project) => readonly Example[] {
  const known = new Map<Project, readonly Example[]>();
  return (project) => {
    const before = known.get(project);
    if (before) return before;
    const { schemas, ways, declarations } = project;
    const wanted = new Set([...declarations.values()].map(({ schema }) => schema.path));
    const reasons = engine.reasonsInProject(schemas, wanted, ways);
    const examples = [...declarations]
      .filter(([row]) => isStrict(row) && !isInOddTable(row))
      .map(([row, { field }]) => ({ reasons: reasons.get(field)!, sensitive: row.sensitive }));
    known.set(project, examples);
    return examples;
  };
}

export function withWeights(
  weights: Weights,
  knowledge: KnowledgeTransform = (_file, data) => data,
): { readonly transformKnowledge: KnowledgeTransform } {
  return {
    transformKnowledge: (file, data) => (file.endsWith("classification/weights.yml") ? weights : knowledge(file, data)),
  };
}

export const HAND_SET: Weights = { source: "set by hand", prior: -3, factors: {} };

/** Chosen among 50, 100, 200, 500 and 1000 by leaving repositories out; 300 lies where precision and calibration are both good. */
const RIDGE = 300;
const WORTH_TELLING = 0.03;

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
