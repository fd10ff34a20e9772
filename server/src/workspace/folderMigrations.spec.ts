import { describe, expect, it } from "vitest";
import { classifiedFile } from "../../../test/support/findings.ts";
import { dedent } from "../../../test/support/fixture.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
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

function migrationsIn(files: MemoryFileSystem): FolderMigrations {
  const decoder = new TextDecoder();
  return new FolderMigrations({
    fileSystem: files,
    clock: { now: () => 0, pause: () => Promise.resolve() },
    textOf: (path) => {
      const file = files.readFile(path, 1_000_000);
      return Promise.resolve(file.kind === "bytes" ? decoder.decode(file.bytes) : null);
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
