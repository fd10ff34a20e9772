import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject, mustSucceed } from "../djangoProject.ts";
import { OnlineProject } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

/**
 * What is often written in place of our migration: rename, add, copy row by row through the manager, drop. Each cell shows
 * what gets lost then, on the way that `singleFileMigration`, `interruptedMigration` and `online` go without losing it.
 */
export function naiveMigrations(place: Place, results: Results): void {
  const { name, python, database } = place;
  const group = `naive migration, ${name}`;
  const project = new DjangoProject(python, { ...FILES, "vault/models.py": PLAIN }, { database, settings: SETTINGS });
  copyApp(project.folder);
  const shows = (what: string, script: string, expected: string): void => {
    const { output } = project.run(["-c", `from harness import *; from vault.models import Patient; ${script}`]);
    results.cell(`${group}: ${what}`, output.trim() === expected ? null : output);
  };
  project.migrate();
  mustSucceed(project.manage("migrate", "-v0", "--database", "other"), "migrate");
  mustSucceed(project.run(["-c", WRITE]), "writing rows");
  // SQLite does not ask how long a text is.
  if (database.name !== "SQLite") {
    const late = "from django.db.utils import DataError; from config.encrypted_fields.keys import encrypt;";
    const script = `${late} print(raises(DataError, lambda: Patient.objects.create(ssn=encrypt("x"))) != "")`;
    shows("what is encrypted before it is saved does not fit into its column", script, "True");
  }
  project.write({ "vault/models.py": ENCRYPTED, "vault/migrations/0002_encrypt.py": MIGRATION });
  mustSucceed(project.manage("makemigrations", "--check", "--dry-run"), "makemigrations --check");
  if (database.name === "MariaDB") {
    results.attempt(`${group}: killed after its second change of the table, it cannot be run again`, () => {
      const { code } = project.run(["killed.py", "ALTER", "2", "migrate", "-v0"]);
      if (code !== null) throw new Error("it was not killed");
      if (project.manage("migrate", "-v0").code === 0) throw new Error("it was run again");
    });
    return;
  }
  // SQLite drops no column that has an index.
  const isIndexed = database.name === "PostgreSQL";
  if (isIndexed) mustSucceed(project.run(["-c", INDEX]), "making an index");
  mustSucceed(project.manage("migrate", "-v0"), "migrate");
  if (isIndexed) {
    const found =
      'print(connection.introspection.get_constraints(connection.cursor(), "vault_patient").keys() & {"%s"})';
    shows("a unique index that SQL has made is gone", found.replace("%s", "by_ssn"), "set()");
    shows("a check that SQL has made is gone", found.replace("%s", "known_ssn"), "set()");
  }
  const hidden = 'print(list(Patient._base_manager.order_by("pk").values_list("ssn", flat=True)))';
  shows("a row that the manager hides loses its value", hidden, "['seen', None]");
  results.attempt(`${group}: another database cannot be migrated`, () => {
    if (project.manage("migrate", "-v0", "--database", "other").code === 0) throw new Error("it was");
  });
  project.write({ "vault/models.py": PLAIN });
  const read = 'print(Patient.objects.get(deleted=False).ssn.startswith("gAAAA"))';
  shows("a process of the release before reads ciphertext", read, "True");
  shows(
    "what it writes is plain text",
    'Patient.objects.create(ssn="late"); print(raw(Patient, 3, "ssn"))',
    "['late']",
  );
  lostUpdate(place, results);
}

/** A backfill that reads all rows, and saves them later. */
function lostUpdate(place: Place, results: Results): void {
  const project = new OnlineProject(place);
  const expand = project.stages[1]!;
  mustSucceed(project.manage(expand, "migrate", "-v0"), "migrate");
  const { output } = project.python(
    expand,
    dedent(`
      from harness import *
      from shop.models import Customer
      Customer.objects.create(name="a", email="before@example.org")
      rows = list(Customer.objects.all())
      execute("UPDATE shop_customer SET email = 'meanwhile@example.org'")
      for row in rows:
          row.save()
      print(Customer.objects.get().email)
    `),
  );
  const isLost = output.trim() === "before@example.org";
  results.cell(`naive backfill, ${place.name}: what another process writes meanwhile is lost`, isLost ? null : output);
}

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
  DATABASES["other"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent / "other.sqlite3"}
`)}\n`;

const FILES = {
  "people.py": `${dedent(`
    from django.db import models


    class Present(models.Manager):
        use_in_migrations = True

        def get_queryset(self):
            return super().get_queryset().filter(deleted=False)
  `)}\n`,
};

function modelsOf(imports: string, ssn: string): string {
  return `${dedent(`
    from django.db import models
    ${imports}from people import Present


    class Patient(models.Model):
        ssn = ${ssn}(max_length=80, null=True)
        deleted = models.BooleanField(default=False)

        objects = Present()
  `)}\n`;
}

const PLAIN = modelsOf("", "models.CharField");

const ENCRYPTED = modelsOf("from config.encrypted_fields.fields import EncryptedCharField\n    ", "EncryptedCharField");

const WRITE = dedent(`
  from harness import *
  from vault.models import Patient
  Patient.objects.create(ssn="seen")
  Patient.objects.create(ssn="hidden", deleted=True)
  Patient.objects.using("other").create(ssn="elsewhere")
`);

const INDEX = dedent(`
  from harness import *
  execute("CREATE UNIQUE INDEX by_ssn ON vault_patient (ssn)")
  execute("ALTER TABLE vault_patient ADD CONSTRAINT known_ssn CHECK (ssn <> 'unknown')")
`);

const MIGRATION = `${dedent(`
  from django.db import migrations, models

  from config.encrypted_fields.fields import EncryptedCharField


  def copy(apps, schema_editor):
      for row in apps.get_model("vault", "Patient").objects.all():
          row.ssn = row.ssn_plain
          row.save(update_fields=["ssn"])


  class Migration(migrations.Migration):
      dependencies = [("vault", "0001_initial")]
      operations = [
          migrations.RenameField("patient", "ssn", "ssn_plain"),
          migrations.AddField("patient", "ssn", EncryptedCharField(max_length=80, null=True)),
          migrations.RunPython(copy),
          migrations.RemoveField("patient", "ssn_plain"),
      ]
`)}\n`;
