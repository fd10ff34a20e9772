import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dedent } from "../../support/fixture.ts";
import { CHECKS, DjangoProject, MIGRATE, mustSucceed, type Step } from "../djangoProject.ts";
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

/** What is stored before the fix, behind a manager that hides half of it. */
const PLAIN_MODELS = `${dedent(`
  from django.db import models


  class Present(models.Manager):
      use_in_migrations = True

      def get_queryset(self):
          return super().get_queryset().filter(deleted=False)


  class Payment(models.Model):
      card_number = models.CharField("card number", max_length=60, null=True, blank=True, unique=True, db_column="PAN")
      deleted = models.BooleanField(default=False)

      objects = Present()

      class Meta:
          base_manager_name = "objects"
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
    project.mustRun(...CHECKS);
  });
  results.script(group, project.run(["token_cells.py"]));
  results.attempt(`${group}: the tests that come with the app pass`, () => {
    mustSucceed(project.manage("test", "config.encrypted_fields"), "test");
  });
  ofFix(group, new DjangoProject(python, { "vault/models.py": PLAIN_MODELS }, { database }), results);
}

/** `RandomCharField`, for which django-extensions has to be there. */
export function randomFields(python: string, results: Results): void {
  const models = `${dedent(`
    from django.db import models
    from django_extensions.db.fields import RandomCharField


    class Payment(models.Model):
        national_id = RandomCharField("number", length=12, unique=True, include_punctuation=True)
        deleted = models.BooleanField(default=False)
  `)}\n`;
  const project = new DjangoProject(python, { "vault/models.py": models });
  ofFix("random fields", project, results);
  project.write({ "vault/models.py": models });
  const { output } = project.run(["-c", GIVEN]);
  results.cell(
    "naive token: RandomCharField throws the value away that it is given",
    output === "False\n" ? null : output,
  );
}

const GIVEN = dedent(`
  from harness import *
  from vault.models import Payment
  print(Payment.objects.create(national_id="078-05-1120").national_id == "078-05-1120")
`);

/** The fix, by the built command line, and its migration: there, back and there again. */
function ofFix(group: string, project: DjangoProject, results: Results): void {
  const rows = (action: string): Step => ["token_rows.py", action];
  const back: Step = [...MIGRATE, "vault", "0001"];
  const mustEqual = (actual: string, expected: string): void => {
    if (actual !== expected) throw new Error(`${actual.slice(0, 500)} instead of ${expected.slice(0, 500)}`);
  };
  project.migrate();
  const before = project.mustRun(rows("write"), rows("read"));
  const plain = project.read("vault/models.py");
  const field = plain.includes("RandomCharField") ? "Payment.national_id" : "Payment.card_number";
  const goesOn = results.attempt(`${group}: the fix is applied, \`check\` and \`makemigrations --check\` agree`, () => {
    mustSucceed(project.fieldguard("fix", "--select", field, "--fix", "tokenize", "--write", "."), "the fix");
    project.mustRun(...CHECKS);
  });
  if (!goesOn) return;
  const tokens = project.read("vault/models.py");
  const mustHoldTokens = (...steps: readonly Step[]): void => {
    mustEqual(project.mustRun(...steps, MIGRATE, rows("read")), before);
    mustEqual(project.mustRun(rows("raw")), "tokens\n");
  };
  results.attempt(`${group}: the migration leaves no value in the column, hidden rows included`, () => {
    mustHoldTokens();
  });
  results.attempt(`${group}: what is stored then is found by its value and revealed`, () => {
    mustEqual(project.mustRun(rows("store")), "found and revealed\n");
  });
  results.attempt(`${group}: back again, all rows are plain and equal`, () => {
    project.write({ "vault/models.py": plain });
    mustEqual(project.mustRun(back, rows("read")), before);
    project.write({ "vault/models.py": tokens });
  });
  results.attempt(`${group}: and forward once more`, () => {
    mustHoldTokens();
  });
  results.attempt(`${group}: a migration that was interrupted after some rows ends well when it is run again`, () => {
    mustHoldTokens(back, rows("interrupt"));
  });
  results.attempt(`${group}: a second run of the fix has nothing to do`, () => {
    const { code } = project.fieldguard("fix", "--select", field, "--fix", "tokenize", "--write", ".");
    if (code !== 2) throw new Error(`it ended with ${code}`);
    mustEqual(project.read("vault/models.py"), tokens);
  });
}
