import { dedent } from "../../support/fixture.ts";
import { DjangoProject } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models
  from encrypted_fields.fields import EncryptedCharField, EncryptedIntegerField, EncryptedJSONField


  class Patient(models.Model):
      visits = EncryptedIntegerField()
      children = EncryptedIntegerField(null=True)
      answers = EncryptedJSONField(null=True)
      ssn = EncryptedCharField(max_length=11)
`)}\n`;

/** The defects of a package that is in use happen as they are told, and are told. */
export function packageDefects(python: string, results: Results): void {
  const project = new DjangoProject(
    python,
    { "vault/models.py": MODELS },
    { settings: 'SALT_KEY = "salt"\n', requirements: ["django-fernet-encrypted-fields==0.4.0"] },
  );
  project.migrate();
  results.script("package defects", project.run(["defect_cells.py"]));
  const { output } = project.fieldguard("scan", ".", "--format", "json");
  const { findings } = JSON.parse(output) as { findings: { rule: string; field: string; severity: string }[] };
  const told = findings.filter(({ rule }) => rule === "storage/defective-encryption");
  const expected = "visits: warning, children: information, answers: warning, ssn: information";
  const actual = told.map(({ field, severity }) => `${field.split(".")[1]!}: ${severity}`).join(", ");
  results.cell("package defects: a scan tells of them", actual === expected ? null : actual);
}
