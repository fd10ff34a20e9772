import type { Import } from "../../../languages/language.ts";
import type { ProtectionChange } from "../../../protection/provider.ts";
import { APP_FILES } from "../../../protection/generated/app.ts";
import { withImports } from "./appImports.ts";
import source from "./encrypt_field.py";

/** How a field is encrypted. */
export interface Encryption {
  readonly change: ProtectionChange;
  /** False when an empty text is stored as null. */
  readonly keepsEmptyText: boolean;
  /** To import the class or function of the change from, as seen by the file that does. */
  readonly module: string;
  readonly origin: "package" | "project";
}

export interface EncryptedColumn {
  /** Name of the model as Django compares it. */
  readonly model: string;
  readonly field: string;
  readonly encryption: Encryption;
}

export interface MigrationOfRows {
  /** Label of the app, and the migration that this one follows. */
  readonly dependency: readonly [app: string, name: string];
  /** What happens before any column is encrypted. */
  readonly first: { readonly imports: readonly Import[]; readonly operations: readonly string[] };
  readonly columns: readonly EncryptedColumn[];
}

/**
 * A whole module. An encrypted field is made of the one before the migration, as Django has it there: so that nothing of the
 * model's code has to be repeated, or to be imported, which later changes would break. Null where two of the classes have one name.
 */
export function migrationText({ dependency, first, columns }: MigrationOfRows): string | null {
  const encryptions = columns.map(({ encryption }) => encryption);
  const nulling = encryptions.filter(({ keepsEmptyText }) => !keepsEmptyText);
  const operation = withImports(nulling.length === 0 ? source().replaceAll(AS_STORED, "") : source(), [
    ...first.imports,
    ...encryptions.map(({ module, origin, change }): Import => ({ module, name: change.use.name, origin })),
  ]);
  if (operation === null) return null;
  const functions = functionsFor(encryptions.map(({ change }) => change));
  const [head, ...body] = operation.trimEnd().split("\n\n\n");
  const operations = columns.map(
    ({ model, field, encryption }) =>
      `EncryptField(${quoted(model)}, ${quoted(field)}, ${functions.get(sourceOf(encryption.change))!}),`,
  );
  const parts = [
    head!,
    ...[...functions].map(([lines, name]) => `def ${name}(plain):\n${lines}`),
    ...body,
    ...KNOWN().trimEnd().split("\n\n\n").slice(1),
    ...(nulling.length === 0 ? [] : [asStoredFunction(encryptions, nulling)]),
    migrationClass(dependency, [...first.operations, ...operations]),
  ];
  return `${parts.join("\n\n\n")}\n`;
}

/** The generated app has the same functions, behind the head of a module. */
const KNOWN = APP_FILES["known.py"]!;

const AS_STORED = /^ +value = as_stored\(value, new\)\n/gm;

function asStoredFunction(all: readonly Encryption[], nulling: readonly Encryption[]): string {
  const names = [...new Set(nulling.map(({ change }) => change.use.name))];
  const isOne = nulling.length === all.length;
  return [
    "def as_stored(value, field):",
    `    """The package stores an empty text as null${isOne ? "" : "; the others keep it"}."""`,
    ...(isOne ? [] : [`    if not isinstance(field, (${names.join(", ")},)):`, "        return value"]),
    '    if value is None or value == "":',
    '        return None if field.null else ""',
    "    return value",
  ].join("\n");
}

/** Names by the source of what they do: one for all fields that are encrypted alike. */
function functionsFor(changes: readonly ProtectionChange[]): ReadonlyMap<string, string> {
  const sources = [...new Set(changes.map(sourceOf))];
  if (sources.length === 1) return new Map([[sources[0]!, "encrypted"]]);
  const taken = new Map<string, number>();
  const names = new Map<string, string>();
  for (const change of changes) {
    if (names.has(sourceOf(change))) continue;
    const name = change.use.name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    names.set(sourceOf(change), `as_${name}${count > 1 ? `_${count}` : ""}`);
  }
  return names;
}

/** The body of a function that makes the encrypted field of a plain one. */
function sourceOf({ use, dropKeywords, setKeywords }: ProtectionChange): string {
  const call = use.kind === "class" ? `${use.name}(*args, **options)` : `${use.name}(type(plain)(*args, **options))`;
  return [
    '    """The field as the model declares it from this migration on."""',
    "    _, _, args, options = plain.deconstruct()",
    `    for option in ${tuple(dropKeywords)}:`,
    "        options.pop(option, None)",
    ...Object.entries(setKeywords).map(([name, value]) => `    options["${name}"] = ${value}`),
    `    return ${call}`,
  ].join("\n");
}

function migrationClass([app, name]: MigrationOfRows["dependency"], operations: readonly string[]): string {
  return [
    "class Migration(migrations.Migration):",
    `    dependencies = [(${quoted(app)}, ${quoted(name)})]`,
    "    operations = [",
    ...operations.map((operation) => `        ${operation}`),
    "    ]",
  ].join("\n");
}

function tuple(names: readonly string[]): string {
  return `(${names.map(quoted).join(", ")})`;
}

/** Of names, which hold nothing that Python would have to escape. */
function quoted(name: string): string {
  return `"${name}"`;
}
