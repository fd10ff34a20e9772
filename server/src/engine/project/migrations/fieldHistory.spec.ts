import { describe, expect, it } from "vitest";
import { dedent, parseFixture } from "../../../../../test/support/fixture.ts";
import { languageOf } from "../../languages/registry.ts";
import { type FieldHistory, fieldHistory } from "./fieldHistory.ts";
import { readMigration } from "./readMigration.ts";

/** A migration that builds on those named first. */
function migration(name: string, dependencies: readonly string[], operations: string, more = ""): string {
  const pairs = dependencies.map((each) => `("shop", "${each}")`).join(", ");
  const body = dedent(operations).replaceAll("\n", "\n        ");
  return `//- shop/migrations/${name}.py
from django.db import migrations, models
import encrypted_model_fields.fields

class Migration(migrations.Migration):
    ${more}
    dependencies = [("auth", "0001_initial"), migrations.swappable_dependency("auth.User"), ${pairs}]
    operations = [
        ${body}
    ]
`;
}

const CREATED = migration(
  "0001_initial",
  [],
  `
    migrations.CreateModel(
        name="Patient",
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("ssn", models.CharField(max_length=11)),
        ],
        options={"db_table": "patients"},
    ),
  `,
);

const ENCRYPTED = `migrations.AlterField("patient", "ssn", encrypted_model_fields.fields.EncryptedCharField(max_length=11)),`;

/** The history of a field of `Patient`; the model is as given. */
function historyOf(migrations: string, field: string, name = "ssn", options = ""): FieldHistory | null {
  const files = parseFixture(migrations).files;
  const model = dedent(`
    from django.db import models
    from encrypted_model_fields.fields import EncryptedCharField
    class Patient(models.Model):
        ${name} = ${field}
        ${options}
  `);
  const schema = languageOf("shop/models.py")!.read("shop/models.py", model);
  const [entity] = schema.entities;
  const read = [...files].flatMap(([path, text]) => readMigration(path, text) ?? []);
  return fieldHistory(read, "shop", { entity: entity!, field: entity!.fields[0]! });
}

const PLAIN = "models.CharField(max_length=11)";
const SECRET = "EncryptedCharField(max_length=11)";

describe("fieldHistory", () => {
  it("tells since when table and column exist, and that the column is plain", () => {
    expect(historyOf(CREATED, PLAIN)).toEqual({
      tableSince: "0001_initial",
      columnSince: "0001_initial",
      formerNames: [],
      plain: { kind: "still" },
      pending: false,
      unread: [],
      leaves: ["0001_initial"],
    });
    const added = migration(
      "0002_phone",
      ["0001_initial"],
      `migrations.AddField("Patient", "phone", models.CharField()),`,
    );
    expect(historyOf(CREATED + added, "models.CharField()", "phone")).toMatchObject({
      tableSince: "0001_initial",
      columnSince: "0002_phone",
    });
  });

  it("tells until when the column was plain", () => {
    const encrypted = CREATED + migration("0002_encrypt", ["0001_initial"], ENCRYPTED);
    expect(historyOf(encrypted, SECRET)).toMatchObject({
      plain: { kind: "until", migration: "0002_encrypt" },
      pending: false,
    });
    expect(
      historyOf(CREATED.replace("models.CharField", "encrypted_model_fields.fields.EncryptedCharField"), SECRET),
    ).toMatchObject({
      plain: { kind: "never" },
      pending: false,
    });
    const taken = migration(
      "0003_back",
      ["0002_encrypt"],
      `migrations.AlterField("Patient", "ssn", models.CharField(max_length=11)),`,
    );
    expect(historyOf(encrypted + taken, PLAIN)).toMatchObject({ plain: { kind: "still" } });
  });

  it("knows calls that encrypt what they are given", () => {
    const wrapped = CREATED.replace(
      "models.CharField(max_length=11)",
      "django_cryptography.fields.encrypt(models.CharField(max_length=11))",
    );
    expect(historyOf(wrapped, PLAIN)).toMatchObject({ plain: { kind: "never" }, pending: true });
  });

  it.each([
    [SECRET, true],
    ["models.CharField(max_length=12)", true],
    ["models.CharField(max_length=11, null=True)", true],
    ["models.CharField('label', max_length=11, null=False, help_text='x')", false],
    ["models.CharField(max_length=LENGTH)", false],
    ["models.CharField(**OPTIONS)", null],
    ["SocialSecurityField()", null],
  ])("tells of a model that says %s whether a migration is due: %s", (field, pending) => {
    expect(historyOf(CREATED, field)?.pending).toBe(pending);
  });

  it.each([
    ['"patients"', false],
    ['"people"', true],
    ["TABLE", false],
  ])("tells of a model that is kept in %s whether a migration is due: %s", (table, pending) => {
    expect(historyOf(CREATED, PLAIN, "ssn", `class Meta:\n            db_table = ${table}`)?.pending).toBe(pending);
  });

  it("follows what is renamed", () => {
    const renamed =
      CREATED.replace('name="Patient"', 'name="Person"') +
      migration(
        "0002_names",
        ["0001_initial"],
        `
        migrations.RenameModel(old_name="Person", new_name="Patient"),
        migrations.RenameField(model_name="patient", old_name="ssn", new_name="number"),
      `,
      );
    expect(historyOf(renamed, PLAIN, "number")).toMatchObject({
      tableSince: "0001_initial",
      columnSince: "0001_initial",
      formerNames: ["ssn"],
      plain: { kind: "still" },
      pending: false,
    });
  });

  it("forgets what is gone, and knows what is there anew", () => {
    const removed = CREATED + migration("0002_remove", ["0001_initial"], `migrations.RemoveField("patient", "ssn"),`);
    expect(historyOf(removed, PLAIN)).toMatchObject({ tableSince: "0001_initial", columnSince: null, pending: true });
    const deleted = CREATED + migration("0002_delete", ["0001_initial"], `migrations.DeleteModel("Patient"),`);
    expect(historyOf(deleted, PLAIN)).toMatchObject({ tableSince: null, columnSince: null, pending: true });
    const again =
      removed +
      migration(
        "0003_again",
        ["0002_remove"],
        `migrations.AddField("patient", "ssn", models.CharField(max_length=11)),`,
      );
    expect(historyOf(again, PLAIN)).toMatchObject({ columnSince: "0003_again", pending: false });
  });

  it("goes by dependencies, not by names", () => {
    const late =
      CREATED.replace("0001_initial.py", "0009_first.py") + migration("0002_encrypt", ["0009_first"], ENCRYPTED);
    expect(historyOf(late, SECRET)).toMatchObject({
      plain: { kind: "until", migration: "0002_encrypt" },
      leaves: ["0002_encrypt"],
    });
  });

  it("tells of branches, and that a merge has joined them", () => {
    const branches =
      CREATED +
      migration("0002_a", ["0001_initial"], ENCRYPTED) +
      migration("0002_b", ["0001_initial"], `migrations.AddIndex("patient", models.Index()),`);
    expect(historyOf(branches, SECRET)?.leaves).toEqual(["0002_a", "0002_b"]);
    expect(historyOf(branches + migration("0003_merge", ["0002_a", "0002_b"], ""), SECRET)).toMatchObject({
      leaves: ["0003_merge"],
      plain: { kind: "until", migration: "0002_a" },
    });
  });

  it("takes what was squashed from before, as long as that is there", () => {
    const squashed = migration(
      "0001_squashed",
      [],
      `migrations.CreateModel("Patient", [("ssn", encrypted_model_fields.fields.EncryptedCharField(max_length=11))]),`,
      'replaces = [("shop", "0001_initial"), ("shop", "0002_encrypt")]',
    );
    const later = migration("0003_later", ["0001_squashed"], "");
    const all = CREATED + migration("0002_encrypt", ["0001_initial"], ENCRYPTED) + squashed + later;
    expect(historyOf(all, SECRET)).toMatchObject({
      plain: { kind: "until", migration: "0002_encrypt" },
      leaves: ["0003_later"],
    });
    expect(historyOf(squashed + later, SECRET)).toMatchObject({
      tableSince: "0001_squashed",
      plain: { kind: "never" },
      leaves: ["0003_later"],
    });
  });

  it("takes Django's word for what happens apart from the database, and says what it could not read", () => {
    const apart = migration(
      "0002_apart",
      ["0001_initial"],
      `
      migrations.SeparateDatabaseAndState(
          database_operations=[migrations.RunSQL("ALTER TABLE patients")],
          state_operations=[migrations.AddField("patient", "phone", models.CharField())],
      ),
    `,
    );
    const python = migration("0003_data", ["0002_apart"], "migrations.RunPython(forwards),");
    expect(historyOf(CREATED + apart + python, "models.CharField()", "phone")).toMatchObject({
      columnSince: "0002_apart",
      unread: ["0002_apart", "0003_data"],
    });
    expect(historyOf(CREATED + apart + python, PLAIN)?.unread).toEqual(["0002_apart", "0003_data"]);
  });

  it.each<readonly [string, string, boolean | null]>([
    ["models.EmailField(max_length=254)", "models.EmailField()", false],
    ["models.SlugField()", "models.SlugField(max_length=50)", false],
    ["models.EmailField(max_length=254)", "models.EmailField(max_length=100)", true],
    // What a class of a package says by itself is not known here.
    ["phones.PhoneField(max_length=128)", "phones.PhoneField()", null],
    ["phones.PhoneField(max_length=128)", "phones.PhoneField(max_length=20)", true],
  ])("compares %s with %s, heeding what fields are by default: %s", (then, now, pending) => {
    const made = migration("0002_contact", ["0001_initial"], `migrations.AddField("patient", "contact", ${then}),`);
    expect(historyOf(CREATED + made, now, "contact")?.pending).toBe(pending);
  });

  it("has nothing to tell of a class without a table of its own", () => {
    expect(historyOf(CREATED, PLAIN, "ssn", "class Meta:\n            abstract = True")).toBeNull();
    expect(historyOf("//- shop/migrations/__init__.py\n", PLAIN)).toBeNull();
  });

  it("knows an app by the label that its own migrations use", () => {
    expect(
      historyOf(
        CREATED.replaceAll('"shop"', '"store"') +
          migration("0002_encrypt", ["0001_initial"], ENCRYPTED).replaceAll('"shop"', '"store"'),
        SECRET,
      )?.leaves,
    ).toEqual(["0002_encrypt"]);
  });
});

describe("readMigration", () => {
  it("reads a model of any length", () => {
    const choices = Array.from({ length: 3000 }, (_, at) => `("${at}", "a choice that takes its place")`).join(", ");
    const long = CREATED.replace(`("ssn",`, `("kind", models.CharField(choices=[${choices}], max_length=3)),\n("ssn",`);
    expect(historyOf(long, PLAIN)).toMatchObject({ columnSince: "0001_initial", pending: false });
  });

  it("ends on circles and on what is cut off anywhere", () => {
    const circle = migration("0001_a", ["0002_b"], "") + migration("0002_b", ["0001_a"], ENCRYPTED);
    expect(historyOf(circle, PLAIN)).toMatchObject({ tableSince: null, pending: null });
    const text = [
      ...parseFixture(CREATED + migration("0002_encrypt", ["0001_initial"], ENCRYPTED)).files.values(),
    ].join("\n");
    for (let end = 0; end < text.length; end += 7) {
      expect(() => readMigration("shop/migrations/0001_x.py", text.slice(0, end))).not.toThrow();
    }
  });
});
