import { describe, expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readMigration } from "../../../project/migrations/readMigration.ts";
import { offersFor, refusalsFor } from "../../registry.ts";
import { encrypt } from "../encrypt.ts";

interface Case {
  readonly models?: string;
  /** By name, with the source of dependencies and operations. */
  readonly migrations: Readonly<Record<string, readonly [dependencies: string, operations: string]>>;
  readonly settings?: string;
  readonly folder?: string;
  readonly field?: string;
}

const MODELS = `
from django.db import models


class Patient(models.Model):
    # fieldguard: category=user.government_id
    ssn = models.CharField(max_length=11)
`;

const CREATE = 'migrations.CreateModel("Patient", [("ssn", models.CharField(max_length=11))])';
const INITIAL = { "0001_initial": ["", CREATE] } as const;

function filesOf({
  models = MODELS,
  migrations,
  settings = "",
  folder = "clinic/migrations",
}: Case): Map<string, string> {
  return new Map([
    ["clinic/models.py", models],
    ["manage.py", 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n'],
    ["config/settings.py", `SECRET_KEY = "x"\nINSTALLED_APPS = ["clinic"]\n${settings}`],
    ...Object.entries(migrations).map(
      ([name, [dependencies, operations]]) =>
        [
          `${folder}/${name}.py`,
          `from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    dependencies = [${dependencies}]\n    operations = [${operations}]\n`,
        ] as const,
    ),
  ]);
}

/** The migrations that the fix writes, by path. */
function written({ field = "Patient.ssn", ...rest }: Case): ReadonlyMap<string, string> {
  const plan = encrypt.plan(fixContext(filesOf(rest), field), {})!;
  const step = plan.steps.find(({ label }) => label === "Migration");
  return new Map(step?.changes.map((change) => [change.path, change.kind === "create" ? change.text : ""]));
}

function reason({ field = "Patient.ssn", ...rest }: Case): string | undefined {
  return refusalsFor(fixContext(filesOf(rest), field)).find(({ id }) => id === "encrypt")?.because;
}

describe("the migration of encrypt", () => {
  it("follows the last one of the app, with the next number", () => {
    const migrations = { ...INITIAL, "0009_more": ['("clinic", "0001_initial")', ""] } as const;
    const [[path, text]] = [...written({ migrations })] as [[string, string]];
    expect(path).toBe("clinic/migrations/0010_encrypt_patient_ssn.py");
    expect(text).toContain('dependencies = [("clinic", "0009_more")]');
    expect(text).toContain('        EncryptField("patient", "ssn", encrypted),\n');
    expect(text).toContain("from config.encrypted_fields.fields import EncryptedCharField\n");
    expect(text).toContain("    return EncryptedCharField(*args, **options)\n");
    expect(text).not.toContain("as_stored");
    expect(text).toMatch(/[^\n]\n$/);
  });

  it("calls the app as it is called, also where its first migration follows the first one of another", () => {
    const migrations = { "0001_initial": ['("auth", "0001_initial")', CREATE] } as const;
    const [text] = [...written({ migrations }).values()];
    expect(text).toContain('dependencies = [("clinic", "0001_initial")]');
  });

  it("is understood when the migrations are read again", () => {
    const [[path, text]] = [...written({ migrations: INITIAL })] as [[string, string]];
    const { operations, dependencies } = readMigration(path, text)!;
    expect(dependencies).toEqual([{ app: "clinic", name: "0001_initial" }]);
    expect(operations).toMatchObject([
      { kind: "alter field", model: "patient", field: { name: "ssn", protection: { kind: "encrypted" } } },
    ]);
  });

  it("says in the title and the notes what it is for, and asks for no reading of plain rows", () => {
    const files = filesOf({ migrations: INITIAL });
    const context = fixContext(files, "Patient.ssn");
    expect(offersFor(context).map(({ id, preferred }) => `${id}${preferred ? " preferred" : ""}`)).toEqual([
      "encrypt-expand preferred",
      "encrypt",
      "set-category",
      "ignore",
    ]);
    expect(offersFor(context)[1]!.title).toBe(
      "Encrypt with EncryptedCharField, rows included (small table, maintenance window)…",
    );
    const plan = encrypt.plan(context, {})!;
    expect(plan.notes.join("\n")).toMatch(/maintenance window/);
    expect(plan.notes.join("\n")).not.toMatch(/makemigrations|READ_PLAINTEXT/);
    expect(applyPlan(files, plan).get("config/settings.py")).not.toContain("READ_PLAINTEXT");
  });

  it("lies where MIGRATION_MODULES says", () => {
    const settings = 'MIGRATION_MODULES = {"clinic": "db.clinic"}\n';
    expect([...written({ migrations: INITIAL, settings, folder: "db/clinic" }).keys()]).toEqual([
      "db/clinic/0002_encrypt_patient_ssn.py",
    ]);
  });

  it("is not needed for a table that is still to be made, nor for a column that is", () => {
    const other = { "0001_initial": ["", 'migrations.CreateModel("Doctor", [])'] } as const;
    expect(written({ migrations: other }).size).toBe(0);
    const columnless = { "0001_initial": ["", 'migrations.CreateModel("Patient", [])'] } as const;
    expect(written({ migrations: columnless }).size).toBe(0);
  });

  it("is left to makemigrations for a column that is in none yet, which the notes say", () => {
    const notesWith = (migrations: Case["migrations"]): string =>
      encrypt.plan(fixContext(filesOf({ migrations }), "Patient.ssn"), {})!.notes.join("\n");
    const columnless = { "0001_initial": ["", 'migrations.CreateModel("Patient", [])'] } as const;
    expect(notesWith(columnless)).toContain("in no migration yet: before you migrate, run `manage.py makemigrations`");
    expect(notesWith(INITIAL)).not.toContain("makemigrations");
  });

  it("cannot be written where the app has none, so that plain rows may be left and stay readable", () => {
    const plan = encrypt.plan(fixContext(filesOf({ migrations: {} }), "Patient.ssn"), {})!;
    expect(plan.steps.map(({ label }) => label)).not.toContain("Migration");
    expect(plan.notes.join("\n")).toMatch(/FIELD_ENCRYPTION_READ_PLAINTEXT/);
  });

  it("has an operation for each heir of an abstract model, and for what django-simple-history keeps", () => {
    const models = MODELS.replace(
      "class Patient(models.Model):",
      "class Person(models.Model):\n    class Meta:\n        abstract = True\n",
    );
    const heirs = `${models}\n\nclass Patient(Person):\n    pass\n\n\nclass Doctor(Person):\n    pass\n`;
    const operations = [CREATE, CREATE.replace("Patient", "Doctor"), CREATE.replace("Patient", "HistoricalDoctor")];
    const migrations = { "0001_initial": ["", operations.join(", ")] } as const;
    const [[path, text]] = [...written({ models: heirs, migrations, field: "Person.ssn" })] as [[string, string]];
    expect(path).toBe("clinic/migrations/0002_encrypt_ssn.py");
    expect([...text.matchAll(/EncryptField\("(\w+)", "ssn", encrypted\)/g)].map(([, model]) => model)).toEqual([
      "patient",
      "doctor",
      "historicaldoctor",
    ]);
  });

  it.each<[string, Case, RegExp]>([
    [
      "several ends",
      {
        migrations: {
          ...INITIAL,
          "0002_a": ['("clinic", "0001_initial")', ""],
          "0002_b": ['("clinic", "0001_initial")', ""],
        },
      },
      /^The migrations of `clinic` end in `0002_a` and `0002_b`: merge them first/,
    ],
    [
      "one that is missing",
      { migrations: { ...INITIAL, "0003_c": ['("clinic", "0001_initial"), ("clinic", "0002_gone")', ""] } },
      /depend on each other, or on one that is not there/,
    ],
    [
      "a model that says something else",
      { migrations: { "0001_initial": ["", CREATE.replace("11", "9")] } },
      /^The last migration of Patient\.ssn says something else than the model/,
    ],
    [
      "a model with another class",
      { migrations: { "0001_initial": ["", CREATE.replace("CharField(max_length=11)", "TextField()")] } },
      /^The last migration of Patient\.ssn says something else than the model/,
    ],
    [
      "a column that is encrypted already",
      { migrations: { ...INITIAL, "0002_x": ['("clinic", "0001_initial")', 'EncryptField("patient", "ssn")'] } },
      /^The last migration of Patient\.ssn says something else than the model/,
    ],
    [
      "operations that are put together elsewhere",
      { migrations: { ...INITIAL, "0002_x": ['("clinic", "0001_initial")', "*MORE"] } },
      /^What the migration `0002_x` does cannot be read/,
    ],
    [
      "a merge that is not finished",
      {
        migrations: {
          ...INITIAL,
          "0002_x": [
            '\n<<<<<<< ours\n("clinic", "0001_initial"),\n=======\n("clinic", "0001_initial"),\n>>>>>>> theirs\n',
            "",
          ],
        },
      },
      /^There is a merge conflict in the migration `0002_x`: resolve it first/,
    ],
    [
      "fields that are put together elsewhere",
      { migrations: { "0001_initial": ["", 'migrations.CreateModel("Patient", [*FIELDS])'] } },
      /^The migrations of `clinic` do not tell whether Patient has the column/,
    ],
  ])("is refused with its reason: %s", (_, given, expected) => {
    expect(reason(given)).toMatch(expected);
    expect(encrypt.plan(fixContext(filesOf(given), "Patient.ssn"), {})).toBeNull();
  });

  it("takes a model for a history of django-simple-history only where it is one of the field's model", () => {
    const answers = (model: string, tables: readonly string[]): readonly string[] => {
      const operations = tables.map((table) => CREATE.replace("Patient", table)).join(", ");
      const files = filesOf({
        models: MODELS.replace("Patient", model),
        migrations: { "0001_initial": ["", operations] },
      });
      const context = fixContext(files, `${model}.ssn`);
      const refused = refusalsFor(context).map(({ because }) => because);
      return [...refused, ...encrypt.plan(context, {})!.notes].filter((each) => each.includes("simple-history"));
    };
    expect(answers("HistoricalPerson", ["HistoricalPerson"])).toEqual([]);
    expect(answers("Patient", ["Patient", "HistoricalPatient"])).toEqual([
      "django-simple-history keeps copies of its rows, which would not follow.",
      "What django-simple-history keeps of earlier values is encrypted with them.",
    ]);
  });

  it("keeps an empty text as null with a package that does", () => {
    const { files } = parseFixture("//- requirements.txt\ndjango\ndjango-fernet-encrypted-fields\n");
    const all = new Map([...filesOf({ migrations: INITIAL }), ...files]);
    const plan = encrypt.plan(fixContext(all, "Patient.ssn"), {})!;
    const text = applyPlan(all, plan).get("clinic/migrations/0002_encrypt_patient_ssn.py")!;
    expect(text).toContain("from encrypted_fields.fields import EncryptedCharField\n");
    expect(text.match(/value = as_stored\(value, new\)/g)).toHaveLength(3);
    expect(text).toContain("\n\n\ndef as_stored(value, field):\n");
  });
});
