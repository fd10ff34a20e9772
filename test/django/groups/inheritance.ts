import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { agreementOf, originsByDjango, originsByScan } from "../fieldOrigins.ts";
import { INHERITANCE_PROJECT, INHERITANCE_SETTINGS } from "../inheritanceProject.ts";
import type { Results } from "../results.ts";

/** Models have the fields that Django gives them, from the classes that Django takes them from. */
export function inheritance(python: string, results: Results): void {
  const project = new DjangoProject(python, INHERITANCE_PROJECT, { settings: INHERITANCE_SETTINGS });
  const django = project.run(["field_origins.py", "."]);
  mustSucceed(django, "field_origins.py");
  const scan = project.fieldguard("scan", "--inherited", "--all-fields", "--fail-on", "never", "--format", "json", ".");
  mustSucceed(scan, "scan");
  const { agreed, onlyDjango, onlyScan } = agreementOf(originsByDjango(django.output), originsByScan(scan.output));
  results.attempt(`inheritance: ${agreed} fields have the origin that Django gives them`, () => {
    const apart = [...onlyDjango.map((each) => `only Django: ${each}`), ...onlyScan.map((each) => `only we: ${each}`)];
    if (agreed < 80 || apart.length > 0) throw new Error(apart.join("\n"));
  });
}
