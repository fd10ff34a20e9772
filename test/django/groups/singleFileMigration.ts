import { rmSync } from "node:fs";
import { join } from "node:path";
import { DjangoProject, inOneProcess, MIGRATE, mustSucceed, type Step } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";
import { dedent } from "../../support/fixture.ts";

/** What a migration of rows meets in projects that have grown: each of these loses rows, or fails, when it is not thought of. */
export function singleFileMigration({ name, python, database }: Place, results: Results): void {
  const group = `single-file migration, ${name}`;
  const project = new DjangoProject(python, FILES, { database, settings: SETTINGS });
  const rows = (...args: readonly string[]): Step => ["hazard_rows.py", ...args];
  const mustEqual = (actual: string, expected: string): void => {
    if (actual !== expected) throw new Error(`${actual.slice(0, 500)} instead of ${expected.slice(0, 500)}`);
  };
  /** What is made before it stops the migration, and can be undone: all is as it was. */
  const mustStop = (said: RegExp, made: readonly Step[], ...undone: readonly Step[]): void => {
    const { code, output } = project.run(inOneProcess(...made, MIGRATE));
    if (code === 0 || !said.test(output)) throw new Error(output);
    project.mustRun(...undone);
  };

  project.migrate();
  const models = project.read("vault/models.py");
  project.write({ "vault/models.py": models.replace("    # More", "    since = models.DateField(null=True)") });
  project.migrate();
  mustSucceed(project.manage("squashmigrations", "vault", "0002", "--no-input", "-v0"), "squashmigrations");
  const before = project.mustRun([...MIGRATE, "--database", "other"], rows("write"), rows("read"));
  const elsewhere = project.mustRun(rows("read", "other"));

  const plain = { "vault/models.py": project.read("vault/models.py"), "people.py": project.read("people.py") };
  mustSucceed(project.fix(["Note.allergies"]), "the fix of a value that cannot be kept");
  results.attempt(`${group}: a column that no model knows is not taken for that of an earlier run`, () => {
    mustStop(/has a column allergies_beside with values that no model knows/, [rows("alien")], rows("unalien"));
  });
  results.attempt(`${group}: a value that would not be the same stops it, and the plain column stays`, () => {
    mustStop(/keeps its old column: of 2 rows 2 were compared, and 1/, [], rows("mend"), MIGRATE);
  });

  mustSucceed(project.fix(["Person.passport_number", "Record.iban", "Employee.salary", "Note.pulse"]), "the fix");
  const encrypted = { "vault/models.py": project.read("vault/models.py"), "people.py": project.read("people.py") };
  results.attempt(`${group}: \`check\` and \`makemigrations --check\` have nothing to say`, () => {
    project.mustRun(["manage.py", "check"], ["manage.py", "makemigrations", "--check", "--dry-run"]);
  });
  results.attempt(`${group}: naive: of the model alone, heirs in other apps are left without a migration`, () => {
    const path = "schema/archive/0002_encrypt_former_passport_number.py";
    const ofHeir = project.read(path);
    rmSync(join(project.folder, path));
    const { code, output } = project.manage("makemigrations", "--check", "--dry-run");
    project.write({ [path]: ofHeir });
    if (code === 0 || (!output.includes("Former") && !output.includes("former"))) throw new Error(output);
  });
  if (database.name === "PostgreSQL") {
    results.attempt(`${group}: a view that shows the column stops it, and both stay`, () => {
      mustStop(/depend/, [rows("view")], rows("unview"));
    });
  }
  results.attempt(`${group}: an index that no model knows stops it, and both stay`, () => {
    mustStop(/vault_record has by_account on ACCOUNT, which no model knows/, [rows("index")], rows("unindex"));
  });
  results.attempt(`${group}: a check that no model knows stops it, beside the column's own, and both stay`, () => {
    mustStop(/vault_note has .* on pulse, which no model knows/, [rows("check")], rows("uncheck"));
  });
  results.attempt(
    `${group}: a check over several columns that no model knows stops it, and is the one that is named`,
    () => {
      const said = /vault_note has across on [^\n]*, which no model knows/;
      mustStop(said, [rows("check", "across")], rows("uncheck", "across"));
    },
  );
  const mustBeEncrypted = (): void => {
    mustEqual(project.mustRun(MIGRATE, rows("read")), before);
    mustEqual(
      project.mustRun(rows("raw")),
      ["Patient", "Former", "Record", "Employee", "Note"].map((model) => `${model} ciphertext\n`).join(""),
    );
  };
  results.attempt(
    `${group}: rows behind managers, in many batches, of heirs in two apps and of children are all encrypted, and equal`,
    mustBeEncrypted,
  );
  results.attempt(`${group}: each database that the router lets have the table is migrated by itself`, () => {
    mustEqual(project.mustRun([...MIGRATE, "--database", "other"], rows("read", "other")), elsewhere);
  });
  const settings = project.read("config/settings.py");
  project.write({ "config/settings.py": `${settings}\nFIELD_ENCRYPTION_READ_PLAINTEXT = True\n` });
  results.attempt(`${group}: a plain value among encrypted ones is not taken for encrypted`, () => {
    mustStop(
      /vault\.Record\.iban was not changed: 2 of its values are encrypted already, and 1/,
      [[...MIGRATE, "--fake", "vault", "0003"], rows("plain", "2", "none")],
      [...MIGRATE, "--fake", "vault"],
    );
  });
  results.attempt(`${group}: back again, all rows are plain and equal, some of which were so before`, () => {
    project.mustRun(
      rows("plain", "1", "GB29NWBK60161331926819"),
      [...MIGRATE, "vault", "0003"],
      [...MIGRATE, "archive", "0001"],
    );
    project.write(plain);
    mustEqual(project.mustRun(rows("read")), before);
    project.write({ ...encrypted, "config/settings.py": settings });
  });
  results.attempt(`${group}: and forward once more`, mustBeEncrypted);
}

const SETTINGS = dedent(`
  INSTALLED_APPS.append("archive")
  MIGRATION_MODULES = {"archive": "schema.archive"}
  DATABASES["other"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent / "other.sqlite3"}
  DATABASE_ROUTERS = ["config.router.Router"]
`);

const FILES = {
  "schema/__init__.py": "",
  "schema/archive/__init__.py": "",
  "archive/__init__.py": "",
  "fieldguard.yml": dedent(`
    version: 1
    fields:
      Person.passport_number: { category: user.government_id, reason: tried here }
      Record.iban: { category: user.government_id, reason: tried here }
      Employee.salary: { category: user.government_id, reason: tried here }
      Note.allergies: { category: user.government_id, reason: tried here }
      Note.pulse: { category: user.government_id, reason: tried here }
  `),
  "config/router.py": dedent(`
    class Router:
        def allow_migrate(self, db, app_label, **hints):
            return db == "default" or app_label == "archive"
  `),
  "people.py": `${dedent(`
    from django.db import models


    class Present(models.Manager):
        use_in_migrations = True

        def get_queryset(self):
            return super().get_queryset().filter(deleted=False)


    class Person(models.Model):
        passport_number = models.CharField(max_length=20, blank=True, db_index=True)
        deleted = models.BooleanField(default=False)

        objects = Present()

        class Meta:
            abstract = True
            base_manager_name = "objects"
  `)}\n`,
  "archive/models.py": `${dedent(`
    from people import Person


    class Former(Person):
        pass
  `)}\n`,
  "vault/models.py": `${dedent(`
    from django.core.validators import RegexValidator
    from django.db import models
    from django.utils.translation import gettext_lazy as _
    from people import Person


    def nothing():
        return "none"


    class Patient(Person):
        pass


    class Record(models.Model):
        patient = models.ForeignKey(Patient, models.CASCADE)
        position = models.IntegerField()
        iban = models.CharField(
            _("account"),
            max_length=34,
            default=nothing,
            db_column="ACCOUNT",
            validators=[RegexValidator("^[A-Za-z0-9]*$")],
            help_text=_("Without spaces"),
        )
        iban_beside = models.CharField(max_length=9, default="kept")
        # More

        class Meta:
            constraints = [
                models.UniqueConstraint(
                    fields=["position"], name="one_a_position", deferrable=models.Deferrable.DEFERRED
                )
            ]


    class Employee(Record):
        salary = models.DecimalField(max_digits=9, decimal_places=2, default=0)


    class Note(models.Model):
        allergies = models.JSONField()
        pulse = models.PositiveIntegerField(default=60)
  `)}\n`,
};
