import { mustSucceed } from "../djangoProject.ts";
import { OnlineProject, stages } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

/** A field is encrypted while the project runs, release by release; in each, every way of writing it is tried. */
export function online(place: Place, results: Results): void {
  const project = new OnlineProject(place);
  for (const stage of stages) {
    const title = `online, ${place.name}, ${stage}`;
    const goesOn = results.attempt(`${title}: migrates, and the models are what its migrations make`, () => {
      for (const args of [
        ["check", "--fail-level", "WARNING"],
        ["makemigrations", "--check", "--dry-run"],
        ["migrate", "-v0"],
      ]) {
        mustSucceed(project.manage(stage, ...args), args.join(" "));
      }
    });
    if (!goesOn) return;
    if (stage !== stages[0]) results.script(title, project.run(stage, "online_cells.py"));
  }
}
