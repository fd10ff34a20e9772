import type { FileChange, FixContext } from "../../model.ts";
import { type AppImports, importsOfApp, moduleSeenFrom } from "./appImports.ts";
import { type EncryptedColumn, type Encryption, migrationText } from "./migrationText.ts";
import { haveHistory, type RowsPlan } from "./rowsPlan.ts";

/** How a field is encrypted, and what happens before. */
export interface RowsEncryption extends Encryption {
  /** On a model, before any column is encrypted: source of operations, and what they import from the generated app. */
  readonly first?: { readonly imports: AppImports; readonly operations: (model: string) => readonly string[] };
}

/** The migrations that take the rows along, one an app; null where one cannot import all that it needs. */
export function migrationFiles(
  { migrations }: RowsPlan,
  encryptionOf: (context: FixContext) => RowsEncryption,
): readonly FileChange[] | null {
  const files: FileChange[] = [];
  for (const { folder, name, dependency, columns } of migrations) {
    const before = columns.flatMap(({ model, context }) => {
      const { first, module } = encryptionOf(context);
      if (!first) return [];
      const imports = importsOfApp(first.imports, module, folder, context.file.schema.path);
      return [{ imports, operations: first.operations(model) }];
    });
    const text = migrationText({
      dependency,
      first: {
        imports: before.flatMap(({ imports }) => imports),
        operations: before.flatMap(({ operations }) => operations),
      },
      columns: columns.map(({ model, context }): EncryptedColumn => {
        const encryption = encryptionOf(context);
        const module = moduleSeenFrom(folder, encryption.module, context.file.schema.path);
        return { model, field: context.subject.field.name, encryption: { ...encryption, module } };
      }),
    });
    if (text === null) return null;
    files.push({ kind: "create", path: `${folder}/${name}.py`, text });
  }
  return files;
}

/** What a person must know of them; complete sentences. */
export function notesOnMigrations(rows: RowsPlan): readonly string[] {
  const making = rows.isToBeMade ? [ON_MAKING] : [];
  if (rows.migrations.length === 0) return making;
  return [
    ...making,
    "The migration encrypts the rows that exist: for a small table, in a maintenance window. Stop what uses the table, make a backup, run `manage.py migrate` (with `--database` for each further one), then start the new release: the one before cannot read the table any more, nor can the new one before the migration.",
    "To take it back, migrate to the migration before: that decrypts the rows, as long as the key is there.",
    ...(haveHistory(rows) ? ["What django-simple-history keeps of earlier values is encrypted with them."] : []),
    "Older backups, replicas and exports keep the plain values, as do pages that the database has not cleared yet (PostgreSQL: `VACUUM FULL`).",
  ];
}

const ON_MAKING =
  "A column of it is in no migration yet: before you migrate, run `manage.py makemigrations`, which makes it encrypted from the start.";
