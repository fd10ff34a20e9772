import { addModuleImportEdits } from "../../languages/python/editImports.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import type { Project } from "../../project/model.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import { type ValueReader, valueReader } from "../encrypt/keys/readingKeys.ts";
import { inSequence } from "../inSequence.ts";
import type { WrittenValue } from "./writtenValue.ts";

/** Puts an expression that reads the variable in the place of the key. Null where the text does not allow it. */
export function readEdits(
  { settings }: Project,
  path: string,
  environment: SettingsEnvironment,
  module: PythonModule,
  { read, shape, span }: WrittenValue,
  variable: string,
): readonly TextEdit[] | null {
  if (read)
    return inSequence(module.text, [
      () => [{ span, text: read.expression }],
      (current) => (read.needsOs ? addModuleImportEdits(readModule(current), "os", span.start) : []),
    ]);
  const reader = valueReader(module, path, settings, environment);
  const isThere = reader !== null && reader.after <= span.start;
  const expression = isThere ? readWith(reader, variable, shape) : fromEnvironment(variable, shape);
  return inSequence(module.text, [
    () => [{ span, text: expression }],
    (current) => (isThere ? [] : addModuleImportEdits(readModule(current), "os", span.start)),
  ]);
}

/** All of them fail where the variable is missing: some packages would take another key without a word. */
function fromEnvironment(variable: string, shape: WrittenValue["shape"]): string {
  return `os.environ["${variable}"]${shape === "list" ? '.split(",")' : ""}`;
}

function readWith({ name, tool, csv }: ValueReader, variable: string, shape: WrittenValue["shape"]): string {
  if (shape === "text") return `${name}("${variable}")`;
  if (tool === "environ") return `${name}.list("${variable}")`;
  return csv === null ? `${name}("${variable}").split(",")` : `${name}("${variable}", cast=${csv}())`;
}
