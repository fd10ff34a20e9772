import { appFilesFor, appLabelOf, appLabelsIn } from "../engine/project/appLabel.ts";
import { type FieldHistory, fieldHistory } from "../engine/project/migrations/fieldHistory.ts";
import { migrationFoldersFor } from "../engine/project/migrations/migrationFolders.ts";
import type { Migration } from "../engine/project/migrations/model.ts";
import { readMigration } from "../engine/project/migrations/readMigration.ts";
import type { ClassifiedField, Project } from "../engine/project/model.ts";
import { AtOnce } from "./atOnce.ts";
import { joined } from "./paths.ts";
import type { Clock, FileSystem } from "./ports.ts";
import { TimeSlice } from "./timeSlice.ts";

export interface FolderMigrationsOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** The current text of a file, that of an open document first. */
  readonly textOf: (path: string) => Promise<string | null>;
}

/**
 * The migrations of a folder's apps. They are looked at when something is asked of them, as they are then; what was read of the
 * last app is kept, so that only files whose text has changed are read again.
 */
export class FolderMigrations {
  readonly #options: FolderMigrationsOptions;
  #read: ReadonlyMap<string, ReadMigration> = new Map();

  constructor(options: FolderMigrationsOptions) {
    this.#options = options;
  }

  /** Null when the app has no migrations, or when they tell nothing of such a field. */
  async historyOf(path: string, subject: ClassifiedField, project: Project): Promise<FieldHistory | null> {
    const label = await this.#labelOf(path, subject);
    for (const folder of migrationFoldersFor(path, label, project.settings)) {
      const migrations = await this.#migrationsIn(folder);
      if (migrations.length > 0) return fieldHistory(migrations, label, subject);
    }
    return null;
  }

  async #labelOf(path: string, { entity }: ClassifiedField): Promise<string> {
    const texts = new Map<string, string>();
    for (const file of appFilesFor(path)) {
      const text = await this.#options.textOf(file);
      if (text === null) continue;
      texts.set(file, text);
      break;
    }
    return appLabelOf(path, entity, appLabelsIn(texts));
  }

  async #migrationsIn(folder: string): Promise<readonly Migration[]> {
    const listing = await this.#options.fileSystem.readDirectory(folder);
    if (listing.kind !== "entries") return [];
    const { clock, fileSystem, textOf } = this.#options;
    // As Django does, which leaves out `_private.py` and `~backup.py`.
    const paths = listing.entries.flatMap(({ name, kind }) =>
      kind === "file" && /^[^_~].*\.py$/.test(name) ? joined(folder, name) : [],
    );
    const read = new Map<string, ReadMigration>();
    const slice = new TimeSlice(clock);
    const reads = new AtOnce(fileSystem.readsAtOnce);
    for (const path of paths) {
      await reads.start(async () => {
        const text = await textOf(path);
        if (text === null) return;
        const before = this.#read.get(path);
        read.set(path, before?.text === text ? before : { text, migration: readMigration(path, text) });
      });
      if (slice.isOver) await slice.pause();
    }
    await reads.end();
    if (read.size > 0) this.#read = read;
    return paths.flatMap((path) => read.get(path)?.migration ?? []);
  }
}

interface ReadMigration {
  readonly text: string;
  readonly migration: Migration | null;
}
