import type { Expression } from "../../../languages/python/expression.ts";
import type { Statement } from "../../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../../languages/python/module.ts";
import { readExpression } from "../../../languages/python/readExpression.ts";
import { textOf } from "../../../project/settings/value.ts";
import { writtenEntries, type WrittenPart } from "../../../project/settings/writtenTexts.ts";
import type { Span } from "../../../text/span.ts";
import type { Deployment, SettingsViolation } from "../../rule.ts";
import { entryOf, isTrue, textsOf } from "../../deployment.ts";

const CONFIG = "DEBUG_TOOLBAR_CONFIG";

/** What the toolbar's own settings say. */
export function* openConfig(deployment: Deployment, isInstalled: boolean): Iterable<SettingsViolation> {
  const { project, environment } = deployment;
  const config = project.settings.valueIn(CONFIG, environment);
  if (!config) return;
  for (const part of writtenEntries(project, config.places, "SHOW_TOOLBAR_CALLBACK")) {
    if (isGuarded(deployment, part) || !isAlwaysTrue(deployment, part)) continue;
    yield {
      severity: "warning",
      place: part,
      at: part.at,
      setting: CONFIG,
      message:
        "This shows the toolbar to everybody, whatever `DEBUG` and `INTERNAL_IPS` say: leave `SHOW_TOOLBAR_CALLBACK` out, or give it a function that asks for both.",
    };
  }
  if (!isInstalled) return;
  const keeps = textOf(entryOf(config.value, "TOOLBAR_STORE_CLASS") ?? config.value);
  const isKept = keeps !== null && /\.(Database|Cache)Store$/.test(keeps);
  const shown = isKept ? "TOOLBAR_STORE_CLASS" : "ENABLE_STACKTRACES_LOCALS";
  if (!isKept && !isTrue(entryOf(config.value, shown))) return;
  const [part] = writtenEntries(project, config.places, shown);
  if (!part) return;
  yield {
    severity: "information",
    place: part,
    at: part.at,
    setting: CONFIG,
    message: isKept
      ? "The toolbar keeps what it shows of each request (parameters of SQL, forms, sessions) where others can read it later. Keep it in memory, on a developer's machine."
      : "Stack traces of the toolbar then hold the values of local variables. Leave it off.",
  };
}

/** The statement stands in an `if`. */
function isGuarded({ project }: Deployment, { path, span }: WrittenPart): boolean {
  const { layout } = readModule(project.texts.get(path) ?? "");
  return layout.statements.some(
    ({ kind, span: own, end }) => kind === "block" && own.start < span.start && span.start < end,
  );
}

function isAlwaysTrue(deployment: Deployment, { path, value }: WrittenPart): boolean {
  const module = readModule(deployment.project.texts.get(path) ?? "");
  const written = module.text.slice(value.span.start, value.span.end);
  const [head] = /^lambda\b[^:]*:/.exec(written) ?? [];
  if (value.kind === "opaque" && head !== undefined)
    return isTrueAt(module.text, { start: value.span.start + head.length, end: value.span.end });
  const name = nameOf(value);
  if (name === null) return false;
  const modules = [module, ...textsOf(deployment).map(readModule)];
  return modules.some((each) => returnsTrue(each, name));
}

function nameOf(value: Expression): string | null {
  const dotted = value.kind === "text" ? value.value : value.kind === "name" ? value.text : null;
  return dotted === null ? null : dotted.slice(dotted.lastIndexOf(".") + 1);
}

/** A function whose only `return` says `True`. */
function returnsTrue({ text, layout }: PythonModule, name: string): boolean {
  const found = layout.statements.find(
    (each) => each.kind === "function" && each.name && text.slice(each.name.start, each.name.end) === name,
  );
  const returned = found ? returnedIn(text, found.body) : [];
  return returned.length > 0 && returned.every((span) => isTrueAt(text, span));
}

/** What stands behind each `return`, but for functions within. */
function returnedIn(text: string, body: readonly Statement[]): readonly Span[] {
  return body.flatMap(({ kind, span, body: inner }) => {
    if (kind === "block") return returnedIn(text, inner);
    const [word] = kind === "other" ? (/^return\b/.exec(text.slice(span.start, span.end)) ?? []) : [];
    return word === undefined ? [] : [{ start: span.start + word.length, end: span.end }];
  });
}

function isTrueAt(text: string, span: Span): boolean {
  const expression = readExpression(text, span);
  return expression.kind === "constant" && expression.value === true;
}
