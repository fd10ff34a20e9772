import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dedent } from "../../support/fixture.ts";
import {
  CHECKS,
  DjangoProject,
  inOneProcess,
  MIGRATE,
  mustSucceed,
  type Outcome,
  type Settings,
  type Step,
} from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const STEPS = ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")];

/** All sensitive fields of a class with the single-file migration, and those of an app over several releases, each in one change. */
export function atScale({ name, python, database }: Place, results: Results): void {
  const group = `at scale, ${name}`;
  const project = new ScaleProject(python, { database });
  results.attempt(`${group}: naive: the fixes of two fields, each made by itself, end in two migrations`, () => {
    const written = ["national_id", "diagnosis"].map((field) => {
      const copy = DjangoProject.copyOf(python, project.folder);
      mustSucceed(copy.fix([`Customer.${field}`]), "the fix");
      return [copy, `vault/migrations/0002_encrypt_customer_${field}.py`] as const;
    });
    const [[first]] = written as [(typeof written)[0]];
    for (const [copy, path] of written) first.write({ [path]: copy.read(path) });
    const { code, output } = first.manage("migrate", "-v0");
    if (code === 0 || !output.includes("multiple leaf nodes")) throw new Error(output);
  });

  const plain = project.read("vault/models.py");
  results.attempt(`${group}: classes: all but what cannot be done, in one migration; all values are equal`, () => {
    const { code, output } = project.fix(["Customer", "Account"]);
    if (code !== 1 || !output.includes("left as it is: vault/models.py::Customer.passport_number: It is unique"))
      throw new Error(output);
    project.mustHaveMigrations("vault", ["0001_initial.py", "0002_encrypt_fields.py"]);
    project.mustBeMigrated();
    project.mustBeEncrypted("vault.", 7);
  });
  results.attempt(`${group}: classes: once more changes nothing`, () => {
    project.mustChangeNothing("encrypt", "Customer,Account");
  });
  const encrypted = project.read("vault/models.py");
  results.attempt(`${group}: classes: back, all values are equal; and forward once more`, () => {
    project.write({ "vault/models.py": plain });
    project.mustReadAsBefore([...MIGRATE, "vault", "0001"]);
    project.write({ "vault/models.py": encrypted });
    project.mustBeMigrated();
    project.mustBeEncrypted("vault.", 7);
  });

  const before = project.read("clinic/models.py");
  for (const [index, step] of STEPS.entries()) {
    const title = `${group}: an app: ${step}${index > 2 ? ` (${index - 1})` : ""}`;
    const isDone = results.attempt(`${title} in one migration; all values are equal`, () => {
      mustSucceed(project.applyFix(step, ["clinic"]), "the fix");
      project.mustHaveCount("clinic", index + 2);
      if (index === STEPS.length - 1) project.mustStopFor("clinic_visit", "diagnosis");
      project.mustBeMigrated();
    });
    if (!isDone) return;
  }
  results.attempt(`${group}: an app: nothing is left to do, and no column is plain`, () => {
    project.mustBeEncrypted("clinic.", 5);
    project.mustChangeNothing("encrypt-contract", "clinic");
    project.mustChangeNothing("encrypt", "clinic");
  });
  // It makes tables anew of what the models know: of two columns that no model knows any more, one is gone on the way back.
  if (database.name === "SQLite") return;
  results.attempt(`${group}: an app: all migrations back, all values are equal`, () => {
    project.write({ "clinic/models.py": before });
    project.mustReadAsBefore([...MIGRATE, "clinic", "0001"]);
  });
}

/** A class in a project that uses a package, which has nothing for one of its fields. */
export function atScaleWithPackage(python: string, results: Results): void {
  const group = "at scale, django-fernet-encrypted-fields";
  const project = new ScaleProject(python, {
    requirements: ["django-fernet-encrypted-fields==0.4.0"],
    settings: 'SALT_KEY = "salt"\n',
  });
  results.attempt(`${group}: each field as by itself, in one migration; all values are equal`, () => {
    const { code, output } = project.fix(["Customer"]);
    if (code !== 1) throw new Error(output);
    const models = project.read("vault/models.py");
    for (const line of [
      "from encrypted_fields.fields import EncryptedCharField, EncryptedTextField",
      "from config.encrypted_fields.fields import EncryptedDecimalField",
    ])
      if (!models.includes(line)) throw new Error(models);
    project.mustHaveMigrations("vault", ["0001_initial.py", "0002_encrypt_customer.py"]);
    project.mustBeMigrated();
    project.mustBeEncrypted("vault.Customer", 5);
  });
  results.attempt(`${group}: once more changes nothing`, () => {
    project.mustChangeNothing("encrypt", "Customer");
  });
}

/** Settings beside `manage.py`, in no package: the app lies in one of the project's own, and serves the others. */
export function atScaleWithoutPackage(python: string, results: Results): void {
  const models = (name: string, field: string): string =>
    `from django.db import models\n\n\nclass ${name}(models.Model):\n    ${field} = models.CharField(max_length=34)\n`;
  const project = new DjangoProject(python, {
    "vault/models.py": models("Patient", "national_id"),
    "shop/__init__.py": "",
    "shop/migrations/__init__.py": "",
    "shop/models.py": models("Payment", "iban"),
  });
  const settings = project.read("config/settings.py").replace('"vault"', '"vault", "shop"');
  const manage = project.read("manage.py").replace("config.settings", "settings");
  project.write({ "manage.py": manage, "settings.py": settings });
  rmSync(join(project.folder, "config"), { recursive: true });
  project.migrate();
  results.attempt("at scale, settings in no package: two apps in one change, with one app of field classes", () => {
    mustSucceed(project.fix(["Patient.national_id", "Payment.iban"]), "the fix");
    mustSucceed(project.manage("check"), "check");
    project.migrate();
    const folders = ["vault", "shop"].filter((app) => existsSync(join(project.folder, app, "encrypted_fields")));
    if (folders.length !== 1) throw new Error(folders.join());
    mustSucceed(project.run(["-c", WITHOUT_PACKAGE], { DJANGO_SETTINGS_MODULE: "settings" }), "writing and reading");
  });
}

const WITHOUT_PACKAGE = dedent(`
  import django; django.setup()
  from django.db import connection
  from vault.models import Patient
  from shop.models import Payment
  for model, field in ((Patient, "national_id"), (Payment, "iban")):
      model.objects.create(**{field: "GB29"})
      assert getattr(model.objects.get(), field) == "GB29"
      with connection.cursor() as cursor:
          cursor.execute("SELECT * FROM " + model._meta.db_table)
          assert "GB29" not in cursor.fetchone()
`);

const READ: Step = ["scale_rows.py", "read"];

class ScaleProject extends DjangoProject {
  readonly #before: string;

  constructor(python: string, settings: Settings) {
    super(python, FILES, { ...settings, settings: `INSTALLED_APPS.append("clinic")\n${settings.settings ?? ""}` });
    this.migrate();
    this.#before = this.mustRun(["scale_rows.py", "write"], READ);
  }

  mustReadAsBefore(...steps: readonly Step[]): void {
    const now = this.mustRun(...steps, READ);
    const wanted = this.#before.split("\n");
    const different = now.split("\n").filter((line, index) => line !== wanted[index]);
    if (now !== this.#before) throw new Error(`other values: ${different.slice(0, 3).join("; ")}`);
  }

  mustBeMigrated(): void {
    this.mustReadAsBefore(...CHECKS, MIGRATE);
  }

  /** A value that a process of an earlier release writes into the last of the columns that are to go. */
  mustStopFor(table: string, column: string): void {
    const { code, output } = this.run(inOneProcess(["scale_rows.py", "intrude", table, column], MIGRATE));
    if (code === 0 || !output.includes("is not the same encrypted and plain")) throw new Error(output);
    mustSucceed(this.run(["scale_rows.py", "erase", table, column]), "erase");
  }

  mustBeEncrypted(label: string, count: number): void {
    const lines = this.mustRun(["scale_rows.py", "raw"])
      .split("\n")
      .filter((line) => line.startsWith(label));
    if (lines.length !== count || lines.some((line) => !line.endsWith(" ciphertext")))
      throw new Error(lines.join("; "));
  }

  mustHaveMigrations(app: string, names: readonly string[]): void {
    const found = this.#migrationsOf(app);
    if (found.join() !== names.join()) throw new Error(found.join());
  }

  mustHaveCount(app: string, count: number): void {
    const found = this.#migrationsOf(app);
    if (found.length !== count) throw new Error(found.join());
  }

  #migrationsOf(app: string): readonly string[] {
    return readdirSync(join(this.folder, app, "migrations"))
      .filter((file) => /^\d/.test(file))
      .sort();
  }

  mustChangeNothing(fix: string, selector: string): void {
    const before = this.#sources();
    const { output }: Outcome = this.applyFix(fix, [selector]);
    if (!output.includes(`${fix} has nothing to do there`)) throw new Error(output);
    if (this.#sources() !== before) throw new Error("files were changed");
  }

  #sources(): string {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(py|txt)$/.test(path))
      .sort()
      .map((path) => `${path}\n${readFileSync(join(this.folder, path), "utf8")}`)
      .join("\n");
  }
}

const FILES = {
  "fieldguard.yml": dedent(`
    version: 1
    fields:
      Customer.salary: { category: user.government_id, reason: tried here }
      Patient.history: { category: user.government_id, reason: tried here }
      Policy.customer_code: { category: user.government_id, reason: tried here }
  `),
  "vault/models.py": `${dedent(`
    from django.db import models


    class Customer(models.Model):
        national_id = models.CharField("national ID", max_length=40)
        passport_number = models.CharField(max_length=40, unique=True)
        iban = models.CharField(max_length=40, null=True, db_index=True)
        diagnosis = models.TextField()
        allergies = models.TextField(null=True)
        salary = models.DecimalField(max_digits=9, decimal_places=2)
        nickname = models.CharField(max_length=40)


    class Account(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)
        iban = models.CharField(max_length=40)
        national_id = models.CharField(max_length=40)
  `)}\n`,
  "clinic/__init__.py": "",
  "clinic/migrations/__init__.py": "",
  "clinic/models.py": `${dedent(`
    from django.db import models
    from vault.models import Customer


    class Patient(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE)
        national_id = models.CharField(max_length=40, null=True)
        history = models.JSONField()


    class Visit(models.Model):
        patient = models.ForeignKey(Patient, models.CASCADE)
        diagnosis = models.TextField()
        room_label = models.CharField(max_length=40)


    class Policy(models.Model):
        patient = models.ForeignKey(Patient, models.CASCADE)
        customer_code = models.CharField(max_length=40, db_index=True)
        iban = models.CharField(max_length=40)
  `)}\n`,
};
