import { describe, expect, it } from "vitest";
import { classifiedFile } from "../../../test/support/findings.ts";
import { dedent } from "../../../test/support/fixture.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { AppMigrations } from "../engine/project/migrations/model.ts";
import { readProject } from "../engine/project/readProject.ts";
import { FolderMigrations } from "./folderMigrations.ts";

const MODELS = dedent(`
  from django.db import models
  class Customer(models.Model):
      national_id = models.CharField(max_length=18)
`);

function initial(field: string): string {
  return dedent(`
    from django.db import migrations, models
    class Migration(migrations.Migration):
        operations = [migrations.CreateModel("Customer", [("national_id", ${field})])]
  `);
}

const PLAIN = initial("models.CharField(max_length=18)");

/** `held`: what the answers with texts of migrations wait for. */
function migrationsIn(files: MemoryFileSystem, held: Promise<void> = Promise.resolve()): FolderMigrations {
  const decoder = new TextDecoder();
  return new FolderMigrations({
    fileSystem: files,
    clock: { now: () => 0, pause: () => Promise.resolve() },
    textOf: async (path) => {
      const file = files.readFile(path, 1_000_000);
      if (file.kind === "bytes") await held;
      return file.kind === "bytes" ? decoder.decode(file.bytes) : null;
    },
    openPaths: () => [],
  });
}

const SUBJECT = classifiedFile("shop/models.py", MODELS).fields[0]!;
const NO_SETTINGS = readProject(new Map());

describe("FolderMigrations", () => {
  it("looks at the migrations as they are when it is asked", async () => {
    const files = new MemoryFileSystem([["shop/migrations/__init__.py", ""]]);
    const migrations = migrationsIn(files);
    const history = async (): Promise<unknown> =>
      (await migrations.historyOf("shop/models.py", SUBJECT, NO_SETTINGS))?.plain?.kind;
    expect(await history()).toBeUndefined();
    files.write("shop/migrations/0001_initial.py", PLAIN);
    expect(await history()).toBe("still");
    files.write("shop/migrations/0001_initial.py", initial("core.EncryptedCharField(max_length=18)"));
    expect(await history()).toBe("never");
  });

  it("keeps what it has read of several apps, and looks once for all that ask meanwhile", async () => {
    const files = new MemoryFileSystem(
      ["shop", "club"].flatMap((app) => [
        [`${app}/apps.py`, ""],
        [`${app}/migrations/0001_initial.py`, PLAIN],
      ]),
    );
    const migrations = migrationsIn(files);
    const ofApp = (app: string): Promise<AppMigrations> =>
      migrations.ofApp(`${app}/models.py`, SUBJECT.entity, NO_SETTINGS);
    const [first, other, again] = [await ofApp("shop"), await ofApp("club"), await ofApp("shop")];
    // The very objects: nothing was read out of the texts again.
    expect(again.migrations[0]).toBe(first.migrations[0]);
    expect(other.migrations[0]).not.toBe(first.migrations[0]);
    const before = files.reads.get("shop/migrations/0001_initial.py")!;
    await Promise.all(Array.from({ length: 5 }, () => ofApp("shop")));
    expect(files.reads.get("shop/migrations/0001_initial.py")! - before).toBe(2);
  });

  it("tells whoever asks while it looks what is there by then", async () => {
    const files = new MemoryFileSystem([["shop/migrations/0001_initial.py", PLAIN]]);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const migrations = migrationsIn(files, held);
    const plain = async (): Promise<unknown> =>
      (await migrations.historyOf("shop/models.py", SUBJECT, NO_SETTINGS))?.plain?.kind;
    const first = plain();
    await new Promise((resolve) => setImmediate(resolve));
    files.write("shop/migrations/0001_initial.py", initial("core.EncryptedCharField(max_length=18)"));
    const asked = [plain(), plain()];
    await new Promise((resolve) => setImmediate(resolve));
    release();
    expect([await first, ...(await Promise.all(asked))]).toEqual(["still", "never", "never"]);
  });

  it("finds them above a package of models", async () => {
    const files = new MemoryFileSystem([["apps/shop/migrations/0001_initial.py", PLAIN]]);
    const found = await migrationsIn(files).historyOf("apps/shop/models/customer.py", SUBJECT, NO_SETTINGS);
    expect(found?.tableSince).toBe("0001_initial");
  });

  it("finds them where the settings say, or none where there are none", async () => {
    const project = (modules: string): ReturnType<typeof readProject> =>
      readProject(
        new Map([
          ["src/manage.py", 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "settings"\n'],
          ["src/settings.py", `MIGRATION_MODULES = ${modules}\n`],
        ]),
      );
    const files = new MemoryFileSystem([["src/db/shop_migrations/0005_elsewhere.py", PLAIN]]);
    const migrations = migrationsIn(files);
    const elsewhere = await migrations.historyOf(
      "src/shop/models.py",
      SUBJECT,
      project('{"shop": "db.shop_migrations"}'),
    );
    expect(elsewhere?.tableSince).toBe("0005_elsewhere");
    files.write("src/shop/migrations/0001_initial.py", PLAIN);
    expect(await migrations.historyOf("src/shop/models.py", SUBJECT, project('{"shop": None}'))).toBeNull();
  });
});
