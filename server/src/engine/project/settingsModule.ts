import { type Expression, readExpression } from "../languages/python/expression.ts";
import type { Statement } from "../languages/python/layout.ts";
import { type PythonModule, readModule } from "../languages/python/module.ts";

/** The settings module that a `manage.py` names, dotted; null when it names none in plain text. */
export function settingsModuleOf(managePy: string): string | null {
  const module = readModule(managePy);
  for (const statement of statementsOf(module.layout.statements)) {
    const named = namedIn(readExpression(managePy, statement.span)) ?? assignedIn(module, statement);
    if (named !== null) return named;
  }
  return null;
}

/**
 * The file in which the settings of that module are really kept: the module itself, or the one that it takes them all
 * over from (`from .base import *`). `folder` is the one that Python imports from; "" or with a closing `/`.
 */
export function settingsPathOf(settings: string, folder: string, files: ReadonlyMap<string, string>): string | null {
  const start = pathOf(folder, settings, files);
  if (start === null) return null;
  const seen = new Set<string>();
  const pending = [start];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const module = readModule(files.get(path) ?? "");
    if (assigns(module, "INSTALLED_APPS")) return path;
    for (const statement of module.imports) {
      if (statement.names.at(-1)?.name !== "*") continue;
      const next = pathOf(folder, absoluteName(statement.module, path, folder), files);
      if (next !== null) pending.push(next);
    }
  }
  return start;
}

export function assigns(module: PythonModule, name: string): boolean {
  return module.layout.statements.some(
    (statement) => statement.kind === "assignment" && nameOf(module, statement) === name,
  );
}

/** `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")` */
function namedIn(expression: Expression): string | null {
  if (expression.kind !== "call") return null;
  const [first, second] = expression.arguments;
  const isIt = first?.value.kind === "text" && first.value.value === VARIABLE;
  return isIt && second?.value.kind === "text" ? second.value.value : null;
}

const VARIABLE = "DJANGO_SETTINGS_MODULE";

/** `os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"` */
function assignedIn({ text }: PythonModule, { span }: Statement): string | null {
  const source = text.slice(span.start, span.end);
  const equals = source.indexOf("=");
  if (equals < 0 || !source.slice(0, equals).includes(VARIABLE)) return null;
  const value = readExpression(text, { start: span.start + equals + 1, end: span.end });
  return value.kind === "text" ? value.value : null;
}

function statementsOf(statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  const pending = [...statements].reverse();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    found.push(statement);
    pending.push(...statement.body.toReversed());
  }
  return found;
}

function pathOf(folder: string, dotted: string, files: ReadonlyMap<string, string>): string | null {
  const stem = folder + dotted.replaceAll(".", "/");
  return [`${stem}.py`, `${stem}/__init__.py`].find((path) => files.has(path)) ?? null;
}

function absoluteName(name: string, path: string, folder: string): string {
  const dots = /^\.*/.exec(name)![0].length;
  if (dots === 0) return name;
  const parts = path.slice(folder.length).split("/").slice(0, -dots);
  return [...parts, ...(name.length > dots ? [name.slice(dots)] : [])].join(".");
}

function nameOf({ text }: PythonModule, { name }: Statement): string {
  return name ? text.slice(name.start, name.end) : "";
}
