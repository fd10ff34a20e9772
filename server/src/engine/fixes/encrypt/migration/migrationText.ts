import { addImportEdits } from "../../../languages/python/editImports.ts";
import { readModule } from "../../../languages/python/module.ts";
import type { ProtectionChange } from "../../../protection/provider.ts";
import { applyEdits } from "../../../text/textEdit.ts";
import source from "./encrypt_field.py";

export interface MigrationOfRows {
  readonly change: ProtectionChange;
  /** False when an empty text is stored as null. */
  readonly keepsEmptyText: boolean;
  /** Module that the migration imports the class or function of the change from. */
  readonly module: string;
  readonly origin: "package" | "project";
  /** Label of the app, and the migration that this one follows. */
  readonly dependency: readonly [app: string, name: string];
  /** Names of models as Django compares them, each with the field. */
  readonly fields: readonly (readonly [model: string, field: string])[];
}

/**
 * A whole module. The encrypted field is made of the one before the migration, as Django has it there: so that nothing of the
 * model's code has to be repeated, or to be imported, which later changes would break.
 */
export function migrationText(migration: MigrationOfRows): string {
  const { change, keepsEmptyText, module, origin, dependency, fields } = migration;
  const operation = keepsEmptyText ? source().replaceAll(AS_STORED, "") : source();
  const imports = addImportEdits(readModule(operation), [{ module, name: change.use.name, origin }])!;
  const [head, ...body] = applyEdits(operation, imports).trimEnd().split("\n\n\n");
  const parts = [
    head!,
    encryptedFunction(change),
    ...body,
    ...(keepsEmptyText ? [] : [AS_STORED_FUNCTION]),
    migrationClass(dependency, fields),
  ];
  return `${parts.join("\n\n\n")}\n`;
}

const AS_STORED = /^ +value = as_stored\(value, new\)\n/gm;

const AS_STORED_FUNCTION = `def as_stored(value, field):
    """The package stores an empty text as null."""
    if value is None or value == "":
        return None if field.null else ""
    return value`;

function encryptedFunction({ use, dropKeywords, setKeywords }: ProtectionChange): string {
  const call = use.kind === "class" ? `${use.name}(*args, **options)` : `${use.name}(type(plain)(*args, **options))`;
  return [
    "def encrypted(plain):",
    '    """The field as the model declares it from this migration on."""',
    "    _, _, args, options = plain.deconstruct()",
    `    for option in ${tuple(dropKeywords)}:`,
    "        options.pop(option, None)",
    ...Object.entries(setKeywords).map(([name, value]) => `    options["${name}"] = ${value}`),
    `    return ${call}`,
  ].join("\n");
}

function migrationClass([app, name]: MigrationOfRows["dependency"], fields: MigrationOfRows["fields"]): string {
  return [
    "class Migration(migrations.Migration):",
    `    dependencies = [(${quoted(app)}, ${quoted(name)})]`,
    "    operations = [",
    ...fields.map(([model, field]) => `        EncryptField(${quoted(model)}, ${quoted(field)}),`),
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
