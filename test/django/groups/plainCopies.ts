import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject } from "../djangoProject.ts";
import { fieldTypes, samplesOf } from "../fieldTypes.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;

/** What a database makes of each kind of plain column when it is read in place of the encrypted one. */
export function plainCopies({ name, python, database }: Place, results: Results): void {
  const files = { "vault/models.py": "", "samples.py": samplesOf(fieldTypes) };
  const project = new DjangoProject(python, files, { database, settings: SETTINGS });
  copyApp(project.folder);
  results.script(`plain copies, ${name}`, project.run(["copy_cells.py"]));
}
