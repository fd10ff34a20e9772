import { join } from "node:path";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { agreementOf, type FieldOrigin, originsByDjango, originsByScan } from "../fieldOrigins.ts";
import { INHERITANCE_PROJECT, INHERITANCE_SETTINGS, TWO_PROJECTS } from "../inheritanceProject.ts";
import type { Results } from "../results.ts";

/** Models have the fields that Django gives them, from the classes that Django takes them from. */
export function inheritance(python: string, results: Results): void {
  const project = new DjangoProject(python, INHERITANCE_PROJECT, { settings: INHERITANCE_SETTINGS });
  compare("one project", 80, originsByDjangoIn(project), project, results);
  const two = new DjangoProject(python, TWO_PROJECTS);
  const inBoth = ["one", "two"].flatMap((name) => [
    ...originsByDjangoIn(two, { PYTHONPATH: join(two.folder, name), DJANGO_SETTINGS_MODULE: "project.settings" }),
  ]);
  compare("two projects", 15, new Set(inBoth), two, results);
}

function originsByDjangoIn(
  project: DjangoProject,
  environment: Readonly<Record<string, string>> = {},
): ReadonlySet<FieldOrigin> {
  const django = project.run(["field_origins.py", "."], environment);
  mustSucceed(django, "field_origins.py");
  return originsByDjango(django.output);
}

function compare(
  name: string,
  atLeast: number,
  byDjango: ReadonlySet<FieldOrigin>,
  project: DjangoProject,
  results: Results,
): void {
  const scan = project.fieldguard("scan", "--inherited", "--all-fields", "--fail-on", "never", "--format", "json", ".");
  mustSucceed(scan, "scan");
  const { agreed, onlyDjango, onlyScan } = agreementOf(byDjango, originsByScan(scan.output));
  results.attempt(`inheritance: ${agreed} fields of ${name} have the origin that Django gives them`, () => {
    const apart = [...onlyDjango.map((each) => `only Django: ${each}`), ...onlyScan.map((each) => `only we: ${each}`)];
    if (agreed < atLeast || apart.length > 0) throw new Error(apart.join("\n"));
  });
}
