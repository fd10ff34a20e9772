import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { fieldTypes, modelsOf, policyOf, samplesOf, selectorsOf } from "../fieldTypes.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

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
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  mustSucceed(project.fix(selectorsOf(fieldTypes)), "the fix");
  results.attempt(`${group}: \`manage.py check\` has nothing to say`, () => {
    mustSucceed(project.manage("check", "--fail-level", "WARNING"), "check");
  });
  results.attempt(`${group}: migrations are made, run, and complete`, () => {
    project.migrate();
  });
  results.script(group, project.run(["cells.py", "after"]));
}
