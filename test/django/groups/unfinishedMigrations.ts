import { dedent } from "../../support/fixture.ts";
import { DjangoProject, MIGRATE, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const PLAIN = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      name = models.CharField(max_length=18)
      # fieldguard: category=user.government_id
      ssn = models.CharField(max_length=18, default="")
`)}\n`;

/** Of two branches, both written after the first migration. */
const BRANCH = `${dedent(`
  from django.db import migrations


  class Migration(migrations.Migration):
      dependencies = [("vault", "0001_initial")]
      operations = []
`)}\n`;

const MAKE = ["manage.py", "makemigrations", "--no-input", "-v0"];
const WRITE = script('Patient.objects.create(ssn="078-05-1120")');
const READ = script('print(Patient.objects.get().ssn, raw(Patient, 1, "ssn")[0][:5])');

/** Migrations that are to be merged, or have not been made yet. */
export function unfinishedMigrations(python: string, results: Results): void {
  twoEnds(python, results);
  notMade(python, results);
}

function twoEnds(python: string, results: Results): void {
  const project = new DjangoProject(python, { "vault/models.py": PLAIN, "write.py": WRITE, "read.py": READ });
  project.migrate();
  project.mustRun(["write.py"]);
  const naive = DjangoProject.copyOf(python, project.folder);
  mustSucceed(naive.fix(["Patient.ssn"]), "the fix");
  naive.write({ "vault/migrations/0002_branch.py": BRANCH });
  results.attempt("naive migration: beside that of another branch it cannot be applied", () => {
    const { code, output } = naive.run(MIGRATE);
    if (code === 0 || !output.includes("multiple leaf nodes")) throw new Error(output);
  });

  project.write({ "vault/migrations/0002_branch.py": BRANCH, "vault/migrations/0002_other.py": BRANCH });
  results.attempt("unfinished migrations: with two ends the field is not encrypted, and both are named", () => {
    const { code, output } = project.fix(["Patient.ssn"]);
    const said = "end in `0002_branch` and `0002_other`: merge them first";
    if (code !== 2 || !output.includes(said)) throw new Error(output);
    if (project.read("vault/models.py") !== PLAIN) throw new Error("the file changed");
  });
  results.attempt("unfinished migrations: once they are merged, it is, and its values are equal", () => {
    project.mustRun([...MAKE, "--merge"]);
    mustSucceed(project.fix(["Patient.ssn"]), "the fix");
    const [value, stored] = project.mustRun(MIGRATE, ["read.py"]).trim().split(" ");
    if (value !== "078-05-1120" || stored !== "gAAAA") throw new Error(`${value} ${stored}`);
  });
}

/** A field that the models have, and no migration yet. */
function notMade(python: string, results: Results): void {
  const before = PLAIN.replace(/ {4}# fieldguard[^]*/, "");
  const make = (): DjangoProject => {
    const project = new DjangoProject(python, { "vault/models.py": before, "write.py": WRITE, "read.py": READ });
    project.migrate();
    project.write({ "vault/models.py": PLAIN });
    return project;
  };
  const naive = make();
  naive.write({
    "vault/migrations/0002_rename.py": BRANCH.replace("[]", '[migrations.RenameField("patient", "ssn", "ssn_plain")]'),
  });
  results.attempt("naive migration: of a field that no migration has made it cannot be applied", () => {
    const { code, output } = naive.run(MIGRATE);
    if (code === 0 || !output.includes("has no field named 'ssn'")) throw new Error(output);
  });

  const project = make();
  results.attempt(
    "unfinished migrations: a field that has no migration yet gets one that encrypts from the start",
    () => {
      mustSucceed(project.fix(["Patient.ssn"]), "the fix");
      project.migrate();
      const [value, stored] = project.mustRun(["write.py"], ["read.py"]).trim().split(" ");
      if (value !== "078-05-1120" || stored !== "gAAAA") throw new Error(`${value} ${stored}`);
    },
  );
}

function script(line: string): string {
  return `from harness import *\nfrom vault.models import Patient\n\n${line}\n`;
}
