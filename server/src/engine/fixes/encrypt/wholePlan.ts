import type { FileChange, FixPlan, FixStep } from "../model.ts";
import type { StepsAndNotes } from "./generatedApp.ts";
import type { StepAndNotes } from "./keySettings.ts";

/** What a plan that encrypts is made of. */
export interface PlanParts {
  readonly id: string;
  readonly title: string;
  readonly model: FixStep;
  readonly migrations: readonly FileChange[];
  readonly references: readonly FixStep[];
  /** The generated app and its keys; null where a package does without them. */
  readonly around: StepsAndNotes | null;
  readonly dependencies: readonly StepAndNotes[];
  /** Behind those on the project: what is to be known of the fields, and done before the change is deployed. */
  readonly notes: readonly string[];
}

/** The fields first, then what the project needs for them, in which order they are previewed as well. */
export function wholePlan({
  id,
  title,
  model,
  migrations,
  references,
  around,
  dependencies,
  notes,
}: PlanParts): FixPlan {
  return {
    id,
    title,
    steps: [
      model,
      ...(migrations.length > 0 ? [{ label: "Migration", changes: migrations }] : []),
      ...references,
      ...(around?.steps ?? []),
      ...dependencies.flatMap(({ step }) => step ?? []),
    ],
    notes: [...(around?.notes ?? []), ...dependencies.flatMap((dependency) => dependency.notes), ...notes],
  };
}
