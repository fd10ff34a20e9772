import { CHECKS, DjangoProject, MIGRATE, mustSucceed } from "../djangoProject.ts";
import { fieldTypes as all, modelsOf, policyOf, samplesOf, selectorsOf } from "../fieldTypes.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";
import { mustBeEncrypted, mustReadAs, READ, WRITE } from "../rows.ts";

/** The fixes in the order in which they are taken; the last one four times. */
const STEPS = ["encrypt-expand", "encrypt-backfill", ...Array<string>(4).fill("encrypt-contract")];

/** Those that differ in what their options are, and in what databases make of them. */
const TYPES = ["BooleanField", "CharField", "DateTimeField", "DecimalField", "JSONField", "SlugField"];

/**
 * Fields that are encrypted over several releases as the fixes plan them, with rows from before. How
 * processes of several releases get along is the group `online`.
 */
export function plannedReleases({ name, python, database }: Place, results: Results): void {
  const fieldTypes = all.filter(({ type }) => TYPES.includes(type));
  const group = `planned releases, ${name}`;
  const fields = selectorsOf(fieldTypes);
  const project = new DjangoProject(
    python,
    {
      "vault/models.py": modelsOf(fieldTypes),
      "samples.py": samplesOf(fieldTypes),
      "fieldguard.yml": policyOf(fieldTypes),
    },
    { database },
  );
  project.migrate();
  const before = project.mustRun(WRITE, READ);
  for (const [index, step] of STEPS.entries()) {
    const title = `${group}: ${step}${index > 2 ? ` (${index - 1})` : ""}`;
    const isDone = results.attempt(`${title} is planned, applied and migrated; all values are equal`, () => {
      mustSucceed(project.applyFix(step, fields), "the fix");
      mustReadAs(project, before, ...CHECKS, MIGRATE);
    });
    if (!isDone) return;
  }
  results.attempt(`${group}: nothing is left to do, and no column is plain`, () => {
    const { code, output } = project.applyFix("encrypt-contract", fields.slice(0, 1));
    if (code !== 2 || !output.includes("has nothing to do")) throw new Error(output);
    mustBeEncrypted(project);
  });
  // It makes tables anew of what the models know: of two columns of a table that no model knows any more, one is gone on the way back.
  if (database.name === "SQLite") return;
  results.attempt(`${group}: all migrations back, all values are equal, as the plain models read them`, () => {
    project.write({ "vault/models.py": modelsOf(fieldTypes) });
    mustReadAs(project, before, [...MIGRATE, "vault", "0001"]);
  });
}
