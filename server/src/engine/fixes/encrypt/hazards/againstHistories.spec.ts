import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../../test/support/uses.ts";
import { againstHistories } from "./againstHistories.ts";

/** A project whose migrations make a table with `ssn` for each model that is named. */
async function tell(models: string, tables: readonly string[], entity = "Patient"): Promise<readonly string[] | null> {
  const operations = tables.map(
    (name) =>
      `        migrations.CreateModel(name="${name}", fields=[("id", models.AutoField(primary_key=True)), ("ssn", models.CharField(max_length=11))]),`,
  );
  const source = [
    "//- clinic/__init__.py",
    "",
    "//- clinic/migrations/__init__.py",
    "",
    "//- clinic/migrations/0001_initial.py",
    "from django.db import migrations, models",
    "class Migration(migrations.Migration):",
    "    initial = True",
    "    operations = [",
    ...operations,
    "    ]",
    "//- clinic/models.py",
    "from django.db import models",
    "from simple_history import register",
    "from simple_history.models import HistoricalRecords",
    models,
  ];
  const workspace = await readWorkspace(parseFixture(source.join("\n")).files);
  const context = (await workspace.countedFixContext("clinic/models.py", entity, "ssn"))!;
  return againstHistories(context)?.places?.map(({ use }) => use.by) ?? null;
}

const SSN = "    ssn = models.CharField(max_length=11)\n";
const patient = (history: string): string => `class Patient(models.Model):\n${SSN}    ${history}\n`;

describe("againstHistories", () => {
  it("lets a history go whose table is changed with that of the model", async () => {
    expect(await tell(patient("history = HistoricalRecords()"), ["Patient", "HistoricalPatient"])).toBeNull();
    expect(await tell(`${patient("pass")}register(Patient)\n`, ["Patient", "HistoricalPatient"])).toBeNull();
    expect(await tell(patient('history = HistoricalRecords(excluded_fields=["ssn"])'), ["Patient"])).toBeNull();
  });

  it("has nothing to say of tables that are still to be made", async () => {
    expect(await tell(patient("history = HistoricalRecords()"), [])).toBeNull();
  });

  it("finds a history that is called otherwise, or lies in another app", async () => {
    const named = patient('history = HistoricalRecords(custom_model_name="PatientAudit")');
    expect(await tell(named, ["Patient", "PatientAudit"])).toEqual(["HistoricalRecords"]);
    expect(await tell(patient('history = HistoricalRecords(app="audit")'), ["Patient"])).toEqual(["HistoricalRecords"]);
    const registered = `${patient("pass")}register(Patient, app="audit")\n`;
    expect(await tell(registered, ["Patient"])).toEqual(["simple_history.register"]);
  });

  it("finds the history of a child with a table of its own", async () => {
    const child = "class Inpatient(Patient):\n    history = HistoricalRecords()\n";
    expect(await tell(`${patient("pass")}\n${child}`, ["Patient", "Inpatient", "HistoricalInpatient"])).toEqual([
      "HistoricalRecords",
    ]);
  });

  it("asks for the history of each heir of an abstract model", async () => {
    const person = `class Person(models.Model):\n${SSN}    history = HistoricalRecords(inherit=True)\n    class Meta:\n        abstract = True\n`;
    const heirs = `${person}class Patient(Person):\n    pass\nclass Doctor(Person):\n    pass\n`;
    const tables = ["Patient", "HistoricalPatient", "Doctor"];
    expect(await tell(heirs, [...tables, "HistoricalDoctor"], "Person")).toBeNull();
    expect(await tell(heirs, tables, "Person")).toEqual(["HistoricalRecords"]);
  });
});
