import type { PythonModule } from "../../../languages/python/module.ts";
import type { SettingsEnvironment } from "../../../project/settings/environments.ts";
import type { ProjectSettings } from "../../../project/settings/readSettings.ts";
import { setsVariablePrefix } from "../../../project/settings/variablePrefixes.ts";
import type { Value } from "../../../project/settings/value.ts";

/** An expression that reads the keys; none of them fails at import where the variable is missing or empty. */
export interface KeyReader {
  readonly expression: string;
  /** Offset behind which what it needs is there; 0 for imports at the head of the file. */
  readonly after: number;
  readonly needsOs: boolean;
}

export function fromEnvironment(variable: string): string {
  return `[key for key in os.environ.get("${variable}", "").split(",") if key]`;
}

function readsItself(variable: string): KeyReader {
  return { expression: fromEnvironment(variable), after: 0, needsOs: true };
}

/** What a module reads its values with, where that is not the environment itself. */
export interface ValueReader {
  /** As it is called there. */
  readonly name: string;
  readonly tool: "environ" | "decouple";
  /** What decouple's `Csv` is called there; null where it is not imported. */
  readonly csv: string | null;
  /** Offset behind which it is there. */
  readonly after: number;
}

/**
 * django-environ or environs, or python-decouple; first of all what it reads SECRET_KEY with. Null where the variable would get a prefix, since
 * other files and messages call it by its name.
 */
export function valueReader(
  module: PythonModule,
  path: string,
  settings: ProjectSettings,
  environment: SettingsEnvironment,
): ValueReader | null {
  if (setsVariablePrefix(module.text)) return null;
  const here = { ...environment, path, className: null };
  const names = namesIn(module).toSorted(
    (a, b) => Number(readsSecret(module, b.name)) - Number(readsSecret(module, a.name)),
  );
  for (const { name, after } of names) {
    const value = settings.valueIn(name, here)?.value;
    const tool = value && toolOf(value);
    if (!tool) continue;
    const csv = [...module.bindings].find(([, qualified]) => qualified === "decouple.Csv")?.[0] ?? null;
    return { name, tool, csv, after };
  }
  return null;
}

/** As the module reads its other values. */
export function keyReader(variable: string, ...place: Parameters<typeof valueReader>): KeyReader {
  const reader = valueReader(...place);
  return reader
    ? { expression: listOrEmpty(variable, reader), after: reader.after, needsOs: false }
    : readsItself(variable);
}

function listOrEmpty(variable: string, { name, tool, csv }: ValueReader): string {
  if (tool === "environ") return `${name}.list("${variable}", default=[])`;
  return csv === null
    ? `[key for key in ${name}("${variable}", default="").split(",") if key]`
    : `${name}("${variable}", default="", cast=${csv}())`;
}

/** In a class of django-configurations. */
export function keyReaderInClass(variable: string, module: PythonModule): KeyReader {
  const values = [...module.bindings].find(([, qualified]) => qualified === "configurations.values")?.[0];
  // Its values put DJANGO_ before the names of variables.
  return values
    ? { expression: `${values}.ListValue([], environ_prefix=None)`, after: 0, needsOs: false }
    : readsItself(variable);
}

/** What a value is called for; null for what reads no variables, or in a way of the project's own. */
export function toolOf(value: Value): ValueReader["tool"] | null {
  if (value.kind === "either") return toolOf(value.values[0]!);
  if (value.kind === "tool") return value.tool === "function" ? null : value.tool;
  return value.kind === "reference" && value.name === "decouple.config" ? "decouple" : null;
}

/** What is bound at the top of the module, and where. */
function namesIn({
  text,
  imports,
  layout,
}: PythonModule): readonly { readonly name: string; readonly after: number }[] {
  const imported = imports
    .filter(({ place }) => place === "module")
    .flatMap(({ names, span }) => names.map(({ name, alias }) => ({ name: alias ?? name, after: span.end })));
  const assigned = layout.statements.flatMap(({ kind, name, span }) =>
    kind === "assignment" && name ? [{ name: text.slice(name.start, name.end), after: span.end }] : [],
  );
  const stars = imported
    .filter(({ name }) => name === "*")
    .flatMap(({ after }) => USUAL.map((name) => ({ name, after })));
  return [...imported.filter(({ name }) => name !== "*"), ...assigned, ...stars];
}

/** What such readers are called where they come with all names of another module. */
const USUAL = ["env", "config"];

function readsSecret({ text }: PythonModule, name: string): boolean {
  return new RegExp(`^SECRET_KEY\\b.*=\\s*\\(?\\s*${name}\\b`, "m").test(text);
}
