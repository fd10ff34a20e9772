import type { ProtectionChange } from "../../../protection/provider.ts";
import type { FileChange } from "../../model.ts";
import { migrationText } from "./migrationText.ts";
import type { RowsPlan } from "./rowsPlan.ts";

export interface ImportedClass {
  readonly change: ProtectionChange;
  /** False when an empty text is stored as null. */
  readonly keepsEmptyText: boolean;
  /** To import it from, as seen by the file of the model. */
  readonly module: string;
  readonly origin: "package" | "project";
  readonly modelPath: string;
}

/** The migrations that take the rows along, one an app. */
export function migrationFiles({ migrations }: RowsPlan, imported: ImportedClass): readonly FileChange[] {
  return migrations.map(({ folder, name, dependency, fields }) => {
    const { change, keepsEmptyText, origin, modelPath } = imported;
    const module = moduleSeenFrom(folder, imported.module, modelPath);
    return {
      kind: "create",
      path: `${folder}/${name}.py`,
      text: migrationText({ change, keepsEmptyText, module, origin, dependency, fields }),
    };
  });
}

/** What a person must know of them; complete sentences. */
export function notesOnMigrations({ migrations }: RowsPlan): readonly string[] {
  if (migrations.length === 0) return [];
  const history = migrations.some(({ fields }) => fields.some(([model]) => isHistory(model)));
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
