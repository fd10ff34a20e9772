import { appFilesFor, appLabelOf, appLabelsIn } from "../engine/project/appLabel.ts";
import { type FieldHistory, fieldHistory } from "../engine/project/migrations/fieldHistory.ts";
import { migrationFoldersFor } from "../engine/project/migrations/migrationFolders.ts";
import type { AppMigrations, Migration } from "../engine/project/migrations/model.ts";
import { readMigration } from "../engine/project/migrations/readMigration.ts";
import type { ClassifiedField, Project } from "../engine/project/model.ts";
import type { Entity } from "../engine/schema/schema.ts";
import { AtOnce } from "./atOnce.ts";
import { joined } from "./paths.ts";
import type { Clock, FileSystem } from "./ports.ts";
import { TimeSlice } from "./timeSlice.ts";

export interface FolderMigrationsOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** The current text of a file, that of an open document first. */
  readonly textOf: (path: string) => Promise<string | null>;
  /** Documents that are open: some may not be on disk. */
  readonly openPaths: () => readonly string[];
}

/** Apps whose migrations are kept: those asked for last. */
const MOST_APPS = 32;

/**
 * The migrations of a folder's apps. They are looked at when something is asked of them, as they are then; what was read of the
 * last apps is kept, so that only files whose text has changed are read again.
 */
export class FolderMigrations {
  readonly #options: FolderMigrationsOptions;
  /** By the folder of an app's migrations. */
  readonly #read = new Map<string, ReadonlyMap<string, ReadMigration>>();
  readonly #underWay = new Map<string, Looking>();

  constructor(options: FolderMigrationsOptions) {
    this.#options = options;
  }

  /** Null when the app has no migrations, or when they tell nothing of such a field. */
  async historyOf(path: string, subject: ClassifiedField, project: Project): Promise<FieldHistory | null> {
    const { label, migrations } = await this.ofApp(path, subject.entity, project);
    return fieldHistory(migrations, label, subject);
  }

  /** Those of the app that an entity of a file belongs to. */
  async ofApp(path: string, entity: Entity, project: Project): Promise<AppMigrations> {
    const label = await this.#labelOf(path, entity);
    for (const folder of migrationFoldersFor(path, label, project.settings)) {
      const migrations = await this.#migrationsIn(folder);
      if (migrations.length > 0) return { label, folder, migrations };
    }
    return { label, folder: null, migrations: [] };
  }

  async #labelOf(path: string, entity: Entity): Promise<string> {
    const texts = new Map<string, string>();
    for (const file of appFilesFor(path)) {
      const text = await this.#options.textOf(file);
      if (text === null) continue;
      texts.set(file, text);
      break;
    }
    return appLabelOf(path, entity, appLabelsIn(texts));
  }

  /** Whoever asks while a folder is being looked at waits for the next look: the one under way may have read what has changed since. */
  #migrationsIn(folder: string): Promise<readonly Migration[]> {
    const underWay = this.#underWay.get(folder);
    if (!underWay) return this.#begin(folder);
    underWay.next ??= underWay.now.then(
      () => this.#begin(folder),
      () => this.#begin(folder),
    );
    return underWay.next;
  }

  #begin(folder: string): Promise<readonly Migration[]> {
    const now = this.#look(folder).finally(() => {
      this.#underWay.delete(folder);
    });
    this.#underWay.set(folder, { now, next: null });
    return now;
  }

  async #look(folder: string): Promise<readonly Migration[]> {
    const { clock, fileSystem, textOf, openPaths } = this.#options;
    const listing = await fileSystem.readDirectory(folder);
    const listed = listing.kind === "entries" ? listing.entries : [];
    const present = listed.flatMap(({ name, kind }) => (kind === "file" ? joined(folder, name) : []));
    const open = openPaths().filter((path) => isDirectlyIn(folder, path));
    const paths = [...new Set([...present, ...open])].filter(mayBeMigration);
    const known = this.#read.get(folder);
    const read = new Map<string, ReadMigration>();
    const slice = new TimeSlice(clock);
    const reads = new AtOnce(fileSystem.readsAtOnce);
    for (const path of paths) {
      await reads.start(async () => {
        const text = await textOf(path);
        if (text === null) return;
        const before = known?.get(path);
        read.set(path, before?.text === text ? before : { text, migration: readMigration(path, text) });
      });
      if (slice.isOver) await slice.pause();
    }
    await reads.end();
    if (read.size > 0) this.#keep(folder, read);
    return paths.flatMap((path) => read.get(path)?.migration ?? []);
  }

  #keep(folder: string, read: ReadonlyMap<string, ReadMigration>): void {
    this.#read.delete(folder);
    this.#read.set(folder, read);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= MOST_APPS) break;
      this.#read.delete(oldest);
    }
  }
}

/** A look at a folder, and the one that follows it. */
interface Looking {
  readonly now: Promise<readonly Migration[]>;
  next: Promise<readonly Migration[]> | null;
}

function isDirectlyIn(folder: string, path: string): boolean {
  return path === joined(folder, path.slice(path.lastIndexOf("/") + 1));
}

/** As Django has it, which leaves out `_private.py` and `~backup.py`. */
function mayBeMigration(path: string): boolean {
  return /(^|\/)[^_~/][^/]*\.py$/.test(path);
}

interface ReadMigration {
  readonly text: string;
  readonly migration: Migration | null;
}
