import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.contrib.auth.models import AbstractBaseUser
  from django.db import models


  class Person(AbstractBaseUser):
      # fieldguard: category=user.government_id
      badge = models.CharField(max_length=20, unique=True)

      USERNAME_FIELD = "badge"


  class Clinic(models.Model):
      # fieldguard: category=user.government_id
      number = models.CharField(max_length=20, unique=True)


  class Card(models.Model):
      # fieldguard: category=user.government_id
      number = models.CharField(max_length=20, primary_key=True)


  class Visit(models.Model):
      clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, to_field="number")
`)}\n`;

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
  AUTH_USER_MODEL = "vault.Person"
`)}\n`;

/** Fields that other rows, or whoever logs in, are found by. */
const FIELDS: Readonly<Record<string, string>> = {
  "Person.badge": "auth.E003",
  "Clinic.number": "fields.E311",
  "Card.number": "cannot have primary_key",
};

export function referencedFields(python: string, results: Results): void {
  const naive = new DjangoProject(python, { "vault/models.py": MODELS }, { settings: SETTINGS });
  copyApp(naive.folder);
  const encrypted = MODELS.replaceAll("models.CharField", "fields.EncryptedCharField").replace(
    "import models\n\n",
    "import models\n\nfrom config.encrypted_fields import fields\n",
  );
  const project = new DjangoProject(python, { "vault/models.py": MODELS });
  // What is unique is refused when the class is read: somebody would leave that out.
  const withKey = encrypted.replaceAll(", unique=True", "");
  for (const [field, error] of Object.entries(FIELDS)) {
    naive.write({ "vault/models.py": field === "Card.number" ? withKey : withKey.replace(", primary_key=True", "") });
    const { code, output } = naive.manage("check");
    results.cell(`naive edit: ${field} fails with ${error}`, code !== 0 && output.includes(error) ? null : output);
    for (const fix of ["encrypt", "encrypt-blind-index"]) {
      results.attempt(`referenced fields: ${field}: ${fix} is not offered`, () => {
        const outcome = project.applyFix(fix, [field]);
        if (outcome.code !== 2 || project.read("vault/models.py") !== MODELS) throw new Error(outcome.output);
      });
    }
  }
}
