import { everyStatement } from "../../../languages/python/everyStatement.ts";
import type { ImportStatement } from "../../../languages/python/imports.ts";
import { calleeOf } from "../../../languages/python/literals.ts";
import { readModule } from "../../../languages/python/module.ts";
import { readExpression } from "../../../languages/python/readExpression.ts";
import setup from "./loggingSetup.yml";

const FUNCTIONS = new Set(setup.functions.flatMap(({ names }) => names));

/** Whether a file of settings sets up logging in another way than by `LOGGING`. */
export function setsUpLogging(text: string): boolean {
  const { imports, layout } = readModule(text);
  if (imports.some(importsSetup)) return true;
  return everyStatement(layout.statements).some(({ kind, span }) => {
    if (kind !== "other") return false;
    const call = readExpression(text, span);
    return call.kind === "call" && FUNCTIONS.has(calleeOf(call).split(".").at(-1)!);
  });
}

function importsSetup({ kind, module, names }: ImportStatement): boolean {
  const imported = names.map(({ name }) => (kind === "from" ? `${module}.${name}` : name));
  return imported.some((each) => setup.modules.some(({ name }) => each === name || each.startsWith(`${name}.`)));
}
