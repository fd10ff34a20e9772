import { describe, expect, it } from "vitest";
import { applyPlan, checkFix, fixContext } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../../test/support/uses.ts";
import { APP_FILES } from "../../../protection/generated/app.ts";
import { type FixContext, isRefusal } from "../../model.ts";
import { encryptBlindIndex } from "./encryptBlindIndex.ts";

const PROJECT = `
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]
    INSTALLED_APPS = ["clinic"]
    //- requirements.txt
    django==5.2
    //- .env.example
    SECRET_KEY=
`;

/** `operations`: of its first migration; without any the table is still to be made. */
function project(declaration: string, more = "", operations = ""): string {
  return `${PROJECT}
    //- clinic/migrations/0001_initial.py
    from django.db import migrations, models


    class Migration(migrations.Migration):
        dependencies = []
        operations = [${operations}]
    //- clinic/models.py
    from django.db import models


    class Patient(models.Model):
        ${declaration}
        born = models.DateField()
${more}`;
}

const TABLE = 'migrations.CreateModel("Patient", [("ssn", models.CharField(max_length=11, unique=True))])';

const UNIQUE = "ssn = models.CharField(max_length=11, unique=True)  # as printed";
const PLAIN = "ssn = models.CharField(max_length=11)";

async function counted(source: string): Promise<FixContext> {
  const workspace = await readWorkspace(parseFixture(source).files);
  return (await workspace.countedFixContext("clinic/models.py", "Patient", "ssn"))!;
}

function views(...lines: readonly string[]): string {
  const imports = [
    "from django.contrib import admin",
    "from django.db.models import F, OuterRef, Q",
    "from clinic.models import Patient",
  ];
  return `    //- clinic/views.py\n${[...imports, ...lines].map((line) => `    ${line}\n`).join("")}`;
}

/** The title, or why not; null where it has nothing to do with the field. */
function answer(context: FixContext): string | null {
  const result = encryptBlindIndex.offer(context);
  if (!result) return null;
  return isRefusal(result) ? result.because : result.title;
}

describe("encrypt-blind-index", () => {
  it("puts the index beside the field, what is unique on it, and takes the rows along", () => {
    const meta = `
        class Meta:
            unique_together = [("ssn", "born")]
`;
    checkFix({
      name: "",
      fix: "encrypt-blind-index",
      field: "Patient.ssn",
      before: project(UNIQUE, meta, TABLE),
      after: `
    //- clinic/models.py
    from django.db import models

    from config.encrypted_fields.blind_index import BlindIndexField
    from config.encrypted_fields.fields import EncryptedCharField


    class Patient(models.Model):
        ssn = EncryptedCharField(max_length=11)  # as printed
        ssn_index = BlindIndexField(source="ssn", unique=True)
        born = models.DateField()

        class Meta:
            unique_together = [("ssn_index", "born")]
    //- config/settings.py
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]

    # Keys of the encrypted model fields, the newest first, separated by commas.
    FIELD_ENCRYPTION_KEYS = [key for key in os.environ.get("FIELD_ENCRYPTION_KEYS", "").split(",") if key]
    # Keys of the blind indexes, the newest first, separated by commas.
    FIELD_BLIND_INDEX_KEYS = [key for key in os.environ.get("FIELD_BLIND_INDEX_KEYS", "").split(",") if key]
    INSTALLED_APPS = ["clinic", "config.encrypted_fields"]
      `,
    });
    const { files } = parseFixture(project(UNIQUE, meta, TABLE));
    const after = applyPlan(files, encryptBlindIndex.plan(fixContext(files, "Patient.ssn"), {})!);
    const operations = after.get("clinic/migrations/0002_encrypt_patient_ssn.py")!.split("operations = [\n")[1];
    expect(operations?.split("\n").map((line) => line.trim())).toEqual([
      'AddFieldOnce("patient", "ssn_index", BlindIndexField(source="ssn", unique=True)),',
      'FillBlindIndex("patient", "ssn_index"),',
      'MoveUniqueness("patient", "ssn", "ssn_index"),',
      'EncryptField("patient", "ssn", encrypted),',
      "]",
      "",
    ]);
    expect(after.get(".env.example")).toMatch(
      /^FIELD_ENCRYPTION_KEYS=\n.*\nFIELD_BLIND_INDEX_KEYS=$|^FIELD_BLIND_INDEX_KEYS=\n.*\nFIELD_ENCRYPTION_KEYS=$/m,
    );
  });

  it("adds the keys of the index alone where those of the encryption are there", () => {
    const { files } = parseFixture(
      project(UNIQUE).replace(
        '["clinic"]\n',
        '["clinic", "config.encrypted_fields"]\n    FIELD_ENCRYPTION_KEYS = os.environ["KEYS"].split(",")\n',
      ),
    );
    const all = new Map(files);
    for (const [name, text] of Object.entries(APP_FILES)) all.set(`config/encrypted_fields/${name}`, text());
    const after = applyPlan(all, encryptBlindIndex.plan(fixContext(all, "Patient.ssn"), {})!);
    const settings = after.get("config/settings.py")!;
    expect(settings.split("FIELD_ENCRYPTION_KEYS =")).toHaveLength(2);
    expect(settings).toContain('FIELD_BLIND_INDEX_KEYS = [key for key in os.environ.get("FIELD_BLIND_INDEX_KEYS"');
    all.set("config/encrypted_fields/__init__.py", "Generated by Fieldguard, version 2.");
    expect(answer(fixContext(all, "Patient.ssn"))).toMatch(/generated by an earlier version/);
  });

  it("is preferred where the field cannot be encrypted without it", () => {
    const { files } = parseFixture(project(UNIQUE));
    expect(encryptBlindIndex.offer(fixContext(files, "Patient.ssn"))).toMatchObject({ preferred: true });
  });

  it.each([
    'Patient.objects.filter(ssn="1")',
    'Patient.objects.exclude(Q(ssn="1") | Q(ssn__isnull=True))',
    'Patient.objects.filter(ssn__in=["1"]).exists()',
    'Patient.objects.update_or_create(ssn="1", defaults={})',
  ])("is offered for what looks whole values up: %s", async (line) => {
    const context = await counted(project(PLAIN) + views(line));
    expect(answer(context)).toBe("Encrypt with a blind index, which finds whole values…");
    const text = applyPlan(new Map([["clinic/models.py", context.text]]), encryptBlindIndex.plan(context, {})!).get(
      "clinic/models.py",
    );
    expect(text).toContain('    ssn_index = BlindIndexField(source="ssn", db_index=True)\n');
  });

  it.each([
    ['Patient.objects.filter(ssn__iexact="1")', /looks rows up by it/],
    ['Patient.objects.filter(ssn__startswith="1")', /looks rows up by it/],
    ['Patient.objects.filter(ssn=F("born"))', /looks rows up by it/],
    ['Patient.objects.filter(ssn=OuterRef("born"))', /looks rows up by it/],
    ['Patient.objects.in_bulk(["1"], field_name="ssn")', /looks rows up by it/],
    ['Patient.objects.order_by("ssn")', /sorts by it/],
    ['Patient.objects.values("ssn").distinct()', /tells rows apart/],
    ['Patient.objects.update(born=F("ssn"))', /compute with it/],
    [
      'class Aged(Patient): old = models.GeneratedField(expression=Q(ssn="1"), output_field=models.BooleanField(), db_persist=True)',
      /generated columns compute with it/,
    ],
  ])("says where a blind index does not help: %s", async (line, reason) => {
    const context = await counted(project(UNIQUE) + views('Patient.objects.get(ssn="1")', line));
    expect(answer(context)).toMatch(reason);
    expect(encryptBlindIndex.offer(context)).toMatchObject({ places: [expect.anything()] });
  });

  it.each([
    [
      "values with several texts",
      "ssn = models.DecimalField(max_digits=9, decimal_places=2, unique=True)",
      /more than one text/,
    ],
    ["few values", 'ssn = models.CharField(max_length=1, choices=[("a", "A")], unique=True)', /has few values/],
    ["its name", `${UNIQUE}\n        ssn_index = models.TextField()`, /a field `ssn_index` already/],
    [
      "an expression",
      `${PLAIN}\n\n        class Meta:\n            constraints = [models.UniqueConstraint("ssn", "born", name="one")]`,
      /part of a constraint/,
    ],
    ["an order", `${UNIQUE}\n\n        class Meta:\n            ordering = ["ssn"]`, /sorts by it/],
    ["a period", 'ssn = models.CharField(max_length=11, unique=True, unique_for_date="born")', /within a period/],
  ])("is not offered because of %s", (_, declaration, reason) => {
    expect(answer(fixContext(parseFixture(project(declaration)).files, "Patient.ssn"))).toMatch(reason);
  });

  it("keeps the index of a column that is unique together with others alone", () => {
    const meta = "\n        class Meta:\n            unique_together = [('ssn', 'born')]\n";
    const { files } = parseFixture(project("ssn = models.CharField(max_length=11, db_index=True)", meta));
    const plan = encryptBlindIndex.plan(fixContext(files, "Patient.ssn"), {})!;
    expect(applyPlan(files, plan).get("clinic/models.py")).toContain('BlindIndexField(source="ssn", db_index=True)');
    expect(plan.notes.join("\n")).toMatch(/stands for it in what is unique in `Meta`\. /);
    expect(plan.notes.join("\n")).not.toMatch(/by which it is unique/);
  });

  it("finds what opens something here where the code shows it again, and says what would be better", async () => {
    const source = (line: string): string =>
      project("calendar_token = models.CharField(max_length=64, unique=True)").replace(
        "[]",
        `[${TABLE.replace("ssn", "calendar_token")}]`,
      ) + views("def feed(patient: Patient):", `    return ${line}`);
    const contextOf = async (line: string): Promise<FixContext> => {
      const workspace = await readWorkspace(parseFixture(source(line)).files);
      return (await workspace.countedFixContext("clinic/models.py", "Patient", "calendar_token"))!;
    };
    expect(answer(await contextOf('Patient.objects.get(calendar_token="1")'))).toBeNull();
    const shown = await contextOf('reverse("feed", args=[patient.calendar_token])');
    expect(answer(shown)).toMatch(/^Encrypt with a blind index, which keeps it unique and finds whole values/);
    expect(encryptBlindIndex.offer(shown)).toMatchObject({ preferred: false });
    expect(encryptBlindIndex.plan(shown, {})!.notes.join("\n")).toMatch(
      /It opens something here.*keyed hash are enough/,
    );
  });

  it("takes migrations, and has nothing to do with a field that nothing asks for, or that is not to be kept readable", () => {
    const { files } = parseFixture(project(PLAIN));
    expect(answer(fixContext(files, "Patient.ssn"))).toBeNull();
    const without = parseFixture(project(UNIQUE).replace("clinic/migrations/0001_initial.py", "notes.py")).files;
    expect(answer(fixContext(without, "Patient.ssn"))).toMatch(/Not every app/);
    const door = parseFixture(project(UNIQUE).replaceAll("ssn", "password")).files;
    expect(answer(fixContext(door, "Patient.password"))).toBeNull();
  });

  it("leaves alone what a serializer keeps unique together with other fields", async () => {
    const meta = "\n        class Meta:\n            unique_together = [('ssn', 'born')]\n";
    const serializer = views(
      "from rest_framework import serializers",
      "class PatientSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Patient",
      '        fields = ["ssn", "born"]',
    );
    expect(answer(await counted(project(PLAIN, meta) + serializer))).toMatch(/serializer of the REST framework/);
    expect(answer(await counted(project(UNIQUE) + serializer))).toMatch(/^Encrypt with a blind index/);
  });
});
