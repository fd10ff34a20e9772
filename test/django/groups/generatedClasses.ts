import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const MODELS = dedent(`
  from django.db import models

  from config.encrypted_fields.fields import EncryptedCharField, EncryptedIntegerField, EncryptedTextField


  class Holder(models.Model):
      note = EncryptedTextField()
      code = EncryptedCharField(max_length=5, blank=True)
      count = EncryptedIntegerField(null=True, blank=True)
`);

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;

/** The app of field classes on its own, as it is written into a project. */
export function generatedClasses({ name, python, database }: Place, results: Results): void {
  const project = new DjangoProject(python, { "vault/models.py": MODELS }, { database, settings: SETTINGS });
  copyApp(project.folder);
  mustSucceed(project.manage("makemigrations", "vault", "-v0"), "makemigrations");
  results.script(`generated classes, ${name}`, project.run(["helper_cells.py"]));
}
