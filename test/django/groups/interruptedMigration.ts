import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { fieldTypes, modelsOf, policyOf, samplesOf } from "../fieldTypes.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

/**
 * The migration of `encrypt`, killed after each change of a table: the next run ends what was begun, and no value is lost. Of a
 * TextField the column looks the same before and after.
 */
export function interruptedMigration({ name, python, database }: Place, results: Results): void {
  const types = fieldTypes.filter(({ type }) => type === "TextField");
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types), "fieldguard.yml": policyOf(types) },
    { database },
  );
  project.migrate();
  mustSucceed(project.run(["rows.py", "write"]), "writing rows");
  mustSucceed(project.fix(["TextRow.value"]), "the fix");
  results.script(`interrupted migration, ${name}`, project.run(["rows.py", "killed"]));
}
