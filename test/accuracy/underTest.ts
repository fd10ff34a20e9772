/** What the instrument needs of the engine. Bundled for each run, so that the engine can be built with other knowledge. */
import type { Classification } from "../../server/src/engine/classification/model.ts";
import { likeliest } from "../../server/src/engine/classification/classify.ts";
import type { Reason } from "../../server/src/engine/classification/evidence/reason.ts";
import { surroundingsOf } from "../../server/src/engine/classification/surroundings.ts";
import { CLASSES, ENDS, FRONTS, TERMS, wordsOf } from "../../server/src/engine/classification/lexicon/lexicon.ts";
import { foldPlural, splitName } from "../../server/src/engine/classification/words.ts";
import { languageOf } from "../../server/src/engine/languages/registry.ts";
import { classifyFile } from "../../server/src/engine/project/classifyFile.ts";
import { EntityIndex } from "../../server/src/engine/project/entityIndex.ts";
import { ModuleIndex, type ModuleNames, readModuleNames } from "../../server/src/engine/project/moduleIndex.ts";
import { withThirdParty } from "../../server/src/engine/project/thirdParty.ts";
import { entityMeant, type EntityLookup } from "../../server/src/engine/schema/entityLookup.ts";
import { EMPTY_POLICY } from "../../server/src/engine/project/policy/model.ts";
import { isProjectFile } from "../../server/src/engine/project/readProject.ts";
import { type ProjectSettings, readSettings } from "../../server/src/engine/project/settings/readSettings.ts";
import { userModelsIn } from "../../server/src/engine/project/userModel.ts";
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
  return language?.passedOver(text) === null ? language.read(path, text) : null;
}

/** What the names in a project's models lead over. */
export interface Ways {
  readonly paths: readonly string[];
  readonly modules: ReadonlyMap<string, ModuleNames>;
  readonly settings: ProjectSettings;
}

/** `texts`: of all files of the project, by path. Those that names lead to are read, as the product does. */
export function waysIn(schemas: readonly FileSchema[], texts: ReadonlyMap<string, string>): Ways {
  const modules = new ModuleIndex();
  const known = new Map<string, ModuleNames>();
  const settings = readSettings(new Map([...texts].filter(([path]) => isProjectFile(path))));
  const ways = { paths: [...texts.keys()], modules: known, settings };
  const index = indexOf(schemas, ways, modules);
  for (;;) {
    index.followNames();
    const wanted = modules.takeWanted();
    if (wanted.length === 0) return ways;
    for (const path of wanted) {
      known.set(path, readModuleNames(path, texts.get(path)!));
      modules.put(path, known.get(path)!);
    }
    index.forgetMeanings("unread");
  }
}

/** Classifies the wanted files of a project, of which all are known. */
export function classifyProject(
  schemas: readonly FileSchema[],
  wanted: ReadonlySet<string>,
  ways: Ways,
): readonly Classified[] {
  const { lookup } = indexOf(schemas, ways);
  return classifyFiles(
    schemas.filter((schema) => wanted.has(schema.path)),
    lookup,
  );
}

export function classifyFiles(schemas: readonly FileSchema[], lookup: EntityLookup): readonly Classified[] {
  return schemas.flatMap((schema) =>
    classifyFile(schema, EMPTY_POLICY, lookup).fields.map(({ entity, field, classification }) => ({
      schema,
      entity,
      field,
      classification,
    })),
  );
}

/** Finds out what every base and every relation of a project means, which the lookup then knows. */
export function followNames(schemas: readonly FileSchema[], ways: Ways): EntityLookup {
  const { lookup } = indexOf(schemas, ways);
  const withPackages = withThirdParty(lookup);
  for (const schema of schemas)
    for (const { bases, fields } of schema.entities) {
      for (const { qualified } of bases) entityMeant(qualified, schema, withPackages);
      for (const { target } of fields) if (target !== null) entityMeant(target, schema, withPackages);
    }
  return lookup;
}

/** What speaks for and against the likeliest category of each field, before the weights are fitted. */
export function reasonsInProject(
  schemas: readonly FileSchema[],
  wanted: ReadonlySet<string>,
  ways: Ways,
): ReadonlyMap<Field, readonly Reason[]> {
  const { lookup } = indexOf(schemas, ways);
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

function indexOf(schemas: readonly FileSchema[], ways: Ways, modules = new ModuleIndex()): EntityIndex {
  const index = new EntityIndex(modules);
  modules.setFiles(ways.paths);
  for (const [path, names] of ways.modules) modules.put(path, names);
  for (const schema of schemas) {
    if (schema.module) modules.put(schema.path, { summary: schema.module, appLabel: null });
    index.replace(schema.path, schema);
  }
  index.setUserModels(userModelsIn(ways.settings));
  return index;
}
