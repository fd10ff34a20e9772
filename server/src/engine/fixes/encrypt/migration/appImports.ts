import type { Import } from "../../../languages/language.ts";
import { addImportEdits } from "../../../languages/python/editImports.ts";
import { readModule } from "../../../languages/python/module.ts";
import { applyEdits } from "../../../text/textEdit.ts";
import { relativeName } from "../packageNames.ts";

export type AppModule = "blind_index" | "copies" | "fields" | "operations";

/** Classes by the module of the generated app that they are in. */
export type AppImports = Readonly<Partial<Record<AppModule, readonly string[]>>>;

/** As a file of another folder imports them. */
export function importsOfApp(
  imports: AppImports,
  fieldsModule: string,
  folder: string,
  modelPath: string,
): readonly Import[] {
  return Object.entries(imports).flatMap(([part, names]) => {
    const module = moduleSeenFrom(folder, moduleOfApp(fieldsModule, part as AppModule), modelPath);
    return names.map((name) => ({ module, name, origin: "project" as const }));
  });
}

/** One after the other, so that each finds its place among those before. Null where a name is taken. */
export function withImports(text: string, imports: readonly Import[]): string | null {
  let current = text;
  for (const each of imports) {
    const edits = addImportEdits(readModule(current), [each]);
    if (!edits) return null;
    current = applyEdits(current, edits);
  }
  return current;
}

/** Another module of the app that the field classes are in. */
export function moduleOfApp(fieldsModule: string, part: AppModule): string {
  return fieldsModule.replace(/fields$/, part);
}

/** A relative module as a file of another folder has to call it. */
export function moduleSeenFrom(folder: string, module: string, modelPath: string): string {
  const dots = /^\.*/.exec(module)![0].length;
  if (dots === 0) return module;
  const target = [...modelPath.split("/").slice(0, -dots), ...module.slice(dots).split(".")];
  return relativeName(`${folder}/`, target.join("/"));
}
