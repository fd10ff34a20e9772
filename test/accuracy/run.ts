/**
 * `npm run accuracy`: how well the classifier finds what people labelled in public projects. docs/accuracy.md explains what
 * is printed. `--corpus DIR` reads check-outs in `DIR/OWNER+NAME` in place of model files made of the rows, `--show
 * NUMBER` prints more of the mistakes, `--seed NUMBER` repeats what is drawn, `--write` puts what is printed into that page.
 * `--explain NUMBER` prints only what `fieldguard explain` says of so many fields of the check-outs.
 */
import { parseArgs } from "node:util";
import { ablationsOf } from "./ablation.ts";
import { binsOf, expectedCalibrationError } from "./calibration.ts";
import { type Cost, costOf, type Costs } from "./cost.ts";
import { buildEngine, type Engine } from "./engine.ts";
import { explanations } from "./explanations.ts";
import { leaveOneOut, wordSupportOf, type LeftOut } from "./leaveOneOut.ts";
import { worstFalseAlarms, worstMisses } from "./mistakes.ts";
import { predictByNames } from "./nameList.ts";
import { predict } from "./predictions.ts";
import { projectsOfCorpus, projectsOfRows, type Project } from "./projects.ts";
import { isStrict, LATER_SETS, loadRows } from "./rows.ts";
import {
  ablationTable,
  calibrationTable,
  categoryOf,
  groupTable,
  laterTable,
  overallTable,
  repositoryOf,
  type Contender,
} from "./scoreTables.ts";
import { figure } from "./table.ts";
import { weightsFitter } from "./weights.ts";
import { writeFigures } from "./page.ts";

interface LeftOutRuns {
  readonly contenders: readonly Contender[];
  readonly words: LeftOut["words"];
}

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "20" },
    explain: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const { corpus } = values;
const seed = Number(values.seed);
const show = Number(values.show);
const rows = loadRows();
const strict = rows.filter(isStrict);
const printed: string[] = [];

say(`seed ${seed}`);
if (values.explain === undefined) await measure();
else if (corpus === undefined) throw new Error("--explain needs --corpus DIR");
else say(explanations(strict, { corpus, seed, count: Number(values.explain) }).join(`\n${"─".repeat(80)}\n`));
if (values.write) writeFigures(printed.join("\n"));

async function measure(): Promise<void> {
  const engine = await buildEngine();
  const projects = corpus === undefined ? projectsOfRows(rows, engine) : projectsOfCorpus(rows, corpus, engine);
  sayWhereFrom(projects);
  // Before the other engines fill the memory.
  const cost = costOf(projects, await buildEngine());

  const asItIs: Contender = { name: "as it is", predictions: predict(projects, engine) };
  const leftOut = await leftOutOf(projects, engine);
  const contenders: readonly [Contender, ...Contender[]] = [asItIs, ...leftOut.contenders];
  const withNames = [...contenders, { name: "name list", predictions: predictByNames(rows) }];
  const withoutRelations = rows.filter((row) => !row.isRelation);
  section("Strict rows: neither relations nor ambiguous", overallTable(withNames, strict, seed));
  section("All rows but relations", overallTable(withNames, withoutRelations, seed));
  sayOfLater(engine);
  section("By repository (strict)", groupTable("repository", strict, repositoryOf, contenders));
  section("By category (strict)", groupTable("category", strict, categoryOf, contenders));
  for (const { name, predictions } of contenders) {
    const bins = binsOf(strict, predictions);
    const error = `expected calibration error ${figure(expectedCalibrationError(bins))}`;
    section(`Calibration (strict): ${name}`, `${error}\n\n${calibrationTable(bins)}`);
  }
  const ablations = await ablationsOf(projects);
  section("What each kind of evidence adds (strict)", ablationTable(asItIs.predictions, ablations, strict));
  section("Words left out, by the repositories that alone use them", listed(wordLines(leftOut.words)));
  section("Worst misses (strict)", listed(worstMisses(strict, asItIs.predictions, show)));
  section("Worst false alarms (strict)", listed(worstFalseAlarms(strict, asItIs.predictions, show)));
  section("Cost", costLine(cost));
}

function costLine({ first, later }: Costs): string {
  const { fields, files, declaring } = first;
  const shares = (whole: (cost: Cost) => number): string =>
    [first, later].map((cost) => `${((100 * cost.classifying) / whole(cost)).toFixed(0)} %`).join(" and ");
  return (
    `classifying ${fields} fields takes ${shares(({ parsing, following }) => parsing + following)} of the time that reading them takes, the ` +
    `first time and later: the texts of the ${declaring} files that declare them, and the names of bases and relations that lead from one ` +
    `to the other. Of parsing these texts alone it is ${shares(({ parsing }) => parsing)}, of reading all ${files} Python files of their ` +
    `projects ${shares(({ parsing, following, parsingOthers }) => parsing + following + parsingOthers)}`
  );
}

function sayWhereFrom(projects: readonly Project[]): void {
  if (corpus === undefined) {
    say("\nread from model files made of the rows, which know no bases, targets, labels or help texts");
    return;
  }
  const missing = projects.flatMap((project) => project.missing);
  say(`\nread from check-outs; ${missing.length} of ${rows.length} rows are not there, read from the row alone:`);
  const lines = missing.map(({ repo, path, entity, field }) => `${repo} ${path} ${entity}.${field}`);
  say(`\n${listed(lines.slice(0, show))}`);
}

function sayOfLater(engine: Engine): void {
  const later = loadRows(LATER_SETS);
  const projects = corpus === undefined ? projectsOfRows(later, engine) : projectsOfCorpus(later, corpus, engine);
  const contenders: readonly [Contender, ...Contender[]] = [
    { name: "as it is", predictions: predict(projects, engine) },
    { name: "name list", predictions: predictByNames(later) },
  ];
  const counted = later.filter(isStrict);
  section("Projects labelled later (strict)", laterTable(contenders, counted, seed));
  section(
    "Projects labelled later, by repository (strict)",
    groupTable("repository", counted, repositoryOf, contenders),
  );
}

/** What the classifier would be without the repositories that it is scored on: their labels, and then their words too. */
async function leftOutOf(projects: readonly Project[], engine: Engine): Promise<LeftOutRuns> {
  const support = wordSupportOf(projects, engine);
  const fitWeights = weightsFitter();
  const { predictions, words } = await leaveOneOut(projects, { fitWeights, support });
  const weights = await leaveOneOut(projects, { fitWeights, support: null });
  return {
    contenders: [
      { name: "weights left out", predictions: weights.predictions },
      { name: "weights and words left out", predictions },
    ],
    words,
  };
}

function wordLines(words: LeftOut["words"]): readonly string[] {
  return [...words].map(
    ([family, own]) => `${family}: ${own.length} (${own.slice(0, show).join(", ")}${own.length > show ? " …" : ""})`,
  );
}

function section(title: string, text: string): void {
  say(`\n## ${title}\n\n${text}`);
}

function listed(lines: readonly string[]): string {
  return ["```text", ...lines, "```"].join("\n");
}

function say(text: string): void {
  printed.push(text);
  console.log(text);
}
