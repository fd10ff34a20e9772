import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { readWorkspace } from "../../../test/support/uses.ts";
import { scanReport } from "./scanReport.ts";
import type { Workspace } from "./workspace.ts";

const MODELS = `
    //- clinic/models.py
    from django.db import models
    from config.encrypted_fields.fields import EncryptedCharField
    from secured_fields import EncryptedTextField
    from tink_fields import DeterministicEncryptedCharField

    class Patient(models.Model):
        ssn = EncryptedCharField(max_length=11)
        email = DeterministicEncryptedCharField(max_length=80)
        notes = EncryptedTextField(searchable=True)
        phone = EncryptedTextField()
`;

async function workspaceOf(code: string): Promise<Workspace> {
  return readWorkspace(parseFixture(`${MODELS}\n${code}`).files);
}

function messages(workspace: Workspace, path = "clinic/models.py"): readonly string[] {
  return workspace.usesFindings(workspace.known(path)!).map(({ field, message }) => `${field}: ${message}`);
}

async function found(...lines: readonly string[]): Promise<readonly string[]> {
  const head = "    //- clinic/views.py\n    from django.db.models import F\n    from clinic.models import Patient\n";
  return messages(await workspaceOf(head + lines.map((line) => `    ${line}\n`).join("")));
}

describe("queries of encrypted fields", () => {
  it("are told of at the field, with their places", async () => {
    expect(await found('Patient.objects.filter(ssn="1")', 'Patient.objects.order_by("ssn")')).toEqual([
      "ssn: `ssn` is encrypted by EncryptedCharField. The code looks rows up by it, and ciphertext cannot be compared. " +
        "The code sorts by it, and ciphertext has no meaningful order. See clinic/views.py:3 (filter), clinic/views.py:4 (order_by).",
    ]);
  });

  it("are all right where they work", async () => {
    expect(
      await found(
        "Patient.objects.filter(ssn__isnull=True)",
        'Patient.objects.filter(email="a", notes__in=["b"])',
        'Patient.objects.values_list("ssn")',
        "print(Patient.objects.first().ssn)",
      ),
    ).toEqual([]);
  });

  it("are not where another comparison is asked for, or the class is not made for it", async () => {
    const fields = (await found('Patient.objects.filter(email__contains="a", notes__gt="b", phone="c")')).map(
      (text) => text.split(":")[0],
    );
    expect(fields).toEqual(["email", "notes", "phone"]);
  });

  it("are all right with None where the package takes it for no value", async () => {
    const files = parseFixture(`
    //- requirements.txt
    django-encrypted-model-fields
    //- clinic/models.py
    from django.db import models
    from encrypted_model_fields.fields import EncryptedCharField
    from fernet_fields import EncryptedEmailField

    class Patient(models.Model):
        ssn = EncryptedCharField(max_length=11, null=True)
        email = EncryptedEmailField(null=True)
    //- clinic/views.py
    from clinic.models import Patient
    Patient.objects.filter(ssn=None).exclude(ssn=None)
    Patient.objects.exclude(email=None)
`).files;
    const queried = messages(await readWorkspace(files)).filter((text) => text.includes("The code looks rows up"));
    expect(queried.map((text) => text.split(":")[0])).toEqual(["email"]);
  });

  it("are answered by a blind index beside a generated field", async () => {
    const models = MODELS.replace("phone =", 'ssn_index = BlindIndexField(source="ssn", unique=True)\n        phone =');
    const code = '    //- clinic/views.py\n    from clinic.models import Patient\n    Patient.objects.get(ssn="1")\n';
    expect(messages(await readWorkspace(parseFixture(models + code).files))).toEqual([]);
  });

  it("are not told of where only names tell whose field it is", async () => {
    expect(await found("def find(patients):", '    return patients.filter(ssn="1")')).toEqual([]);
  });

  it("count options of children, but the model's own only once, at the declaration", async () => {
    const workspace = await workspaceOf(`
    //- people/models.py
    from clinic.models import Patient
    class Person(Patient):
        class Meta:
            ordering = ["phone"]
    `);
    expect(messages(workspace).join()).toContain("See people/models.py:4 (Meta.ordering).");
    const own = await readWorkspace(
      parseFixture(`${MODELS}\n        class Meta:\n            ordering = ["phone"]\n`).files,
    );
    expect(messages(own)).toEqual([]);
    expect(own.known("clinic/models.py")!.findings.map(({ rule, field }) => `${rule} ${field}`)).toContain(
      "storage/encrypted-field-queried phone",
    );
  });

  it("are told apart from what keeps versions of it in plain text", async () => {
    const workspace = await workspaceOf(`
    //- clinic/apps.py
    from auditlog.registry import auditlog
    from clinic.models import Patient
    auditlog.register(Patient, exclude_fields=["email", "notes", "phone"])
    `);
    expect(messages(workspace)).toEqual([
      'ssn: `ssn` is encrypted, but `auditlog.register` at clinic/apps.py:3 writes each of its values into the log as a text: leave it out (`exclude_fields=["ssn"]`), and remove it from the log.',
    ]);
  });

  describe("are told apart from what the settings have logged", () => {
    const MODEL = `
    //- requirements.txt
    django-auditlog==3.4.1
    django-easy-audit==1.3.9
    //- manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    //- clinic/models.py
    from django.db import models
    from config.encrypted_fields.fields import EncryptedCharField

    class Patient(models.Model):
        ssn = EncryptedCharField(max_length=11)
    //- config/settings.py
    INSTALLED_APPS = ["auditlog", "easyaudit", "clinic"]
    `;
    const ALL = "AUDITLOG_INCLUDE_ALL_MODELS = True";
    const NOT_EASY = "DJANGO_EASY_AUDIT_WATCH_MODEL_EVENTS = False";

    async function logs(...settings: readonly string[]): Promise<string> {
      const source = MODEL + settings.map((line) => `${line}\n    `).join("");
      const told = messages(await readWorkspace(parseFixture(source).files));
      return told.map((text) => /django-[a-z-]+(?= writes each of its values)/.exec(text)?.[0]).join();
    }

    it.each([
      [["DJANGO_EASY_AUDIT_CRUD_EVENT_LIST_FILTER = []"], "django-easy-audit"],
      [[NOT_EASY], ""],
      [[ALL], "django-auditlog,django-easy-audit"],
      [[ALL, NOT_EASY], "django-auditlog"],
      [[ALL, NOT_EASY, 'AUDITLOG_EXCLUDE_TRACKING_MODELS = ("clinic.Patient",)'], ""],
      [[ALL, NOT_EASY, 'AUDITLOG_EXCLUDE_TRACKING_MODELS = ("clinic",)'], ""],
      [[ALL, NOT_EASY, 'AUDITLOG_EXCLUDE_TRACKING_MODELS = ("clinic.Visit", "shop")'], "django-auditlog"],
      [[ALL, NOT_EASY, 'AUDITLOG_EXCLUDE_TRACKING_FIELDS = ("ssn",)'], ""],
      [[ALL, NOT_EASY, 'AUDITLOG_MASK_TRACKING_FIELDS = ["ssn"]'], ""],
      [[ALL, NOT_EASY, "AUDITLOG_MASK_TRACKING_FIELDS = masked()"], ""],
      [[NOT_EASY, 'AUDITLOG_INCLUDE_TRACKING_MODELS = ("clinic.patient",)'], "django-auditlog"],
      [[NOT_EASY, 'AUDITLOG_INCLUDE_TRACKING_MODELS = [{"model": "clinic.Patient", "exclude_fields": ["ssn"]}]'], ""],
      [[NOT_EASY, 'AUDITLOG_INCLUDE_TRACKING_MODELS = [{"model": "clinic.Patient", "include_fields": ["pk"]}]'], ""],
      [['DJANGO_EASY_AUDIT_REGISTERED_CLASSES = ["clinic.visit"]'], ""],
      [['DJANGO_EASY_AUDIT_REGISTERED_CLASSES = ["clinic.patient"]'], "django-easy-audit"],
      [['DJANGO_EASY_AUDIT_UNREGISTERED_CLASSES_EXTRA = ["clinic.patient"]'], ""],
    ] as const)("%s: %s", async (settings, packages) => {
      expect(await logs(...settings)).toBe(packages);
    });
  });

  it("are not told twice where a model is registered with and without its admin", async () => {
    const workspace = await workspaceOf(`
    //- clinic/admin.py
    import reversion
    from reversion.admin import VersionAdmin
    from clinic.models import Patient
    reversion.register(Patient, exclude=["ssn", "email"])

    class PatientAdmin(VersionAdmin):
        model = Patient
    `);
    expect(messages(workspace)).toEqual([
      expect.stringMatching(/^notes: .*`reversion.register` at clinic\/admin.py:4 writes each/),
      expect.stringMatching(/^phone: .*`reversion.register` at clinic\/admin.py:4 writes each/),
    ]);
  });

  it("make a known defect a warning where they meet it", async () => {
    const severities = async (code: string): Promise<readonly string[]> => {
      const models = `
    //- clinic/models.py
    from django.db import models
    from fernet_fields import EncryptedTextField

    class Patient(models.Model):
        ssn = EncryptedTextField()
    //- requirements.txt
    django-fernet-fields-v2==0.9
    //- clinic/views.py
    from clinic.models import Patient
    ${code}
      `;
      const workspace = await readWorkspace(parseFixture(models).files);
      return workspace.usesFindings(workspace.known("clinic/models.py")!).map(({ severity }) => severity);
    };
    expect(await severities("Patient.objects.bulk_create([])")).toEqual(["information"]);
    expect(await severities('Patient.objects.bulk_update([], ["ssn"])')).toEqual(["warning"]);
  });

  it("are silenced at the field, and by the policy", async () => {
    const silenced = MODELS.replace(
      "        ssn =",
      "        # fieldguard: ignore[storage/encrypted-field-queried] goes with the next release\n        ssn =",
    );
    const code = '    //- clinic/views.py\n    from clinic.models import Patient\n    Patient.objects.get(ssn="1")\n';
    const policy = "    //- fieldguard.yml\n    rules:\n      storage/encrypted-field-queried: off\n";
    const workspace = await readWorkspace(parseFixture(silenced + code).files);
    expect(workspace.usesFindings(workspace.known("clinic/models.py")!)).toMatchObject([
      { suppressed: { by: "directive" } },
    ]);
    expect(messages(await readWorkspace(parseFixture(MODELS + code + policy).files))).toEqual([]);
  });

  it("come and go as they are counted, at the field wherever it stands", async () => {
    const workspace = await workspaceOf("    //- clinic/views.py\n    from clinic.models import Patient\n");
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    await workspace.openDocument(
      "clinic/views.py",
      1,
      'from clinic.models import Patient\nPatient.objects.get(ssn="1")\n',
    );
    expect(messages(workspace)).toEqual([]);
    await workspace.uses.refresh();
    expect(messages(workspace)).toHaveLength(1);
    expect(told).toContain("clinic/models.py");
    const text = `# moved\n${(await workspace.text("clinic/models.py"))!}`;
    await workspace.openDocument("clinic/models.py", 1, text);
    const [finding] = workspace.usesFindings((await workspace.analysis("clinic/models.py"))!);
    expect(text.slice(finding!.span.start, finding!.span.end)).toBe("ssn");
    await workspace.openDocument("clinic/views.py", 2, "");
    await workspace.uses.refresh();
    expect(messages(workspace)).toEqual([]);
  });

  it("are among what a scan finds", async () => {
    const code = '    //- clinic/views.py\n    from clinic.models import Patient\n    Patient.objects.get(ssn="1")\n';
    const workspace = await workspaceOf(code);
    const { files } = await scanReport(workspace, {
      version: "0",
      isCounted: () => true,
      isWanted: () => true,
      isWhole: false,
    });
    expect(files.flatMap(({ findings }) => findings.map(({ finding }) => finding.fingerprint))).toContain(
      "storage/encrypted-field-queried@clinic/models.py#Patient.ssn",
    );
  });
});
