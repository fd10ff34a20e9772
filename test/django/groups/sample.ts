import { fileURLToPath } from "node:url";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const SAMPLE = fileURLToPath(new URL("../../fixtures/shop", import.meta.url));

const FIELDS = [
  ...["national_id", "iban", "health_insurance_number"].map((field) => `Customer.${field}`),
  ...["allergies", "height_cm", "body_weight_kg"].map((field) => `Patient.${field}`),
  ...["salary", "disability"].map((field) => `Employee.${field}`),
  ...["api_key", "webhook_secret", "access_token"].map((field) => `Integration.${field}`),
];

/** The sample shop with rows in it, several fields of three apps encrypted in one call. */
export function sample(python: string, results: Results): void {
  const project = DjangoProject.copyOf(python, SAMPLE);
  mustSucceed(project.manage("migrate", "-v0"), "migrate, before the fix");
  mustSucceed(project.run(["sample_cells.py", "before"]), "writing rows before the fix");
  mustSucceed(project.fix(FIELDS), "the fix");
  results.attempt("sample: check, makemigrations and migrate", () => {
    mustSucceed(project.manage("check"), "check");
    project.migrate();
  });
  results.script("sample", project.run(["sample_cells.py", "after"]));
}
