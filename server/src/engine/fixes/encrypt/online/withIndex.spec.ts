import { describe, expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../../test/support/uses.ts";
import { type FixPlan, isRefusal } from "../../model.ts";
import { fixOf } from "../../registry.ts";
import { encryptExpand } from "./expand.ts";

function project(declaration: string, meta = "", more = ""): ReadonlyMap<string, string> {
  return parseFixture(`
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- config/settings.py
    SECRET_KEY = "x"
    INSTALLED_APPS = ["clinic"]
    //- requirements.txt
    django==5.2
    //- clinic/migrations/0001_initial.py
    from django.db import migrations, models


    class Migration(migrations.Migration):
        dependencies = []
        operations = [
            migrations.CreateModel("Patient", [("ssn", ${declaration}), ("born", models.DateField())]),
        ]
    //- clinic/models.py
    from django.db import models


    class Patient(models.Model):
        ssn = ${declaration}
        born = models.DateField()
${meta}${more}`).files;
}

const UNIQUE = "models.CharField(max_length=11, unique=True)";
const TOGETHER = `
        class Meta:
            unique_together = [("ssn", "born")]
`;

function planOf(fix: string, files: ReadonlyMap<string, string>): FixPlan {
  return fixOf(fix)!.plan(fixContext(files, "Patient.ssn"), {})!;
}

/** The files after so many of the fixes. */
function after(steps: number, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const fixes = ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")];
  let files = before;
  for (const fix of fixes.slice(0, steps)) files = applyPlan(files, planOf(fix, files));
  return files;
}

/** The lines of the model's body. */
function modelIn(files: ReadonlyMap<string, string>): readonly string[] {
  const [, body] = files.get("clinic/models.py")!.split("class Patient(models.Model):\n");
  return body!.split("\n").flatMap((line) => line.trim() || []);
}

/** The first line of each operation of a migration. */
function operationsIn(files: ReadonlyMap<string, string>, name: string): readonly string[] {
  const text = files.get(`clinic/migrations/${name}.py`)!;
  return text
    .split("operations = [\n")[1]!
    .split("\n")
    .flatMap((line) => /^ {8}(\w.*)/.exec(line)?.[1] ?? []);
}

describe("a blind index over several releases", () => {
  it("is added empty, beside the encrypted column, with keys of its own", () => {
    const files = after(1, project(UNIQUE, TOGETHER));
    expect(modelIn(files)).toEqual([
      `ssn = ${UNIQUE}`,
      'ssn_encrypted = EncryptedCharField(copy_of="ssn", max_length=11, null=True, editable=False)',
      'ssn_index = BlindIndexField(source="ssn")',
      "born = models.DateField()",
      "class Meta:",
      'unique_together = [("ssn", "born")]',
    ]);
    expect(operationsIn(files, "0002_expand_patient_ssn")).toEqual([
      'RequireKnown("patient", "ssn"),',
      'AddFieldOnce("patient", "ssn_encrypted", EncryptedCharField(copy_of="ssn", max_length=11, null=True, editable=False)),',
      'AddFieldOnce("patient", "ssn_index", BlindIndexField(source="ssn")),',
    ]);
    expect(files.get("config/settings.py")).toMatch(/FIELD_ENCRYPTION_KEYS = .*\n(.*\n)?FIELD_BLIND_INDEX_KEYS = /);
  });

  it("becomes unique before it is read, once every row has been looked at, and before the plain column stops to be unique", () => {
    const files = after(3, project(UNIQUE, TOGETHER));
    expect(modelIn(files)).toEqual([
      'ssn = EncryptedCharField(max_length=11, db_column="ssn_encrypted", null=True)',
      'ssn_plain = PlainCharField(copy_of="ssn", db_column="ssn", max_length=11, db_index=True, null=True, editable=False)',
      'ssn_index = BlindIndexField(source="ssn", unique=True)',
      "born = models.DateField()",
      "class Meta:",
      'unique_together = [("ssn_index", "born")]',
    ]);
    expect(operationsIn(files, "0003_backfill_patient_ssn")).toEqual(['BackfillEncrypted("patient", "ssn"),']);
    expect(operationsIn(files, "0004_read_encrypted_patient_ssn")).toEqual([
      'RequireKnown("patient", "ssn"),',
      'RequireNoDifferences("patient", "ssn"),',
      'MakeUnique("patient", "ssn_index"),',
      'MoveUniqueness("patient", "ssn", "ssn_index"),',
      'ChangeField("patient", "ssn", drop=("unique",), db_index=True, null=True),',
      "migrations.SeparateDatabaseAndState(",
      'RestorePlain("patient", "ssn_plain"),',
    ]);
  });

  it("is not done without: what is unique would stop to be", () => {
    const files = new Map(after(2, project(UNIQUE)));
    files.set("clinic/models.py", files.get("clinic/models.py")!.replace(/^.*ssn_index = .*\n/m, ""));
    const context = fixContext(files, "Patient.ssn");
    expect(fixOf("encrypt-contract")!.offer(context)).toMatchObject({
      because: expect.stringMatching(/no blind index `ssn_index`/) as string,
    });
    expect(fixOf("encrypt-contract")!.plan(context, {})).toBeNull();
  });

  it("leaves what was unique together with others an index, for lookups of the release before", () => {
    const files = after(3, project("models.CharField(max_length=11)", TOGETHER));
    expect(modelIn(files)).toContain(
      'ssn_plain = PlainCharField(copy_of="ssn", db_column="ssn", max_length=11, db_index=True, null=True, editable=False)',
    );
    expect(operationsIn(files, "0004_read_encrypted_patient_ssn")).toContain(
      'ChangeField("patient", "ssn", db_index=True, null=True),',
    );
  });

  it("stays when the plain column is gone", () => {
    const files = after(6, project(UNIQUE, TOGETHER));
    expect(modelIn(files)).toEqual([
      'ssn = EncryptedCharField(max_length=11, db_column="ssn_encrypted")',
      'ssn_index = BlindIndexField(source="ssn", unique=True)',
      "born = models.DateField()",
      "class Meta:",
      'unique_together = [("ssn_index", "born")]',
    ]);
    expect(fixOf("encrypt-contract")!.offer(fixContext(files, "Patient.ssn"))).toBeNull();
    // What the database has on the plain column besides would go with it.
    expect(operationsIn(files, "0007_drop_plain_patient_ssn").slice(0, 3)).toEqual([
      "migrations.SeparateDatabaseAndState(",
      'RequireKnown("patient", "ssn_plain"),',
      'RequireNoDifferences("patient", "ssn_plain"),',
    ]);
  });

  it("says when the old processes have to be gone, and what the index answers", () => {
    const { notes } = planOf("encrypt-contract", after(2, project(UNIQUE)));
    expect(notes.join("\n")).toMatch(/no process of before step 1 is left/);
    expect(notes.join("\n")).toMatch(/by which it is unique/);
    expect(notes.join("\n")).not.toMatch(/can no longer search/);
    expect(planOf("encrypt-expand", project(UNIQUE)).notes.join("\n")).toContain(
      "writes `ssn_encrypted` and `ssn_index` with it",
    );
  });

  it("has its index from the beginning where values are looked up alone, and is not added where nothing asks for it", async () => {
    const plain = project("models.CharField(max_length=11)");
    expect(modelIn(after(1, plain)).join()).not.toContain("BlindIndexField");
    const views = "from clinic.models import Patient\nPatient.objects.get(ssn='1')\n";
    const workspace = await readWorkspace(new Map([...plain, ["clinic/views.py", views]]));
    const context = (await workspace.countedFixContext("clinic/models.py", "Patient", "ssn"))!;
    const offer = encryptExpand.offer(context)!;
    expect(isRefusal(offer) ? offer.because : offer.title).toBe(
      "Encrypt while the project runs, step 1 of 3: add the encrypted column and a blind index, which finds whole values…",
    );
    expect(modelIn(applyPlan(plain, encryptExpand.plan(context, {})!))).toContain(
      'ssn_index = BlindIndexField(source="ssn", db_index=True)',
    );
  });

  it("is looked at before it is read, also where no lookup is left that asked for it", async () => {
    const plain = project("models.CharField(max_length=11)");
    const views = "from clinic.models import Patient\nPatient.objects.get(ssn='1')\n";
    const workspace = await readWorkspace(new Map([...plain, ["clinic/views.py", views]]));
    const context = (await workspace.countedFixContext("clinic/models.py", "Patient", "ssn"))!;
    const expanded = applyPlan(plain, encryptExpand.plan(context, {})!);
    const filled = applyPlan(expanded, planOf("encrypt-backfill", expanded));
    const switched = applyPlan(filled, planOf("encrypt-contract", filled));
    expect(operationsIn(switched, "0004_read_encrypted_patient_ssn")[1]).toBe(
      'RequireNoDifferences("patient", "ssn"),',
    );
    const uncounted = { ...fixContext(filled, "Patient.ssn"), uses: null };
    expect(fixOf("encrypt-contract")!.plan(uncounted, {})).toBeNull();
  });

  it("is the preferred way of a unique field whose table is there", () => {
    const context = fixContext(project(UNIQUE), "Patient.ssn");
    expect(encryptExpand.offer(context)).toMatchObject({ preferred: true });
    expect(fixOf("encrypt-blind-index")!.offer(context)).toMatchObject({ preferred: false });
  });
});
