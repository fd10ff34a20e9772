import { CHECKS, DjangoProject, MIGRATE, mustSucceed } from "../djangoProject.ts";
import { fieldTypes, modelsOf, policyOf, samplesOf, selectorsOf } from "../fieldTypes.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";
import { mustBeEncrypted, mustReadAs, READ } from "../rows.ts";

/** Every class for which there is an encrypted one, with rows from before the fix. */
export function everyFieldType({ name, python, database }: Place, results: Results): void {
  const group = `every field type, ${name}`;
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
  const before = project.mustRun(["cells.py", "before"], READ);
  mustSucceed(project.fix(selectorsOf(fieldTypes)), "the fix");
  const encrypted = project.read("vault/models.py");
  results.attempt(`${group}: \`manage.py check\` and \`makemigrations --check\` have nothing to say`, () => {
    project.mustRun(...CHECKS);
  });
  const mustMigrate = (): void => {
    mustReadAs(project, before, MIGRATE);
    mustBeEncrypted(project);
  };
  results.attempt(`${group}: migrates; all values are equal, and none is plain`, mustMigrate);
  results.attempt(`${group}: migrates back; all values are equal, as the plain models read them`, () => {
    project.write({ "vault/models.py": modelsOf(fieldTypes) });
    mustReadAs(project, before, [...MIGRATE, "vault", "0001"]);
    project.write({ "vault/models.py": encrypted });
  });
  results.attempt(`${group}: migrates once more; all values are equal, and none is plain`, mustMigrate);
  results.script(group, project.run(["cells.py", "after"]));
}
