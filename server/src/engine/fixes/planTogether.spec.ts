import { describe, expect, it } from "vitest";
import { applyPlan, fixContext } from "../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { certainAnswersFor, isMeant, planTogether, type PlannedTogether } from "./planTogether.ts";
import type { Fix } from "./model.ts";
import { fixOf } from "./registry.ts";

const CLINIC = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
  //- config/settings.py
  SECRET_KEY = "x"
  INSTALLED_APPS = ["clinic"]
  //- requirements.txt
  django==5.2
  //- clinic/models.py
  from django.db import models


  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
      passport_number = models.CharField(max_length=9, unique=True)
      diagnosis = models.TextField()
      height = models.IntegerField()


  class Payment(models.Model):
      iban = models.CharField(max_length=34)
`;

const INITIAL = `
  //- clinic/migrations/0001_initial.py
  from django.db import migrations, models


  class Migration(migrations.Migration):
      dependencies = []
      operations = [
          migrations.CreateModel("Patient", [
              ("national_id", models.CharField(max_length=18)),
              ("passport_number", models.CharField(max_length=9, unique=True)),
              ("diagnosis", models.TextField()),
          ]),
          migrations.CreateModel("Payment", [("iban", models.CharField(max_length=34))]),
      ]
`;

const FIELDS = ["Patient.national_id", "Patient.passport_number", "Patient.diagnosis", "Payment.iban"];

interface Outcome extends PlannedTogether {
  readonly files: Map<string, string>;
}

function together(id: string, files: Map<string, string>, fields: readonly string[] = FIELDS): Outcome {
  const fix = fixOf(id)!;
  const contexts = fields.map((field) => fixContext(files, field)).filter((context) => isMeant(fix, context));
  const planned = planTogether(fix, contexts, {})!;
  return { ...planned, files: planned.plan ? applyPlan(files, planned.plan) : files };
}

function filesOf(...sources: readonly string[]): Map<string, string> {
  return new Map(sources.flatMap((source) => [...parseFixture(source).files]));
}

function leftOf({ left }: PlannedTogether): readonly string[] {
  return left.map(({ context, why }) => `${context.subject.field.name}: ${why.because}`);
}

describe("several fields in one change", () => {
  it("have one migration, one import, one line of dependencies and one of settings", () => {
    const { plan, files } = together("encrypt", filesOf(CLINIC, INITIAL));
    expect(plan!.title).toBe("Encrypt 3 fields of 2 models with EncryptedCharField, EncryptedTextField");
    expect(files.get("clinic/models.py")).toBe(
      parseFixture(`
        //- clinic/models.py
        from django.db import models

        from config.encrypted_fields.fields import EncryptedCharField, EncryptedTextField


        class Patient(models.Model):
            national_id = EncryptedCharField(max_length=18)
            passport_number = models.CharField(max_length=9, unique=True)
            diagnosis = EncryptedTextField()
            height = models.IntegerField()


        class Payment(models.Model):
            iban = EncryptedCharField(max_length=34)
      `)
        .files.get("clinic/models.py")!
        .replace(/^ {8}/gm, ""),
    );
    expect([...files.keys()].filter((path) => path.includes("/migrations/"))).toEqual([
      "clinic/migrations/0001_initial.py",
      "clinic/migrations/0002_encrypt_fields.py",
    ]);
    expect(files.get("clinic/migrations/0002_encrypt_fields.py")!.match(/ EncryptField\(.*\),$/gm)).toEqual([
      ' EncryptField("patient", "national_id", as_encrypted_char_field),',
      ' EncryptField("patient", "diagnosis", as_encrypted_text_field),',
      ' EncryptField("payment", "iban", as_encrypted_char_field),',
    ]);
    expect(files.get("config/settings.py")!.match(/config\.encrypted_fields/g)).toHaveLength(1);
    expect(files.get("requirements.txt")!.match(/cryptography/g)).toHaveLength(1);
  });

  it("share the app of the first where the settings lie in no package", () => {
    const files = filesOf(`
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
  //- settings.py
  INSTALLED_APPS = ["clinic", "shop"]
  //- clinic/models.py
  from django.db import models

  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
  //- shop/models.py
  from django.db import models

  class Payment(models.Model):
      iban = models.CharField(max_length=34)
`);
    const { plan, files: after } = together("encrypt", files, ["Patient.national_id", "Payment.iban"]);
    expect(plan!.title).toBe("Encrypt 2 fields of 2 models with EncryptedCharField");
    for (const path of ["clinic/models.py", "shop/models.py"])
      expect(after.get(path)).toContain("from clinic.encrypted_fields.fields import EncryptedCharField\n");
    expect(after.get("settings.py")).toContain('"clinic", "shop", "clinic.encrypted_fields"]');
    expect([...after.keys()].filter((path) => path.endsWith("encrypted_fields/__init__.py"))).toEqual([
      "clinic/encrypted_fields/__init__.py",
    ]);
  });

  it("leaves what cannot be done, with its reason, and does all else", () => {
    const { done, left } = together("encrypt", filesOf(CLINIC, INITIAL));
    expect(done).toHaveLength(3);
    expect(left.map(({ context, why }) => `${context.subject.field.name}: ${why.because}`)).toEqual([
      expect.stringMatching(/^passport_number: It is unique/),
    ]);
  });

  it("has nothing to do the second time", () => {
    const once = together("encrypt", filesOf(CLINIC, INITIAL));
    const twice = together("encrypt", once.files);
    expect([twice.plan, twice.done]).toEqual([null, []]);
    expect(leftOf(twice)).toEqual(leftOf(once));
  });

  it("says each note once, and of which fields where it is not for all", () => {
    const source = CLINIC.replace("max_length=34", "max_length=34, db_index=True");
    const initial = INITIAL.replace("max_length=34", "max_length=34, db_index=True");
    const { notes } = together("encrypt", filesOf(source, initial)).plan!;
    expect(new Set(notes).size).toBe(notes.length);
    expect(notes.filter((note) => note.includes("index was dropped"))).toEqual([
      "`Payment.iban`: The field's index was dropped: there is nothing to find in ciphertext.",
    ]);
  });

  it("names what is on offer instead", () => {
    const { plan, left } = together("tokenize", filesOf(CLINIC, INITIAL), ["Patient.diagnosis"]);
    expect(plan).toBeNull();
    expect(left[0]!.why.because).toBe("There is nothing to do about it; on offer: `encrypt-expand`, `encrypt`.");
  });

  it("goes through all releases, one migration each; before a plain column goes, all have been looked at", () => {
    let files = filesOf(CLINIC, INITIAL);
    const steps = ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")];
    for (const step of steps) ({ files } = together(step, files));
    const written = [...files.keys()].filter((path) => /migrations\/000[2-9]/.test(path));
    expect(written.map((path) => path.replace(/^.*\//, ""))).toEqual([
      "0002_expand_fields.py",
      "0003_backfill_fields.py",
      "0004_read_encrypted_fields.py",
      "0005_stop_writing_plain_fields.py",
      "0006_erase_plain_fields.py",
      "0007_drop_plain_fields.py",
    ]);
    const last = files.get("clinic/migrations/0007_drop_plain_fields.py")!;
    const calls = [...last.matchAll(/(AddField|RequireNoDifferences|RemoveFieldOnce|ChangeField)\(/g)];
    expect(calls.map(([, name]) => name).join(" ")).toBe(
      `${"AddField ".repeat(4)}${"RequireNoDifferences ".repeat(4)}${"RemoveFieldOnce ChangeField ".repeat(4)}`.trim(),
    );
    expect(together("encrypt-contract", files).plan).toBeNull();
  });

  it("says nothing of the plain fields that follow", () => {
    let files = filesOf(CLINIC, INITIAL);
    for (const step of ["encrypt-expand", "encrypt-backfill", "encrypt-contract"]) ({ files } = together(step, files));
    expect(files.get("clinic/models.py")).toContain("national_id_plain = ");
    const { done, left } = together("encrypt-contract", files, [...FIELDS, "Patient.national_id_plain"]);
    expect(done).toHaveLength(FIELDS.length);
    expect(left).toEqual([]);
  });

  it("takes those that have come equally far, and the others with the next run", () => {
    let files = filesOf(CLINIC, INITIAL);
    for (const step of ["encrypt-expand", "encrypt-backfill"]) ({ files } = together(step, files));
    ({ files } = together("encrypt-contract", files, ["Patient.national_id"]));
    const mixed = together("encrypt-contract", files);
    expect(mixed.done.map(({ subject }) => subject.field.name)).toEqual(["national_id"]);
    expect(leftOf(mixed)).toContainEqual(
      "diagnosis: It does not go together with Patient.national_id: run the fix once more for it.",
    );
  });
});

describe("many fields of which two do not go together", () => {
  it("are planned a few times, not once for each, and all but one of the two are done", () => {
    const names = Array.from({ length: 64 }, (_, index) => `diagnosis_${index}`);
    const declared = names.map((name) => `    ${name} = models.TextField()\n`).join("");
    const files = filesOf(CLINIC);
    files.set("clinic/models.py", `from django.db import models\n\n\nclass Patient(models.Model):\n${declared}`);
    const contexts = names.map((name) => fixContext(files, `Patient.${name}`));
    let plans = 0;
    const fix: Fix = {
      ...fixOf("encrypt")!,
      planAll: (planned) => {
        plans++;
        const asked = planned.map(({ subject }) => subject.field.name);
        const isApart = asked.includes("diagnosis_9") && asked.includes("diagnosis_40");
        return isApart ? null : { id: "encrypt", title: asked.join(" "), steps: [], notes: [] };
      },
    };
    const { plan, done, left } = planTogether(fix, contexts, {})!;
    const others = names.filter((name) => name !== "diagnosis_40");
    expect(done.map(({ subject }) => subject.field.name)).toEqual(others);
    expect(plan!.title).toBe(others.join(" "));
    expect(left.map(({ context }) => context.subject.field.name)).toEqual(["diagnosis_40"]);
    expect(plans).toBeLessThan(20);
  });
});

describe("what is on offer, after a closer look", () => {
  it("is not what cannot be done to the declaration, and says so", () => {
    const files = filesOf(CLINIC, INITIAL);
    const taken = "\n\nclass EncryptedCharField(models.CharField):\n    pass\n";
    files.set("clinic/models.py", `${files.get("clinic/models.py")!.trimEnd()}\n${taken}`);
    const answers = (field: string): readonly string[] =>
      certainAnswersFor(fixContext(files, field)).map((answer) =>
        "because" in answer ? `${answer.id}: ${answer.because}` : answer.id,
      );
    const byHand = "Its declaration is written in a way that is not edited here: change it by hand.";
    expect(answers("Payment.iban").slice(0, 2)).toEqual([`encrypt-expand: ${byHand}`, `encrypt: ${byHand}`]);
    expect(answers("Patient.diagnosis").slice(0, 2)).toEqual(["encrypt-expand", "encrypt"]);
  });
});
