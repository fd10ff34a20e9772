import { describe, expect, it } from "vitest";
import { applyPlan } from "../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../test/support/uses.ts";
import { refusalWords } from "../../reports/uses.ts";
import { isRefusal } from "../model.ts";
import { encrypt } from "./encrypt.ts";

const POLICY = `
    //- fieldguard.yml
    version: 1
    fields:
      Patient.ssn: { category: user.government_id, reason: tried here }
`;

const HEAD = `
    //- clinic/models.py
    from django.conf import settings
    from django.db import models

`;

interface Outcome {
  /** Why it is not offered; empty where it is. */
  readonly because: string;
  /** The file of the model after the change. */
  readonly after: string;
}

async function encrypted(source: string, path = "clinic/models.py", field = "Patient.ssn"): Promise<Outcome> {
  const { files } = parseFixture(POLICY + source);
  const workspace = await readWorkspace(files);
  const [entity, name] = field.split(".") as [string, string];
  const context = await workspace.countedFixContext(path, entity, name);
  if (!context) return { because: "no such field", after: "" };
  const offer = encrypt.offer(context);
  if (!offer || isRefusal(offer)) return { because: offer ? refusalWords(offer) : "nothing to say", after: "" };
  const plan = encrypt.plan(context, {});
  return { because: "", after: plan ? applyPlan(files, plan).get(path)! : "" };
}

function model(...body: readonly string[]): string {
  return (
    HEAD +
    ["class Patient(models.Model):", ...body.map((line) => `    ${line}`)].map((line) => `    ${line}\n`).join("")
  );
}

describe("an unusual call is changed where it stands", () => {
  it.each([
    [
      "over several lines",
      ["ssn = models.CharField(", "    max_length=11,", ")"],
      ["    ssn = EncryptedCharField(", "        max_length=11,", "    )"],
    ],
    [
      "with comments inside",
      [
        "ssn = models.CharField(  # the number",
        "    # as printed",
        "    max_length=11,  # with hyphens",
        "    null=True,",
        ")  # end",
      ],
      [
        "    ssn = EncryptedCharField(  # the number",
        "        # as printed",
        "        max_length=11,  # with hyphens",
        "        null=True,",
        "    )  # end",
      ],
    ],
    [
      "with a name given by position",
      ['ssn = models.CharField("number", max_length=11)'],
      ['    ssn = EncryptedCharField("number", max_length=11)'],
    ],
    [
      "with an annotation",
      ["ssn: str = models.CharField(max_length=11)"],
      ["    ssn: str = EncryptedCharField(max_length=11)"],
    ],
    [
      "with a comparison inside",
      ["ssn = models.CharField(max_length=11 if settings.SHORT else 20)"],
      ["    ssn = EncryptedCharField(max_length=11 if settings.SHORT else 20)"],
    ],
    [
      "behind a semicolon",
      ["name = models.TextField(); ssn = models.CharField(max_length=11)"],
      ["    name = models.TextField(); ssn = EncryptedCharField(max_length=11)"],
    ],
    ["without spaces", ["ssn=models.CharField(max_length=11,)"], ["    ssn=EncryptedCharField(max_length=11,)"]],
    [
      "within an `if` of the class",
      ["if settings.CLINIC:", "    ssn = models.CharField(max_length=11)", "name = models.TextField()"],
      ["    if settings.CLINIC:", "        ssn = EncryptedCharField(max_length=11)", "    name = models.TextField()"],
    ],
    [
      "within a `try`",
      ["try:", "    ssn = models.CharField(max_length=11)", "finally:", "    pass"],
      ["    try:", "        ssn = EncryptedCharField(max_length=11)", "    finally:", "        pass"],
    ],
    [
      "over a line that goes on",
      ["ssn = \\\\".slice(0, -1), "    models.CharField(max_length=11)"],
      ["    ssn = \\", "        EncryptedCharField(max_length=11)"],
    ],
  ])("%s", async (_, body, expected) => {
    const { because, after } = await encrypted(model(...body));
    expect(because).toBe("");
    expect(after.slice(after.indexOf("class Patient")).trimEnd().split("\n").slice(1)).toEqual(expected);
  });
});

describe("a model that another file makes one", () => {
  it("is changed though nothing is left by which its own file tells", async () => {
    const source = `
    //- people/models.py
    from django.db import models

    class SoftDelete(models.Model):
        deleted = models.BooleanField(default=False)
        records = models.Manager()

        class Meta:
            abstract = True
    //- clinic/models.py
    from django.db import models
    from people.models import SoftDelete

    class Patient(SoftDelete):
        ssn = models.CharField(max_length=11)
`;
    const { because, after } = await encrypted(source);
    expect(because).toBe("");
    expect(after).toContain("class Patient(SoftDelete):\n    ssn = EncryptedCharField(max_length=11)\n");
  });
});

describe("not offered, with the reason", () => {
  it.each([
    [
      "a field in both arms of an `if`",
      model(
        "if settings.LONG:",
        "    ssn = models.CharField(max_length=20)",
        "else:",
        "    ssn = models.CharField(max_length=11)",
      ),
      /no such field/,
    ],
    [
      "part of a primary key",
      model(
        'pk = models.CompositePrimaryKey("clinic", "ssn")',
        "clinic = models.IntegerField()",
        "ssn = models.CharField(max_length=11)",
      ),
      /part of the primary key \(`CompositePrimaryKey`\)/,
    ],
    [
      "a field of a table that is not managed",
      model("ssn = models.CharField(max_length=11)", "class Meta:", "    managed = False"),
      /belongs to another system/,
    ],
    [
      "a column that SQL has made an index of",
      `${model("ssn = models.CharField(max_length=11)")}    //- clinic/migrations/0001_initial.py
    from django.db import migrations, models

    class Migration(migrations.Migration):
        operations = [
            migrations.CreateModel("Patient", [("ssn", models.CharField(max_length=11))]),
            migrations.RunSQL("CREATE UNIQUE INDEX by_ssn ON clinic_patient (ssn)", "DROP INDEX by_ssn"),
        ]
`,
      /^The migration `0001_initial` makes an index \(`by_ssn`\) of it in SQL, which Django does not know/,
    ],
    ["options from elsewhere", model("ssn = models.CharField(*ARGS)"), /come from elsewhere/],
  ])("%s", async (_, source, reason) => {
    expect((await encrypted(source)).because).toMatch(reason);
  });

  it("a field of an abstract class whose heir in another app has it in its primary key", async () => {
    const source = `
    //- people/models.py
    from django.db import models

    class Patient(models.Model):
        ssn = models.CharField(max_length=11)

        class Meta:
            abstract = True
    //- clinic/models.py
    from django.db import models
    from people.models import Patient

    class Inpatient(Patient):
        pk = models.CompositePrimaryKey("ward", "ssn")
        ward = models.IntegerField()
`;
    expect((await encrypted(source, "people/models.py")).because).toMatch(/part of the primary key/);
  });

  it("the result of a merge that is not finished", async () => {
    const conflict = model(
      "<<<<<<< ours",
      "ssn = models.CharField(max_length=11)",
      "=======",
      "ssn = models.CharField(max_length=20)",
      ">>>>>>> theirs",
    );
    const { because, after } = await encrypted(conflict);
    expect([because === "" && after.includes("Encrypted"), after]).toEqual([false, ""]);
  });
});

describe("offered at the declaration, for all that inherit it", () => {
  const MIXIN = `
    //- people/models.py
    from django.db import models

    class Patient(models.Model):
        ssn = models.CharField(max_length=11)

        class Meta:
            abstract = True
    //- clinic/models.py
    from django.db import models
    from people.models import Patient

    class Inpatient(Patient):
        everyone = models.Manager()

    class Outpatient(Patient):
        pass
    //- clinic/migrations/0001_initial.py
    from django.db import migrations, models

    class Migration(migrations.Migration):
        operations = [
            migrations.CreateModel("Inpatient", [("id", models.AutoField(primary_key=True)), ("ssn", models.CharField(max_length=11))]),
            migrations.CreateModel("Outpatient", [("id", models.AutoField(primary_key=True)), ("ssn", models.CharField(max_length=11))]),
        ]
`;

  it("with a migration for each table", async () => {
    const { files } = parseFixture(POLICY + MIXIN);
    const context = (await (await readWorkspace(files)).countedFixContext("people/models.py", "Patient", "ssn"))!;
    const plan = encrypt.plan(context, {})!;
    const [migration] = plan.steps.flatMap(({ changes }) => changes).filter(({ path }) => path.includes("migrations/"));
    expect(migration).toMatchObject({ path: "clinic/migrations/0002_encrypt_ssn.py" });
    const text = migration!.kind === "create" ? migration!.text : "";
    expect([text.includes('"inpatient", "ssn"'), text.includes('"outpatient", "ssn"')]).toEqual([true, true]);
  });

  it("but not where one of them queries it, by a manager of whatever name", async () => {
    const views = `
    //- clinic/views.py
    from clinic.models import Inpatient

    Inpatient.everyone.filter(ssn="1")
`;
    expect((await encrypted(MIXIN + views, "people/models.py")).because).toContain("clinic/views.py:3");
  });
});
