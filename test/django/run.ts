/**
 * Proves fixes by running them: small Django projects, changed by the built command line, tried on a real database.
 * Prints a line for each cell and, at the end, `N passed, M failed`.
 */
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { projectsFolder } from "./djangoProject.ts";
import { pythonEnvironment } from "./environment.ts";
import { declarations } from "./groups/declarations.ts";
import { everyFieldType } from "./groups/everyFieldType.ts";
import { generatedClasses } from "./groups/generatedClasses.ts";
import { gdprYml } from "./groups/gdprYml.ts";
import { inheritance } from "./groups/inheritance.ts";
import { keys } from "./groups/keys.ts";
import { naiveEdits } from "./groups/naiveEdits.ts";
import { otherProviders } from "./groups/otherProviders.ts";
import { projectFacts } from "./groups/projectFacts.ts";
import { sample } from "./groups/sample.ts";
import { thirdParty } from "./groups/thirdParty.ts";
import { Results } from "./results.ts";

const GROUPS = {
  generatedClasses,
  everyFieldType,
  naiveEdits,
  declarations,
  gdprYml,
  inheritance,
  keys,
  otherProviders,
  projectFacts,
  sample,
  thirdParty,
};

const results = new Results();
try {
  if (!existsSync(fileURLToPath(new URL("../../dist/cli.js", import.meta.url)))) {
    throw new Error("dist/cli.js is missing: run `npm run build` first");
  }
  const python = pythonEnvironment();
  const wanted = process.argv.slice(2);
  for (const [name, group] of Object.entries(GROUPS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    // What a group does not expect must not keep the others from running.
    results.attempt(`${name}: runs to its end`, () => {
      group(python, results);
    });
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
} catch (error) {
  results.cell("the environment", error instanceof Error ? error.message : String(error));
}
if (results.failed > 0) console.log(`the projects are kept in ${projectsFolder}`);
else rmSync(projectsFolder, { recursive: true, force: true, maxRetries: 3 });
console.log(`${results.passed} passed, ${results.failed} failed`);
await exitWhenWritten(results.failed > 0 ? 1 : 0);
