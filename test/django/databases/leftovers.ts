import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectsFolder } from "../djangoProject.ts";
import type { Results } from "../results.ts";

const SCRIPT = fileURLToPath(new URL("untilKilled.ts", import.meta.url));

/** Whatever ends a run, servers and folders end with it. */
export async function leftovers(results: Results): Promise<void> {
  const folder = join(projectsFolder, "killed");
  mkdirSync(folder);
  // The servers run as somebody else.
  for (const path of [projectsFolder, folder]) chmodSync(path, 0o777);
  const starter = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(starter.stdout, "data")) as [Buffer];
  const started = readdirSync(folder).length;
  starter.kill("SIGKILL");
  const deadline = Date.now() + 30_000;
  while (readdirSync(folder).length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const left = readdirSync(folder);
  const problem = said.toString().startsWith("started") ? `${left.join(" ")} of ${started} left` : said.toString();
  results.cell("databases: nothing is left of a run that is killed", left.length === 0 && started > 0 ? null : problem);
}
