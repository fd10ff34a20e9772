import { dedent } from "../../support/fixture.ts";
import { DjangoProject, inOneProcess, MIGRATE, mustSucceed, type Step } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Holding(models.Model):
      pk = models.CompositePrimaryKey("tenant", "number")
      tenant = models.IntegerField()
      number = models.IntegerField()
      # fieldguard: category=user.government_id
      account = models.CharField(max_length=34)


  class Passport(models.Model):
      pk = models.CompositePrimaryKey("tenant", "number")
      tenant = models.IntegerField()
      # fieldguard: category=user.government_id
      number = models.CharField(max_length=34)
`)}\n`;

/** Rows whose primary key is made of several columns (Django 5.2 and newer). */
export function compositeKeys({ name, version, python, database }: Place, results: Results): void {
  if (version === "4.2") return;
  const group = `composite keys, ${name}`;
  const cells = (project: DjangoProject, title: string, asked: readonly string[], ...before: readonly Step[]): void => {
    results.script(`${group}: ${title}`, project.run(inOneProcess(...before, ["composite_cells.py", ...asked])));
  };
  const written = (): DjangoProject => {
    const project = new DjangoProject(python, { "vault/models.py": MODELS }, { database });
    project.migrate();
    project.mustRun(["composite_cells.py", "write"]);
    return project;
  };

  const project = written();
  results.attempt(`${group}: what is part of the key is not encrypted`, () => {
    const { code, output } = project.fix(["Passport.number"]);
    if (code !== 2 || !output.includes("part of the primary key")) throw new Error(output);
  });
  mustSucceed(project.fix(["Holding.account"]), "the fix");
  cells(project, "the single-file migration", ["values", "ciphertext"], MIGRATE);
  cells(project, "`reencrypt`", ["another_key", "values", "ciphertext"]);
  project.write({ "vault/models.py": MODELS });
  cells(project, "back again", ["values", "plain"], [...MIGRATE, "vault", "0001"]);

  const online = written();
  for (const step of ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")]) {
    mustSucceed(online.applyFix(step, ["Holding.account"]), step);
    cells(online, `while the project runs, ${step}`, ["values"], MIGRATE);
  }
  cells(online, "while the project runs, at the end", ["ciphertext"]);
}
