import type { FileChange, FixContext } from "../../model.ts";
import { type EncryptedColumn, type Encryption, migrationText } from "./migrationText.ts";
import type { RowsPlan } from "./rowsPlan.ts";

/** The migrations that take the rows along, one an app; null where one cannot import all that it needs. */
export function migrationFiles(
  { migrations }: RowsPlan,
  encryptionOf: (context: FixContext) => Encryption,
): readonly FileChange[] | null {
  const files: FileChange[] = [];
  for (const { folder, name, dependency, columns } of migrations) {
    const text = migrationText({
      dependency,
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
export function notesOnMigrations({ migrations }: RowsPlan): readonly string[] {
  if (migrations.length === 0) return [];
  const history = migrations.some(({ columns }) => columns.some(({ model }) => isHistory(model)));
  return [
    "The migration encrypts the rows that exist: for a small table, in a maintenance window. Stop what uses the table, make a backup, run `manage.py migrate` (with `--database` for each further one), then start the new release: the one before cannot read the table any more, nor can the new one before the migration.",
    "To take it back, migrate to the migration before: that decrypts the rows, as long as the key is there.",
    ...(history ? ["What django-simple-history keeps of earlier values is encrypted with them."] : []),
    "Older backups, replicas and exports keep the plain values, as do pages that the database has not cleared yet (PostgreSQL: `VACUUM FULL`).",
  ];
}

function isHistory(model: string): boolean {
  return model.startsWith("historical");
}

/** A relative module as a file of another folder has to call it. */
export function moduleSeenFrom(folder: string, module: string, modelPath: string): string {
  const dots = /^\.*/.exec(module)![0].length;
  if (dots === 0) return module;
  const target = [...modelPath.split("/").slice(0, -dots), ...module.slice(dots).split(".")];
  const from = folder.split("/");
  const shared = target.findIndex((part, index) => part !== from[index]);
  return ".".repeat(from.length - shared + 1) + target.slice(shared).join(".");
}
