import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject, mustSucceed } from "../djangoProject.ts";
import { type FieldType, fieldTypes, modelNameOf, modelsOf, samplesOf } from "../fieldTypes.ts";
import { cellsOf, type Results } from "../results.ts";
import { mustBeEncrypted } from "../rows.ts";

/**
 * What a search and replace would do, in the same project and against the same cells: shows that each of these can
 * fail, and why our fix is not that.
 */
export function naiveEdits(python: string, results: Results): void {
  const types = fieldTypes.filter(({ type }) =>
    ["CharField", "TextField", "IntegerField", "BooleanField", "DateField"].includes(type),
  );
  const silent = tryEdit(
    python,
    types,
    modelsOf(types, {
      imports: "from encrypted_fields import fields as encrypted\n",
      classOf: (type) => `encrypted.Encrypted${type}`,
    }),
  );
  const fails = (model: string, cell: string): void => {
    const found = silent.find(({ name }) => name.startsWith(`${model}: ${cell}`));
    results.cell(
      `naive edit: ${model} with the next best package does not pass “${cell}…”`,
      found === undefined ? "the cell did not run" : found.problem === null ? "it passed" : null,
    );
  };
  fails("CharRow", "New rows read back equal");
  fails("IntegerRow", "New rows read back equal");
  fails("BooleanRow", "New rows read back equal");
  fails("CharRow", "A value that passes full_clean");
  fails("CharRow", "A lookup that cannot work raises");
  fails("CharRow", "Under a wrong key reading raises");
  fails("CharRow", "What the database would have to compute");

  const binary = tryEdit(
    python,
    types,
    modelsOf(types, {
      imports: "from django_cryptography.fields import encrypt\n",
      wrap: (call) => `encrypt(${call})`,
    }),
  );
  for (const item of types) {
    const name = `${modelNameOf(item)}: Rows written before the fix`;
    const found = binary.find((cell) => cell.name.startsWith(name));
    results.cell(
      `naive edit: wrapped in place, ${name} cannot be read`,
      found?.problem ? null : "they can, or the cell did not run",
    );
  }
  plainAtRest(python, results);
  storedOtherwise(python, results);
}

/** The field classes that we write, and Django's own migration. */
function plainAtRest(python: string, results: Results): void {
  const types = fieldTypes.filter(({ type }) => type === "TextField");
  const files = { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types) };
  const project = new DjangoProject(python, files, { settings: OUR_SETTINGS });
  copyApp(project.folder);
  project.migrate();
  mustSucceed(project.run(["rows.py", "write"]), "writing rows");
  const imports = "from config.encrypted_fields import fields\n";
  project.write({ "vault/models.py": modelsOf(types, { imports, classOf: (type) => `fields.Encrypted${type}` }) });
  project.migrate();
  let isPlain = false;
  try {
    mustBeEncrypted(project);
  } catch {
    isPlain = true;
  }
  results.cell("naive edit: makemigrations and migrate alone leave rows in plain text", isPlain ? null : "they do not");
}

/** By the next package, with an option and a call that worked before. */
function storedOtherwise(python: string, results: Results): void {
  for (const [what, field, script, stored] of [
    [
      "a default of the database is replaced by the name of an object",
      'fernet_fields.EncryptedCharField(max_length=11, db_default="000")',
      "Patient.objects.create(); print(Patient.objects.get().ssn.split(' ')[0])",
      "<django.db.models.expressions.DatabaseDefault",
    ],
    [
      "bulk_update() stores the text of its SQL",
      "fernet_fields.EncryptedCharField(max_length=11)",
      'Patient.objects.bulk_update([Patient.objects.create(ssn="1")], ["ssn"]); print(Patient.objects.get().ssn[:10])',
      "CASE WHEN ",
    ],
    [
      "ciphertext is encrypted once more",
      "fernet_fields.EncryptedCharField(max_length=200)",
      'first = Patient.objects.create(ssn="1"); token = eval(raw(Patient, first.pk, "ssn")[0]).decode(); next = Patient.objects.create(ssn=token); print(Patient.objects.get(pk=next.pk).ssn == token)',
      "True",
    ],
  ] as const) {
    const models = `import ${field.split(".Enc")[0]!}\nfrom django.db import models\n\n\nclass Patient(models.Model):\n    ssn = ${field}\n`;
    const project = new DjangoProject(python, { "vault/models.py": models }, { settings: 'SALT_KEY = "salt"\n' });
    project.migrate();
    const { output } = project.run(["-c", `from harness import *; from vault.models import Patient; ${script}`]);
    results.cell(`naive edit: ${what}`, output === `${stored}\n` ? null : output);
  }
}

function tryEdit(python: string, types: readonly FieldType[], edited: string): ReturnType<typeof cellsOf> {
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types) },
    { settings: 'SALT_KEY = "salt"\n' },
  );
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  project.write({ "vault/models.py": edited });
  project.migrate();
  return cellsOf(project.run(["cells.py", "after"]));
}

const OUR_SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;
