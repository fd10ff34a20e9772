import { CHECKS, inOneProcess, MIGRATE, mustSucceed } from "../djangoProject.ts";
import { OnlineProject } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import { cellsOf, type Results } from "../results.ts";

/** A field is encrypted while the project runs, release by release; in each, every way of writing it is tried. */
export function online(place: Place, results: Results): void {
  const project = new OnlineProject(place);
  const { stages } = project;
  for (const stage of stages) {
    const title = `online, ${place.name}, ${stage}`;
    const goesOn = results.attempt(`${title}: migrates, and the models are what its migrations make`, () => {
      mustSucceed(project.run(stage, ...inOneProcess(...CHECKS, MIGRATE)), "check, makemigrations --check, migrate");
    });
    if (!goesOn) return;
    if (stage !== stages[0]) results.script(title, project.run(stage, "online_cells.py"));
  }
  if (place.database.name === "SQLite") naiveCopies(place, results);
}

/** Shows that the cells can fail. */
function naiveCopies(place: Place, results: Results): void {
  const fails = (
    stage: string,
    cells: readonly string[],
    what: string,
    edit: readonly [string, string, string],
  ): void => {
    const project = new OnlineProject(place);
    project.edit(...edit);
    const found = cellsOf(project.run(stage, ...inOneProcess(MIGRATE, ["online_cells.py"])));
    for (const cell of cells) {
      const problem = found.find(({ name }) => name.startsWith(cell))?.problem;
      results.cell(`online: ${what}, “${cell}…” fails`, problem ? null : "it passed, or did not run");
    }
  };
  fails(
    "1_expand",
    [
      "save(update_fields=…)",
      "update() writes",
      "bulk_create() and bulk_update()",
      "bulk_create(update_conflicts=True)",
    ],
    "with a copy that is written by pre_save alone",
    ["config/encrypted_fields/copies.py", "_write_followers(self.source, compiler.query)", "pass"],
  );
  fails("1_expand", ["loaddata writes"], "with a copy that has a value of its own", [
    "config/encrypted_fields/copies.py",
    "return DeferredAttribute if self.follows is None else FollowerAttribute",
    "return DeferredAttribute",
  ]);
  fails(
    "3_switch",
    ["What a process that knows the plain column alone writes"],
    "when the encrypted column alone is read",
    [
      "config/encrypted_fields/fields.py",
      "if self.plain_copy is None:\n            return super().get_col",
      "if True:\n            return super().get_col",
    ],
  );
}
