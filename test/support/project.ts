import { readDjango } from "../../server/src/engine/languages/django/read.ts";
import { EntityIndex } from "../../server/src/engine/project/entityIndex.ts";
import { ModuleIndex, readModuleNames } from "../../server/src/engine/project/moduleIndex.ts";
import { readSettings } from "../../server/src/engine/project/settings/readSettings.ts";
import { userModelsIn } from "../../server/src/engine/project/userModel.ts";
import type { EntityLookup } from "../../server/src/engine/schema/entityLookup.ts";
import type { FileSchema } from "../../server/src/engine/schema/schema.ts";

/** What the files of a project declare, each read by itself, and what their names mean in each other. */
export function linkedFiles(files: ReadonlyMap<string, string>): {
  readonly schemas: ReadonlyMap<string, FileSchema>;
  readonly lookup: EntityLookup;
} {
  const modules = new ModuleIndex();
  const index = new EntityIndex(modules);
  const schemas = new Map([...files].map(([path, text]) => [path, readDjango(path, text)]));
  modules.setFiles(files.keys());
  for (const [path, text] of files) modules.put(path, readModuleNames(path, text));
  for (const [path, schema] of schemas) index.replace(path, schema);
  index.setUserModels(userModelsIn(readSettings(files)));
  return { schemas, lookup: index.lookup };
}
