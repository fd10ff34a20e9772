import { mustSucceed } from "../djangoProject.ts";
import { indexReleases } from "../indexReleases.ts";
import { OnlineProject } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

/** The same way, while processes of the releases write; and with a blind index, in releases as the fixes plan them. */
export function onlineTraffic(place: Place, results: Results): void {
  for (const [script, project] of [
    ["online_traffic.py", new OnlineProject(place)],
    ["index_traffic.py", new OnlineProject(place, indexReleases(place.python))],
  ] as const) {
    mustSucceed(project.manage("0_before", "migrate", "-v0"), "migrate");
    const what = script === "index_traffic.py" ? "a blind index over several releases" : "online";
    results.script(`${what}, ${place.name}`, project.run("0_before", script));
  }
}
