import type { CallExpression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";

/** Whether the project reads a file of variables: `perhaps` where something is loaded and it is not clear that it is this one. */
export type Loading = "never" | "perhaps" | "surely";

export function loadingOf(texts: ReadonlyMap<string, string>, path: string): Loading {
  let loading: Loading = "never";
  for (const [from, text] of texts) {
    if (!from.endsWith(".py") || !LOADS.test(text)) continue;
    if (isLoadedIn(readModule(text), from, path)) return "surely";
    loading = "perhaps";
  }
  return loading;
}

const LOADS = /\bread_env\b|\bload_dotenv\b|\bdotenv\b|\bdecouple\b/;

function isLoadedIn(module: PythonModule, from: string, path: string): boolean {
  const imported = [...module.bindings.values()];
  // They look for `.env` beside the file and above it.
  if (imported.some((name) => name === "decouple" || name === "decouple.config" || name === "decouple.AutoConfig"))
    return true;
  const looksAbove = imported.some((name) => name.startsWith("dotenv") || name.startsWith("environs"));
  const beside = path.slice(0, path.lastIndexOf("/") + 1) === from.slice(0, from.lastIndexOf("/") + 1);
  return callsIn(module, module.layout.statements).some((call) => {
    if (call.callee.kind !== "name" || !/(^|\.)(read_env|load_dotenv)$/.test(call.callee.text)) return false;
    const written = module.text.slice(call.open + 1, call.close ?? call.span.end);
    const texts = [...written.matchAll(/(["'])(.*?)\1/g)].map((found) => found[2]!);
    if (texts.length > 0) return texts.length === 1 && texts[0] === ".env";
    return (written.trim() === "" && beside) || (looksAbove && /^\s*(find_dotenv\(\))?\s*$/.test(written));
  });
}

/** Statements that are calls and run whatever the environment says: none in an `if`. */
function callsIn({ text }: PythonModule, statements: readonly Statement[]): readonly CallExpression[] {
  const found: CallExpression[] = [];
  const pending = [...statements];
  for (let each = pending.pop(); each; each = pending.pop()) {
    const source = text.slice(each.span.start, each.span.end);
    if (each.kind === "function" || (each.kind === "block" && !/^(if|elif|else)\b/.test(source)))
      pending.push(...each.body);
    if (!/^[\w.]+\(/.test(source)) continue;
    const expression = readExpression(text, each.span);
    if (expression.kind === "call") found.push(expression);
  }
  return found;
}
