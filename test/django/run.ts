/**
 * Proves fixes by running them: small Django projects, changed by the built command line, tried on real databases.
 * Prints a line for each cell and, at the end, `N passed, M failed`. Names of groups run those alone; without any, two
 * processes share them, and the table of hazards in docs/protection.md must be that of the run, or is written with `--write`.
 * With `--matrix` the groups that differ from place to place run in each, and wide cross products whole.
 */
import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { leftovers } from "./databases/leftovers.ts";
import { sqlite } from "./databases/sqlite.ts";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { projectsFolder } from "./djangoProject.ts";
import { pythonEnvironment } from "./environment.ts";
import { accessAudit } from "./groups/accessAudit.ts";
import { accessAuditBeside } from "./groups/accessAuditBeside.ts";
import { atScale, atScaleWithoutPackage, atScaleWithPackage } from "./groups/atScale.ts";
import { blindIndex } from "./groups/blindIndex.ts";
import { blindIndexFix } from "./groups/blindIndexFix.ts";
import { blindIndexReleases } from "./groups/blindIndexReleases.ts";
import { compositeKeys } from "./groups/compositeKeys.ts";
import { declarations } from "./groups/declarations.ts";
import { everyFieldType } from "./groups/everyFieldType.ts";
import { generatedClasses } from "./groups/generatedClasses.ts";
import { gdprYml } from "./groups/gdprYml.ts";
import { hazards } from "./groups/hazards.ts";
import { histories } from "./groups/histories.ts";
import { inheritance } from "./groups/inheritance.ts";
import { interruptedMigration } from "./groups/interruptedMigration.ts";
import { keys } from "./groups/keys.ts";
import { keySettings } from "./groups/keySettings.ts";
import { naiveEdits } from "./groups/naiveEdits.ts";
import { naiveMigrations } from "./groups/naiveMigrations.ts";
import { online } from "./groups/online.ts";
import { onlineKilled } from "./groups/onlineKilled.ts";
import { onlineTraffic } from "./groups/onlineTraffic.ts";
import { otherProviders } from "./groups/otherProviders.ts";
import { packageDefects } from "./groups/packageDefects.ts";
import { packageKeys } from "./groups/packageKeys.ts";
import { plainCopies } from "./groups/plainCopies.ts";
import { plannedReleases } from "./groups/plannedReleases.ts";
import { queries } from "./groups/queries.ts";
import { projectFacts } from "./groups/projectFacts.ts";
import { referencedFields } from "./groups/referencedFields.ts";
import { references } from "./groups/references.ts";
import { refusals } from "./groups/refusals.ts";
import { sample } from "./groups/sample.ts";
import { settingsFixes } from "./groups/settingsFixes.ts";
import { shownClasses } from "./groups/shownClasses.ts";
import { singleFileMigration } from "./groups/singleFileMigration.ts";
import { thirdParty } from "./groups/thirdParty.ts";
import { randomFields, tokens } from "./groups/tokens.ts";
import { tokensApart } from "./groups/tokensApart.ts";
import { unfinishedMigrations } from "./groups/unfinishedMigrations.ts";
import { hazardTable } from "./hazardTable.ts";
import { openPlaces, type Place } from "./places.ts";
import { Results } from "./results.ts";
import { sideBySide } from "./sideBySide.ts";

/** With Django 5.2 on SQLite alone. */
const GROUPS: Readonly<Record<string, (python: string, results: Results, wide: boolean) => void>> = {
  accessAuditBeside,
  atScaleWithPackage,
  atScaleWithoutPackage,
  naiveEdits,
  declarations,
  gdprYml,
  hazards,
  histories,
  inheritance,
  keys,
  keySettings,
  otherProviders,
  packageDefects,
  packageKeys,
  projectFacts,
  queries,
  randomFields,
  referencedFields,
  references,
  refusals,
  sample,
  settingsFixes,
  shownClasses,
  thirdParty,
  tokensApart,
  unfinishedMigrations,
};

/** Hazards that differ with the version of Django or the kind of database. */
const IN_PLACES: Readonly<Record<string, GroupInPlaces>> = {
  generatedClasses: { group: generatedClasses, cover: everywhere },
  everyFieldType: { group: everyFieldType, cover: eachOnce },
  plannedReleases: { group: plannedReleases, cover: eachOnce },
  naiveMigrations: { group: naiveMigrations, cover: eachOnce },
  singleFileMigration: { group: singleFileMigration, cover: eachOnce },
  // Elsewhere a migration happens as a whole or not at all.
  interruptedMigration: {
    group: interruptedMigration,
    cover: (place) => eachOnce(place) && place.database.name === "MariaDB",
  },
  // What it hangs on is Django's, not the database's.
  accessAudit: { group: accessAudit, cover: (place) => eachOnce(place) && place.database.name === "SQLite" },
  blindIndex: { group: blindIndex, cover: eachOnce },
  atScale: { group: atScale, cover: eachOnce },
  blindIndexFix: { group: blindIndexFix, cover: eachOnce },
  blindIndexReleases: { group: blindIndexReleases, cover: eachOnce },
  online: { group: online, cover: eachOnce },
  compositeKeys: { group: compositeKeys, cover: eachOnce },
  tokens: { group: tokens, cover: eachOnce },
  plainCopies: { group: plainCopies, cover: eachOnce },
  onlineKilled: { group: onlineKilled, cover: eachOnce },
  // It takes a minute, and the database that keeps half of a migration is the hardest.
  onlineTraffic: { group: onlineTraffic, cover: (place) => eachOnce(place) && place.database.name === "MariaDB" },
};

interface GroupInPlaces {
  readonly group: (place: Place, results: Results) => void;
  /** Where `npm run test:django` runs it; `npm run test:matrix` does so everywhere. */
  readonly cover: (place: Place) => boolean;
}

/** Of those in places: with them the groups of one place take about as long as all others. */
const BESIDE_ONE_PLACE: readonly string[] = ["blindIndexReleases", "onlineKilled", "onlineTraffic"];

const { values: options, positionals: wanted } = parseArgs({
  options: { matrix: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  allowPositionals: true,
});
const results = new Results();
try {
  if (!existsSync(fileURLToPath(new URL("../../dist/cli.js", import.meta.url)))) {
    throw new Error("dist/cli.js is missing: run `npm run build` first");
  }
  const python = pythonEnvironment();
  if (wanted.length === 0 && !options.matrix) {
    // What is missing is installed by one process alone.
    await (await openPlaces()).stop();
    const inPlaces = Object.keys(IN_PLACES).filter((name) => !BESIDE_ONE_PLACE.includes(name));
    const parts = [[...Object.keys(GROUPS), ...BESIDE_ONE_PLACE], inPlaces];
    const complete = await sideBySide(import.meta.filename, parts, results);
    if (complete) hazardTable(results, options.write);
  } else {
    for (const [name, group] of Object.entries(GROUPS)) {
      run(name, name, () => {
        group(python, results, options.matrix);
      });
    }
    if (Object.keys(IN_PLACES).some(isWanted)) await runInPlaces();
  }
} catch (error) {
  results.cell("the environment", error instanceof Error ? error.message : String(error));
}
if (results.failed > 0) console.log(`the projects are kept in ${projectsFolder}`);
else rmSync(projectsFolder, { recursive: true, force: true, maxRetries: 3 });
console.log(`${results.passed} passed, ${results.failed} failed`);
await exitWhenWritten(results.failed > 0 ? 1 : 0);

function everywhere(): boolean {
  return true;
}

/** Each version and each kind of database in one place. */
function eachOnce({ version, database }: Place): boolean {
  const versions: Readonly<Record<string, string>> = { PostgreSQL: "4.2", SQLite: "5.2", MariaDB: "6.1" };
  return versions[database.name] === version;
}

function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

async function runInPlaces(): Promise<void> {
  const places = await openPlaces();
  for (const reason of places.absent) console.log(`skipped: ${reason}`);
  try {
    if (places.all.some(({ database }) => database !== sqlite)) await leftovers(results);
    for (const place of places.all) {
      for (const [name, { group, cover }] of Object.entries(IN_PLACES)) {
        if (!options.matrix && !cover(place)) continue;
        const titled = `${name}, ${place.name}`;
        run(name, titled, () => {
          group(place, results);
        });
      }
    }
  } finally {
    await places.stop();
  }
}

function run(name: string, title: string, group: () => void): void {
  if (!isWanted(name)) return;
  const start = performance.now();
  // What a group does not expect must not keep the others from running.
  results.attempt(`${title}: runs to its end`, group);
  console.log(`${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
