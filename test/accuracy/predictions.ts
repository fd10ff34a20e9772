import type { Classification } from "../../server/src/engine/classification/model.ts";
import type { Engine } from "./engine.ts";
import type { Project } from "./projects.ts";
import type { LabelledRow } from "./rows.ts";

export interface Prediction {
  readonly sensitive: boolean;
  readonly category: Classification["category"];
  /** As the product shows it. */
  readonly confidence: number;
}

export type Predictions = ReadonlyMap<LabelledRow, Prediction>;

/** What the engine makes of every labelled field. Schemas are plain data: another build of the engine may have read them. */
export function predict(projects: readonly Project[], engine: Engine): Predictions {
  return new Map(projects.flatMap((project) => predictionsIn(project, engine)));
}

function predictionsIn({ schemas, ways, declarations }: Project, engine: Engine): readonly [LabelledRow, Prediction][] {
  const wanted = new Set([...declarations.values()].map(({ schema }) => schema.path));
  const found = new Map(
    engine.classifyProject(schemas, wanted, ways).map(({ field, classification }) => [field, classification]),
  );
  return [...declarations].map(([row, { field }]) => {
    const { verdict, category, confidence } = found.get(field)!;
    return [row, { sensitive: verdict === "sensitive", category, confidence }];
  });
}
