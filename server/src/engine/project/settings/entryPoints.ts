import { parse } from "smol-toml";
import type { Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { readModule } from "../../languages/python/module.ts";
import type { Span } from "../../text/span.ts";
import { assignmentParts } from "./assignment.ts";
import { folderOf, pathOfModule } from "./pythonModules.ts";

/** Something that says which settings it runs with. */
export interface EntryPoint {
  /** The file that says it. */
  readonly path: string;
  readonly kind: "manage" | "server" | "test" | "other";
  /** Dotted. */
  readonly module: string;
  /** The class within the module (django-configurations); null when it does not say. */
  readonly className: string | null;
  /** The folder that Python imports from there; "" or with a closing `/`. */
  readonly folder: string;
}

export const ENTRY_POINT_FILE =
  /(^|\/)(manage\.py|wsgi\.py|asgi\.py|runtests\.py|pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml)$/;

const VARIABLE = "DJANGO_SETTINGS_MODULE";
const CLASS_VARIABLE = "DJANGO_CONFIGURATION";

/** In order of depth, what lies nearer to the root first; those of one file in their order. */
export function entryPointsOf(files: ReadonlyMap<string, string>): readonly EntryPoint[] {
  const paths = [...files.keys()].sort(byDepth);
  return paths.flatMap((path) => {
    const kind = kindOf(path);
    const text = files.get(path)!;
    if (kind === null || !mayName(path, text)) return [];
    const { modules, className } = namedIn(path, text);
    return [...new Set(modules)].map((module) => {
      return { path, kind, module, className, folder: importFolder(path, module, files) };
    });
  });
}

export function byDepth(a: string, b: string): number {
  return a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}

function kindOf(path: string): EntryPoint["kind"] | null {
  switch (nameOf(path)) {
    case "manage.py":
      return "manage";
    case "wsgi.py":
    case "asgi.py":
      return "server";
    case "pytest.ini":
    case "tox.ini":
    case "setup.cfg":
    case "pyproject.toml":
    case "runtests.py":
      return "test";
    default:
      return null;
  }
}

function mayName(path: string, text: string): boolean {
  return text.includes(VARIABLE) || (!path.endsWith(".py") && /--ds[ =]/.test(text));
}

function namedIn(path: string, text: string): { modules: readonly string[]; className: string | null } {
  if (!path.endsWith(".py")) {
    const options = path.endsWith(".toml") ? tomlOptions(text) : iniOptions(text);
    return { modules: options, className: null };
  }
  const assigned = environmentSetIn(text);
  const valuesOf = (name: string): readonly string[] =>
    assigned.flatMap(({ variable, value }) => (variable === name ? [value] : []));
  return { modules: valuesOf(VARIABLE), className: valuesOf(CLASS_VARIABLE)[0] ?? null };
}

/** `os.environ.setdefault("X", "y")` and `os.environ["X"] = "y"`, wherever they stand. */
function environmentSetIn(text: string): readonly { readonly variable: string; readonly value: string }[] {
  const found: { variable: string; value: string }[] = [];
  for (const statement of allOf(readModule(text).layout.statements)) {
    const source = text.slice(statement.span.start, statement.span.end);
    if (!source.includes(VARIABLE) && !source.includes(CLASS_VARIABLE)) continue;
    const [name, value] = variableSetBy(text, statement.span);
    if (name?.kind !== "text" || !value) continue;
    for (const each of textsIn(value)) found.push({ variable: name.value, value: each });
  }
  return found;
}

/** Its name and its value. */
function variableSetBy(text: string, span: Span): readonly Expression[] {
  const parts = assignmentParts(text, span);
  const expression = readExpression(text, parts ? parts.targets[0]! : span);
  if (parts) return expression.kind === "subscript" ? [expression.index, readExpression(text, parts.value)] : [];
  return expression.kind === "call" ? expression.arguments.map((argument) => argument.value) : [];
}

/** Of a choice between two, both. */
function textsIn(value: Expression): readonly string[] {
  switch (value.kind) {
    case "text":
      return [value.value];
    case "conditional":
      return [...textsIn(value.whenTrue), ...textsIn(value.whenFalse)];
    case "binary":
      return value.operator === "or" ? [...textsIn(value.left), ...textsIn(value.right)] : [];
    case "call":
      return value.arguments.slice(1).flatMap((argument) => textsIn(argument.value));
    default:
      return [];
  }
}

function allOf(statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  const pending = statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    found.push(statement);
    pending.push(...statement.body.toReversed());
  }
  return found;
}

/** `DJANGO_SETTINGS_MODULE = x` and `addopts = --ds=x` of pytest-django, `django_settings_module` of django-stubs. */
function iniOptions(text: string): readonly string[] {
  return [...text.matchAll(INI_OPTION), ...text.matchAll(DS_OPTION)].map((match) => match[1]!);
}

const INI_OPTION = /^[ \t]*DJANGO_SETTINGS_MODULE[ \t]*[=:][ \t]*["']?([\w.]+)/gim;
const DS_OPTION = /--ds[= ]["']?([\w.]+)/g;

function tomlOptions(text: string): readonly string[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return [];
  }
  const tool = member(document, "tool");
  const pytest = member(member(tool, "pytest"), "ini_options") ?? member(tool, "pytest");
  const named = [member(pytest, VARIABLE), member(member(tool, "django-stubs"), "django_settings_module")];
  const options = member(pytest, "addopts");
  const joined = Array.isArray(options) ? options.join(" ") : options;
  return [
    ...named.filter((value) => typeof value === "string"),
    ...(typeof joined === "string" ? [...joined.matchAll(DS_OPTION)].map((match) => match[1]!) : []),
  ];
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The nearest folder, the file's own or one above, from which the module can be imported; else the file's own. */
function importFolder(path: string, module: string, files: ReadonlyMap<string, string>): string {
  const own = folderOf(path);
  for (let folder = own; ; folder = folderOf(folder.slice(0, -1))) {
    for (const inner of ["", "src/"]) if (pathOfModule(folder + inner, module, files) !== null) return folder + inner;
    if (folder === "") return own;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
