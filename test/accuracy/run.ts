/**
 * `npm run accuracy`: how well the classifier finds what people labelled in public projects. docs/accuracy.md explains what
 * is printed. `--corpus DIR` reads check-outs in `DIR/OWNER+NAME` in place of model files made of the rows, `--show
 * NUMBER` prints more of the mistakes, `--seed NUMBER` repeats a run.
 */
import { parseArgs } from "node:util";
import { buildEngine } from "./engine.ts";
import { worstFalseAlarms, worstMisses } from "./mistakes.ts";
import { predictByNames } from "./nameList.ts";
import { predict } from "./predictions.ts";
import { projectsOfCorpus, projectsOfRows } from "./projects.ts";
import { loadRows } from "./rows.ts";
import { allRows, categoryTable, overallTable, repositoryTable, strictRows, type Contender } from "./scoreTables.ts";

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "20" },
  },
});
const seed = Number(values.seed);
const show = Number(values.show);
const rows = loadRows();
const engine = await buildEngine();
const projects =
  values.corpus === undefined ? projectsOfRows(rows, engine) : projectsOfCorpus(rows, values.corpus, engine);
const missing = values.corpus === undefined ? [] : projects.flatMap((project) => project.missing);

console.log(
  values.corpus === undefined
    ? "read from model files made of the rows: no bases, labels, help texts"
    : `read from check-outs in ${values.corpus}; ${missing.length} of ${rows.length} rows not found there, read from the row alone`,
);
for (const { repo, path, entity, field } of missing.slice(0, show)) console.log(`  ${repo} ${path} ${entity}.${field}`);
console.log(`seed ${seed}: 95 % intervals by drawing repositories`);

const today: Contender = { name: "classifier", predictions: predict(projects, engine) };
const names: Contender = { name: "name list", predictions: predictByNames(rows) };
const strict = strictRows(rows);
section("Strict rows: no relations, nothing ambiguous", overallTable([today, names], strict, seed));
section("All rows but relations", overallTable([today, names], allRows(rows), seed));
section("By repository (strict)", repositoryTable(today, strict));
section("By category (strict)", categoryTable(today, strict));
section("Worst misses (strict)", worstMisses(strict, today.predictions, show).join("\n"));
section("Worst false alarms (strict)", worstFalseAlarms(strict, today.predictions, show).join("\n"));

function section(title: string, text: string): void {
  console.log(`\n## ${title}\n\n${text}`);
}
