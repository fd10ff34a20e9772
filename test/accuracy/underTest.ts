/** What the instrument needs of the engine. Bundled for each run, so that the engine can be built with other knowledge. */
import type { Classification } from "../../server/src/engine/classification/model.ts";
import { CLASSES, ENDS, FRONTS, TERMS, wordsOf } from "../../server/src/engine/classification/lexicon/lexicon.ts";
import { foldPlural, splitName } from "../../server/src/engine/classification/words.ts";
import { languageOf } from "../../server/src/engine/languages/registry.ts";
import { classifyFile } from "../../server/src/engine/project/classifyFile.ts";
import { EntityIndex } from "../../server/src/engine/project/entityIndex.ts";
import { EMPTY_POLICY } from "../../server/src/engine/project/policy.ts";
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
  const index = new EntityIndex();
  for (const schema of schemas) index.replace(schema.path, schema);
  return schemas
    .filter((schema) => wanted.has(schema.path))
    .flatMap((schema) =>
      classifyFile(schema, EMPTY_POLICY, index.lookup).fields.map(({ entity, field, classification }) => ({
        schema,
        entity,
        field,
        classification,
      })),
    );
}

/** How names are read: the lists of phrases as they are looked up. */
export const lexicon = { splitName, foldPlural, wordsOf, lists: { TERMS, CLASSES, FRONTS, ENDS } };
