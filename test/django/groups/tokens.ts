import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const GENERATED = fileURLToPath(new URL("../../../server/src/engine/protection/generated/", import.meta.url));

const MODELS = `${dedent(`
  from django.db import models

  from config.encrypted_fields.token_fields import TokenField


  class Holder(models.Model):
      number = TokenField(kind="national_id", max_length=11, unique=True, null=True, blank=True)
      card = TokenField(kind="card", max_length=60, default="", blank=True, db_index=True)
      count = models.IntegerField(default=0)
`)}\n`;

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;

/** The table of tokens and its field on their own, as they are written into a project. */
export function tokens({ name, python, database }: Place, results: Results): void {
  const group = `tokens, ${name}`;
  const project = new DjangoProject(python, { "vault/models.py": MODELS }, { database, settings: SETTINGS });
  for (const folder of ["encrypted_fields", "token_table"]) {
    cpSync(join(GENERATED, folder), join(project.folder, "config/encrypted_fields"), { recursive: true });
  }
  project.migrate();
  results.attempt(`${group}: \`check\` has nothing to say`, () => {
    mustSucceed(project.manage("check", "--fail-level", "WARNING"), "check");
  });
  results.script(group, project.run(["token_cells.py"]));
  results.attempt(`${group}: the tests that come with the app pass`, () => {
    mustSucceed(project.manage("test", "config.encrypted_fields"), "test");
  });
}
