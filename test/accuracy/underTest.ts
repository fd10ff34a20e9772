/** What the instrument needs of the engine. Bundled for each run, so that the engine can be built with other knowledge. */
import type { Classification } from "../../server/src/engine/classification/model.ts";
import { likeliest } from "../../server/src/engine/classification/classify.ts";
import type { Reason } from "../../server/src/engine/classification/evidence/candidate.ts";
import { surroundingsOf } from "../../server/src/engine/classification/surroundings.ts";
import { CLASSES, ENDS, FRONTS, TERMS, wordsOf } from "../../server/src/engine/classification/lexicon/lexicon.ts";
import { foldPlural, splitName } from "../../server/src/engine/classification/words.ts";
import { languageOf } from "../../server/src/engine/languages/registry.ts";
import { classifyFile } from "../../server/src/engine/project/classifyFile.ts";
import { EntityIndex } from "../../server/src/engine/project/entityIndex.ts";
import { EMPTY_POLICY } from "../../server/src/engine/project/policy/model.ts";
import type { Entity, Field, FileSchema } from "../../server/src/engine/schema/schema.ts";

export interface Declaration {
  readonly schema: FileSchema;
  readonly entity: Entity;
  readonly field: Field;
}

export interface Classified extends Declaration {
  readonly classification: Classification;
}

/** Null for what cannot declare a model. */
export function readFile(path: string, text: string): FileSchema | null {
  const language = languageOf(path);
  return language?.mayDeclare(text) ? language.read(path, text) : null;
}

/** Classifies the wanted files of a project, of which all are known. */
export function classifyProject(schemas: readonly FileSchema[], wanted: ReadonlySet<string>): readonly Classified[] {
  const { lookup } = indexOf(schemas);
  return schemas
    .filter((schema) => wanted.has(schema.path))
    .flatMap((schema) =>
      classifyFile(schema, EMPTY_POLICY, lookup).fields.map(({ entity, field, classification }) => ({
        schema,
        entity,
        field,
        classification,
      })),
    );
}

/** What speaks for and against the likeliest category of each field, before the weights are fitted. */
export function reasonsInProject(
  schemas: readonly FileSchema[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<Field, readonly Reason[]> {
  const { lookup } = indexOf(schemas);
  const reasons = new Map<Field, readonly Reason[]>();
  for (const schema of schemas.filter(({ path }) => wanted.has(path))) {
    for (const entity of schema.entities) {
      const surroundings = surroundingsOf(entity, schema, lookup);
      for (const field of entity.fields) reasons.set(field, likeliest(field, surroundings).evidence);
    }
  }
  return reasons;
}

/** How names are read: the lists of phrases as they are looked up. */
export const lexicon = { splitName, foldPlural, wordsOf, lists: { TERMS, CLASSES, FRONTS, ENDS } };

function indexOf(schemas: readonly FileSchema[]): EntityIndex {
  const index = new EntityIndex();
  for (const schema of schemas) index.replace(schema.path, schema);
  return index;
}
