import { dedent } from "../../support/fixture.ts";
import { DjangoProject, KEY, mustSucceed } from "../djangoProject.ts";
import { cellsOf, type Results } from "../results.ts";
import { MAKE_KEYSET } from "./otherProviders.ts";

interface PackageWithKey {
  readonly requirement: string;
  readonly setting: string;
  /** As a project writes it that gives local runs a key of their own; the variable is TRIED_KEY. */
  readonly lines: string;
  /** The field, as somebody writes it who does not look at the settings; null where the package does without the setting. */
  readonly naive: { readonly module: string; readonly name: string } | null;
}

const PACKAGES: readonly PackageWithKey[] = [
  {
    requirement: "django-fernet-encrypted-fields==0.4.0",
    setting: "SALT_KEY",
    lines: 'SALT_KEY = os.environ.get("TRIED_KEY", "salt")',
    naive: { module: "encrypted_fields.fields", name: "EncryptedCharField" },
  },
  {
    requirement: "django-secured-fields==0.5.2",
    setting: "SECURED_FIELDS_KEY",
    lines: `SECURED_FIELDS_KEY = os.environ.get("TRIED_KEY", "${KEY}")`,
    naive: { module: "secured_fields", name: "EncryptedCharField" },
  },
  {
    requirement: "django-cryptography-django5==2.2",
    setting: "CRYPTOGRAPHY_KEY",
    lines: 'CRYPTOGRAPHY_KEY = os.environ.get("TRIED_KEY", "a key")',
    naive: null,
  },
  {
    requirement: "django-tink-fields==0.5.0",
    setting: "TINK_FIELDS_CONFIG",
    lines: 'TINK_FIELDS_CONFIG = {"default": {"cleartext": True, "path": os.environ.get("TRIED_KEY", "keyset.json")}}',
    naive: { module: "tink_fields", name: "EncryptedCharField" },
  },
];

const MODELS = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      national_id = models.CharField(max_length=18)
`)}\n`;

const TESTS = `${dedent(`
  from django.test import TestCase

  from .models import Patient


  class PatientTest(TestCase):
      def test_reads_what_it_wrote(self):
          Patient.objects.create(national_id="1234")
          self.assertEqual(Patient.objects.get().national_id, "1234")
`)}\n`;

const STATIC =
  'import os\nINSTALLED_APPS += ["django.contrib.staticfiles"]\nSTATIC_URL = "static/"\nSTATIC_ROOT = "collected"\n';

const KEPT = ["config/settings.py", "requirements.txt"];

/** A project with a package gets no new variable, and no field that its settings have no key for. */
export function packageKeys(python: string, results: Results): void {
  for (const { requirement, setting, lines, naive } of PACKAGES) {
    const name = requirement.split("==")[0]!;
    const project = new DjangoProject(
      python,
      { "vault/models.py": MODELS, "vault/tests.py": TESTS, "make_keyset.py": MAKE_KEYSET },
      { requirements: [requirement], settings: STATIC },
    );
    mustSucceed(project.manage("makemigrations", "-v0"), "makemigrations");
    if (naive) withoutSetting(project, name, setting, naive, results);
    if (name === "django-tink-fields") mustSucceed(project.run(["make_keyset.py"]), "making a keyset");
    project.write({ "config/settings.py": `${project.read("config/settings.py")}${lines}\n` });
    const before = KEPT.map((path) => project.read(path));
    mustSucceed(project.fix(["Patient.national_id"]), "the fix");
    results.attempt(`${name}: the fix asks for no new variable, and leaves settings and requirements alone`, () => {
      if (KEPT.some((path, index) => project.read(path) !== before[index])) throw new Error("they changed");
    });
    const commands = ["check", "test", "collectstatic"];
    for (const cell of cellsOf(project.run(["key_settings_cells.py", "TRIED_KEY", "absent", ...commands]))) {
      results.cell(`${name}: ${cell.name} works on a clone where its variable is absent`, cell.problem);
    }
  }
}

function withoutSetting(
  project: DjangoProject,
  name: string,
  setting: string,
  naive: { readonly module: string; readonly name: string },
  results: Results,
): void {
  const models = project.read("vault/models.py");
  const changed = models
    .replace("models.CharField", naive.name)
    .replace("import models\n", `import models\nfrom ${naive.module} import ${naive.name}\n`);
  project.write({ "vault/models.py": changed });
  const { code, output } = project.manage("test", "vault");
  project.write({ "vault/models.py": models });
  results.cell(
    `naive package: tests fail where the settings have no ${setting}`,
    code !== 0 && /FAILED|Error/.test(output) ? null : output,
  );
  results.attempt(`${name}: without ${setting} it is not offered, and that is named`, () => {
    const refused = project.fix(["Patient.national_id"]);
    if (refused.code !== 2 || !refused.output.includes(`has no \`${setting}\``)) throw new Error(refused.output);
    if (project.read("vault/models.py") !== models) throw new Error("the file changed");
  });
}
