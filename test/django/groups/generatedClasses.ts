import { readFileSync } from "node:fs";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const MODULE = new URL("../../../server/src/engine/protection/generated/encrypted_fields.py", import.meta.url);

const MODELS = dedent(`
  from django.db import models

  from .encrypted_fields import EncryptedCharField, EncryptedIntegerField, EncryptedTextField


  class Holder(models.Model):
      note = EncryptedTextField()
      code = EncryptedCharField(max_length=5, blank=True)
      count = EncryptedIntegerField(null=True, blank=True)
`);

/** The module of field classes on its own, as it is written into a project. */
export function generatedClasses({ name, python, database }: Place, results: Results): void {
  const project = new DjangoProject(
    python,
    { "vault/models.py": MODELS, "vault/encrypted_fields.py": readFileSync(MODULE, "utf8") },
    { database, settings: 'import os\nFIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")\n' },
  );
  mustSucceed(project.manage("makemigrations", "vault", "-v0"), "makemigrations");
  results.script(`generated classes, ${name}`, project.run(["helper_cells.py"]));
}
