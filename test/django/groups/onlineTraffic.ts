import { mustSucceed } from "../djangoProject.ts";
import { OnlineProject, stages } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

/** The same way, while processes of the releases write. */
export function onlineTraffic(place: Place, results: Results): void {
  const project = new OnlineProject(place);
  mustSucceed(project.manage(stages[0]!, "migrate", "-v0"), "migrate");
  results.script(`online, ${place.name}`, project.run(stages[0]!, "online_traffic.py"));
}
