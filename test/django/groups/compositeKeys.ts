import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
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
  const cells = (project: DjangoProject, title: string, ...args: readonly string[]): void => {
    results.script(`${group}: ${title}`, project.run(["composite_cells.py", ...args]));
  };
  const written = (): DjangoProject => {
    const project = new DjangoProject(python, { "vault/models.py": MODELS }, { database });
    project.migrate();
    mustSucceed(project.run(["composite_cells.py", "write"]), "writing rows");
    return project;
  };

  const project = written();
  results.attempt(`${group}: what is part of the key is not encrypted`, () => {
    const { code, output } = project.fix(["Passport.number"]);
    if (code !== 2 || !output.includes("part of the primary key")) throw new Error(output);
  });
  mustSucceed(project.fix(["Holding.account"]), "the fix");
  mustSucceed(project.manage("migrate", "-v0"), "migrate");
  cells(project, "the single-file migration", "values", "ciphertext");
  cells(project, "`reencrypt`", "another_key", "values", "ciphertext");
  mustSucceed(project.manage("migrate", "-v0", "vault", "0001"), "migrate back");
  project.write({ "vault/models.py": MODELS });
  cells(project, "back again", "values", "plain");

  const online = written();
  for (const step of ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")]) {
    mustSucceed(online.applyFix(step, ["Holding.account"]), step);
    mustSucceed(online.manage("migrate", "-v0"), `migrate after ${step}`);
    cells(online, `while the project runs, ${step}`, "values");
  }
  cells(online, "while the project runs, at the end", "ciphertext");
}
