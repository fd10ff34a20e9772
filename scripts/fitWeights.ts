/**
 * `npm run fit -- --corpus DIR`: fits how much each kind of reason counts to the labelled fields in test/accuracy, and
 * writes `weights.yml`. Without check-outs of the labelled projects the fields' rows alone are read, which know no bases,
 * relations' targets, labels or help texts.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { stringify } from "yaml";
import { buildEngine } from "../test/accuracy/engine.ts";
import { projectsOfCorpus, projectsOfRows } from "../test/accuracy/projects.ts";
import { loadRows } from "../test/accuracy/rows.ts";
import { exampleReader, fittedTo, HAND_SET, withWeights } from "../test/accuracy/weights.ts";

const { corpus } = parseArgs({ options: { corpus: { type: "string" } } }).values;
const rows = loadRows();
const engine = await buildEngine(withWeights(HAND_SET));
const projects = corpus === undefined ? projectsOfRows(rows, engine) : projectsOfCorpus(rows, corpus, engine);
const weights = fittedTo(projects.flatMap(exampleReader(engine)));

const file = join(import.meta.dirname, "../server/src/engine/classification/weights.yml");
const note = "# How many times its hand-set weight each reason counts. Made by `npm run fit`: do not edit by hand.\n";
const text = note + stringify(weights, { lineWidth: 0 });
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "yaml" }));
console.log(`${Object.keys(weights.factors).length} factors, prior ${weights.prior}: ${file}`);
