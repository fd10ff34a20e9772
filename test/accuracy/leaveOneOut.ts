/** What the classifier makes of a project when nothing was learnt from it. */
import { buildEngine, type Engine, type KnowledgeTransform } from "./engine.ts";
import { predict, type Prediction, type Predictions } from "./predictions.ts";
import type { Project } from "./projects.ts";
import { familyOf, groupedBy, type LabelledRow } from "./rows.ts";
import type { FitWeights } from "./weights.ts";
import { textsOf, WordSupport, withoutWordsOf } from "./wordSupport.ts";

export interface LeftOut {
  readonly predictions: Predictions;
  /** Words that were taken out, by the family that alone uses them. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

export interface LeaveOneOutOptions {
  /** Fits the weights anew without each family; null leaves them as they are. */
  readonly fitWeights: FitWeights | null;
  /** How the words are found that one family alone uses; null leaves all words in. */
  readonly support: WordSupport | null;
}

/** Each family of repositories is classified by an engine that was built without it. */
export async function leaveOneOut(
  projects: readonly Project[],
  { fitWeights, support }: LeaveOneOutOptions,
): Promise<LeftOut> {
  const predictions = new Map<LabelledRow, Prediction>();
  const words = new Map<string, readonly string[]>();
  for (const [family, own] of groupedBy(projects, ({ repo }) => familyOf(repo))) {
    const removed = new Set<string>();
    const known = support ? withoutWordsOf(family, support, (phrase) => removed.add(phrase)) : AS_IT_IS;
    const others = projects.filter((project) => !own.includes(project));
    const engine = await buildEngine({ transformKnowledge: fitWeights ? await fitWeights(others, known) : known });
    for (const [row, prediction] of predict(own, engine)) predictions.set(row, prediction);
    words.set(family, [...removed].toSorted());
  }
  return { predictions, words };
}

const AS_IT_IS: KnowledgeTransform = (_file, data) => data;

export function wordSupportOf(projects: readonly Project[], { lexicon }: Engine): WordSupport {
  const support = new WordSupport(lexicon);
  for (const { repo, declarations } of projects) {
    for (const declaration of declarations.values()) support.add(familyOf(repo), textsOf(declaration));
  }
  return support;
}
