import { modelStep, type ModelEdit } from "../../modelStep.ts";
import type { Contexts, FixContext, FixPlan } from "../../model.ts";
import { namesOf, notesOfAll } from "../../severalFields.ts";
import { sharedAppFor } from "../generatedApp.ts";
import { referenceSteps } from "../hazards/references.ts";
import { rowsPlan } from "../migration/rowsPlan.ts";
import { type OnlineOperations, onlineMigrations } from "./onlineMigration.ts";

/** One of the releases in which the encrypted column takes the place of the plain one. */
export interface ContractStep {
  /** Of the migration's name. */
  readonly verb: string;
  /** To be followed by what it is about. */
  readonly title: string;
  readonly isAtomic: boolean;
  /** Entries that let people search, filter or sort by the fields go with it. */
  readonly dropsReferences: boolean;
  /** What it does about one field; null where that is not certain. `fieldsModule`: as seen by the model's file. */
  readonly of: (context: FixContext, fieldsModule: string) => ContractOfField | null;
  /** On all fields, in order. */
  readonly notes: readonly string[];
}

export interface ContractOfField {
  readonly edit: ModelEdit;
  readonly migration: OnlineOperations;
  /** What else is to be known of this field. */
  readonly notes: readonly string[];
}

export function planOf(contexts: Contexts, step: ContractStep): FixPlan | null {
  const rows = rowsPlan(contexts, step.verb);
  const app = sharedAppFor(contexts);
  if (typeof rows === "string" || typeof app === "string") return null;
  const parts = new Map<FixContext, ContractOfField>();
  for (const context of contexts) {
    const part = step.of(context, app.moduleOf(context));
    if (!part) return null;
    parts.set(context, part);
  }
  const model = modelStep(contexts, (context) => parts.get(context)!.edit);
  const references = step.dropsReferences ? referenceSteps(contexts) : [];
  if (!model || !references) return null;
  const files = onlineMigrations(rows, {
    fieldsModuleOf: app.moduleInMigrations,
    isAtomic: step.isAtomic,
    operationsOf: (context) => parts.get(context)!.migration,
  });
  return {
    id: "encrypt-contract",
    title: `${step.title} ${namesOf(contexts)}`,
    steps: [...(model.changes.length > 0 ? [model] : []), { label: "Migration", changes: files }, ...references],
    notes: [...step.notes, ...notesOfAll(contexts, (context) => parts.get(context)!.notes)],
  };
}
