import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseFixture } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { CONFIGURATIONS, CONDITIONAL, DECOUPLE, MIGRATIONS, SPLIT_BY_NAME, SPLIT_SETTINGS } from "../facts/projects.ts";
import type { Results } from "../results.ts";

/** What is known of settings and migrations without running anything, against what Django makes of them. */
export function projectFacts(python: string, results: Results): void {
  for (const [name, source] of Object.entries({
    SPLIT_BY_NAME,
    SPLIT_SETTINGS,
    CONFIGURATIONS,
    DECOUPLE,
    CONDITIONAL,
  })) {
    const { files } = parseFixture(source);
    const project = new DjangoProject(python, Object.fromEntries(files));
    if (!files.has("config/settings.py")) rmSync(join(project.folder, "config/settings.py"));
    const { environments } = factsOf(project, []);
    if (environments.length === 0) results.cell(`${name}: has environments`, "none");
    environments.forEach((_, index) => {
      results.script(name, project.run(["facts_cells.py", "facts.json", "settings", String(index)]));
    });
  }
  const project = new DjangoProject(python, Object.fromEntries(parseFixture(MIGRATIONS).files), {
    settings:
      'INSTALLED_APPS += ["shop", "stock", "django.contrib.admin", "django.contrib.sessions", "django.contrib.sites", "django.contrib.redirects"]\nMIGRATION_MODULES = {"stock": "migrations_of.stock"}\n',
  });
  const { code, output } = project.run(["-c", "import django; print(django.__path__[0])"]);
  mustSucceed({ code, output }, "looking for Django");
  factsOf(project, [join(output.trim(), "contrib")]);
  results.script(
    "MIGRATIONS",
    project.run(["facts_cells.py", "facts.json", "migrations"], { DJANGO_SETTINGS_MODULE: "config.settings" }),
  );
}

const READ_FACTS = fileURLToPath(new URL("../facts/readFacts.ts", import.meta.url));

/** Written to `facts.json` in the project, too. */
function factsOf(project: DjangoProject, apps: readonly string[]): { readonly environments: readonly unknown[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [READ_FACTS, project.folder, ...apps], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  mustSucceed({ code: status, output: stderr }, "reading the facts");
  project.write({ "facts.json": stdout });
  return JSON.parse(stdout) as { environments: readonly unknown[] };
}
