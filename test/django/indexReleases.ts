import { cpSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { dedent } from "../support/fixture.ts";
import { DjangoProject, mustSucceed, projectsFolder } from "./djangoProject.ts";

/** What the app is after each fix, by the name of the release. */
const FIXES = [
  ["1_expand", "encrypt-expand"],
  ["2_backfill", "encrypt-backfill"],
  ["3_switch", "encrypt-contract"],
  ["4_stop_writing", "encrypt-contract"],
  ["5_forget", "encrypt-contract"],
  ["6_drop", "encrypt-contract"],
] as const;

/** A folder for `OnlineProject` with the releases in which the fixes give a unique field a blind index; made once. */
export function indexReleases(python: string): string {
  return (folder ??= planReleases(python));
}

let folder: string | undefined;

function planReleases(python: string): string {
  const releases = mkdtempSync(join(projectsFolder, "releases-"));
  const project = new DjangoProject(python, FILES, { settings: 'INSTALLED_APPS += ["shop"]\n' });
  const keep = (release: string): void => {
    cpSync(join(project.folder, "shop"), join(releases, release, "shop"), { recursive: true });
  };
  keep("0_before");
  for (const [release, fix] of FIXES) {
    mustSucceed(project.applyFix(fix, ["Customer.email"]), fix);
    keep(release);
  }
  return releases;
}

const FILES = {
  "fieldguard.yml": dedent(`
    version: 1
    exclude: ["/*_cells.py", "/*traffic.py", "/expected.py"]  # what the suite asks of the project
    fields:
      Customer.email: { category: user.government_id, reason: tried here }
  `),
  "shop/__init__.py": "",
  "shop/migrations/__init__.py": "",
  "shop/models.py": `${dedent(`
    from django.db import models


    class Customer(models.Model):
        name = models.CharField(max_length=100)
        email = models.EmailField(unique=True)
        orders = models.PositiveIntegerField(default=0)
  `)}\n`,
  "shop/migrations/0001_initial.py": `${dedent(`
    from django.db import migrations, models


    class Migration(migrations.Migration):
        initial = True
        dependencies = []
        operations = [
            migrations.CreateModel(
                name="Customer",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("name", models.CharField(max_length=100)),
                    ("email", models.EmailField(max_length=254, unique=True)),
                    ("orders", models.PositiveIntegerField(default=0)),
                ],
            ),
        ]
  `)}\n`,
};
