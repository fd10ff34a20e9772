/**
 * `npm run bench`: every budget as a ratio of what was measured beside it in the same run, as medians of rounds that take
 * turns. Folders given as arguments are scanned in addition to the generated project. `--strict` makes a missed
 * requirement end with 1.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { knowledgeBesidePlugin, writeKnowledgeBeside } from "../../scripts/knowledge.ts";
import { inKB, sizes } from "../../scripts/packaging/budgets.ts";
import { plainGrammarPlugin } from "../../scripts/plainGrammar.ts";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { runAstGrep } from "./astGrep.ts";
import { median } from "./median.ts";
import { reasonWithoutRipgrep, runRipgrep } from "./ripgrep.ts";
import { printTable, type Row } from "./table.ts";
import { writeTree } from "./tree.ts";

const ROUNDS = 5;
const SOAK_EDITS = 10_000;
const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const work = fileURLToPath(new URL("../../test-results/bench/", import.meta.url));

const { values, positionals } = parseArgs({
  options: { strict: { type: "boolean", default: false } },
  allowPositionals: true,
});
if (!existsSync(join(root, "packages"))) throw new Error("packages is missing: run `npm run package` first");
mkdirSync(work, { recursive: true });
await bundleWorkers();
const generated = join(work, "tree");
writeTree(generated, 10_000);

const withoutRipgrep = reasonWithoutRipgrep();
const rows: Row[] = [];
for (const folder of [generated, ...positionals]) benchFolder(folder);
benchLargeFolder();
benchKeystroke();
benchLanguageServer();
benchStart();
benchSizes();
console.log(`Node ${process.version}, ${availableParallelism()} cores, medians of ${ROUNDS} rounds`);
printTable(rows);
if (withoutRipgrep !== null) console.log(`skipped: the ratios to ripgrep: ${withoutRipgrep}`);
await exitWhenWritten(
  values.strict && rows.some(({ measured, required }) => required !== null && measured > required) ? 1 : 0,
);

/** With the settings that the product is built with. */
async function bundleWorkers(): Promise<void> {
  writeKnowledgeBeside(work);
  const entryPoints = readdirSync(join(here, "workers")).map((name) => join(here, "workers", name));
  const shared: BuildOptions = {
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    plugins: [knowledgeBesidePlugin, plainGrammarPlugin],
  };
  await build({
    ...shared,
    entryPoints,
    outdir: work,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    external: ["web-tree-sitter"],
    // Some packages are CommonJS and ask for Node's modules.
    banner: {
      js: 'import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);',
    },
  });
  await build({
    ...shared,
    entryPoints: [join(here, "workers/analysis.ts")],
    outfile: join(work, "analysis.cjs"),
    format: "cjs",
  });
}

function worker(name: string, ...args: readonly string[]): unknown {
  // As the extension starts its server.
  const output = execFileSync(process.execPath, ["--max-semi-space-size=4", join(work, `${name}.mjs`), ...args], {
    encoding: "utf8",
  });
  return JSON.parse(output) as unknown;
}

function benchFolder(folder: string): void {
  const ripgrep: number[] = [];
  const astGrep: number[] = [];
  const plain: number[] = [];
  const least: number[] = [];
  const ours: number[] = [];
  const peaks: number[] = [];
  const warm: number[] = [];
  const leastWarm: number[] = [];
  const modules: number[] = [];
  const uses: number[] = [];
  const parsing: number[] = [];
  const warmUses: number[] = [];
  const cache = join(work, "cache");
  const nothing = join(work, "nothing");
  mkdirSync(nothing, { recursive: true });
  rmSync(cache, { recursive: true, force: true });
  // What has only just been written is not trusted.
  execFileSync(process.execPath, ["-e", "setTimeout(() => {}, 2500)"]);
  worker("usePass", folder, cache);
  let bytes = 0;
  let seen = "";
  for (let round = 0; round < ROUNDS; round++) {
    if (withoutRipgrep === null) ripgrep.push(runRipgrep(folder));
    astGrep.push(runAstGrep(folder));
    const read = worker("readAll", folder) as { milliseconds: number; bytes: number };
    plain.push(read.milliseconds);
    bytes = read.bytes;
    least.push((worker("leastPass", folder) as { milliseconds: number }).milliseconds);
    const pass = worker("schemaPass", folder) as { milliseconds: number; fields: number; files: number; peak: number };
    ours.push(pass.milliseconds);
    warm.push((worker("schemaPass", folder, cache) as { milliseconds: number }).milliseconds);
    leastWarm.push((worker("leastWarm", folder, cache) as { milliseconds: number }).milliseconds);
    const usePass = worker("usePass", folder) as { milliseconds: number; parsing: number };
    uses.push(usePass.milliseconds);
    parsing.push(usePass.parsing);
    warmUses.push((worker("usePass", folder, cache) as { milliseconds: number }).milliseconds);
    const empty = (worker("empty") as { peak: number }).peak;
    peaks.push(pass.peak - empty);
    modules.push((worker("schemaPass", nothing) as { peak: number }).peak - empty);
    seen = `${pass.files} files, ${pass.fields} fields`;
  }
  const name = `schema pass of ${folder === generated ? "the generated project" : basename(folder)} (${seen})`;
  const milliseconds = median(ours);
  rows.push({ name, unit: "ms", measured: milliseconds, required: null, aim: null });
  rows.push({ name: "… its speed", unit: "MB/s", measured: bytes / 1e3 / milliseconds, required: null, aim: null });
  if (withoutRipgrep === null)
    rows.push({ name: "… × ripgrep", unit: "×", measured: milliseconds / median(ripgrep), required: 6, aim: 3 });
  rows.push({ name: "… × plain read", unit: "×", measured: milliseconds / median(plain), required: 5, aim: null });
  const alone = median(least);
  const names = "… listing, reading, decoding and splitting alone";
  if (withoutRipgrep === null)
    rows.push({ name: `${names} × ripgrep`, unit: "×", measured: alone / median(ripgrep), required: null, aim: null });
  rows.push({ name: `${names} × plain read`, unit: "×", measured: alone / median(plain), required: null, aim: null });
  const parsed = milliseconds / median(astGrep);
  rows.push({ name: "… × ast-grep", unit: "×", measured: parsed, required: null, aim: null });
  const again = median(warm);
  rows.push({ name: "… the same with a warm on-disk cache", unit: "ms", measured: again, required: null, aim: null });
  rows.push({ name: "… × plain read, warm", unit: "×", measured: again / median(plain), required: 2, aim: 1.3 });
  rows.push({
    name: "… listing and asking for times alone × plain read",
    unit: "×",
    measured: median(leastWarm) / median(plain),
    required: null,
    aim: null,
  });
  const used = median(uses);
  rows.push({ name: "… use pass after it", unit: "ms", measured: used, required: null, aim: null });
  if (withoutRipgrep === null)
    rows.push({ name: "… use pass × ripgrep", unit: "×", measured: used / median(ripgrep), required: 25, aim: 10 });
  if (withoutRipgrep === null)
    rows.push({
      name: "… lezer's parser alone × ripgrep",
      unit: "×",
      measured: median(parsing) / median(ripgrep),
      required: null,
      aim: null,
    });
  const usedAgain = median(warmUses);
  rows.push({
    name: "… use pass with a warm on-disk cache",
    unit: "ms",
    measured: usedAgain,
    required: null,
    aim: null,
  });
  rows.push({
    name: "… use pass × plain read, warm",
    unit: "×",
    measured: usedAgain / median(plain),
    required: 2,
    aim: null,
  });
  rows.push({
    name: "… peak memory over an empty Node",
    unit: "MB",
    measured: median(peaks) / 1e6,
    required: 60,
    aim: 40,
  });
  const loaded = median(modules) / 1e6;
  rows.push({ name: "… with our modules alone", unit: "MB", measured: loaded, required: null, aim: null });
  const server = join(root, "dist/server.cjs");
  const opened = worker("languageServer", server, "open", folder) as { changes: number; milliseconds: number };
  if (opened.changes > 0) throw new Error("opening a file that concerns no other has changed something");
  const opening = "… opening and editing a file without models, once it was read";
  rows.push({ name: opening, unit: "ms", measured: opened.milliseconds, required: null, aim: null });
}

/** What is known of three times as many files, and of the uses of their fields. */
function benchLargeFolder(): void {
  const folder = join(work, "large");
  writeTree(folder, 30_000);
  const peaks = Array.from({ length: ROUNDS }, () => {
    const { peak } = worker("usePass", folder) as { peak: number };
    return peak - (worker("empty") as { peak: number }).peak;
  });
  const name = "peak memory of both passes over an empty Node, 30,000 files";
  rows.push({ name, unit: "MB", measured: median(peaks) / 1e6, required: 250, aim: null });
}

function benchKeystroke(): void {
  type Times = Readonly<Record<"valid" | "broken", { ours: number; treeSitter: number }>>;
  const rounds = Array.from({ length: ROUNDS }, () => worker("keystroke") as Times);
  for (const [name, required, aim] of [
    ["valid", 1, 0.5],
    ["broken", 0.5, 0.2],
  ] as const) {
    const ours = median(rounds.map((times) => times[name].ours));
    rows.push({
      name: `keystroke that leaves ${name} code, 2,000 lines`,
      unit: "ms",
      measured: ours,
      required: null,
      aim: null,
    });
    const ratio = median(rounds.map((times) => times[name].ours / times[name].treeSitter));
    rows.push({ name: "… × tree-sitter's parse of the same edit", unit: "×", measured: ratio, required, aim });
  }
}

/** The built server over its protocol, as an editor has it. */
function benchLanguageServer(): void {
  const server = join(root, "dist/server.cjs");
  for (const lines of [2000, 20_000]) {
    const rounds = Array.from(
      { length: lines === 2000 ? ROUNDS : 1 },
      () => worker("languageServer", server, "keystrokes", `${lines}`) as Readonly<Record<"valid" | "broken", number>>,
    );
    for (const kind of ["valid", "broken"] as const) {
      const name = `from a change to its diagnostics over the protocol, ${kind} code, ${lines.toLocaleString("en")} lines`;
      const measured = median(rounds.map((times) => times[kind]));
      rows.push({ name, unit: "ms", measured, required: null, aim: null });
    }
  }
  const { early, late } = worker("languageServer", server, "soak", `${SOAK_EDITS}`) as { early: number; late: number };
  const name = `memory after ${SOAK_EDITS.toLocaleString("en")} edits, × that after the first tenth`;
  rows.push({ name, unit: "×", measured: late / early, required: 1.1, aim: null });
}

/** Until the first field is classified: how long that takes, and what is read of the product. */
function benchStart(): void {
  const times = Array.from(
    { length: ROUNDS * 3 },
    () => worker("firstField", join(work, "analysis.cjs")) as { milliseconds: number; files: readonly string[] },
  );
  const measured = median(times.map(({ milliseconds }) => milliseconds));
  rows.push({ name: "module load to the first classified field", unit: "ms", measured, required: 40, aim: 20 });
  const bytes = times[0]!.files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  rows.push({ name: "Python path, compressed", unit: "KB", measured: inKB(bytes), required: 150, aim: null });
}

/** Of what is built and packed; its budgets are those that packing checks. */
function benchSizes(): void {
  for (const { file, bytes, limit } of sizes(root)) {
    rows.push({ name: file, unit: "KB", measured: inKB(bytes), required: inKB(limit), aim: null });
  }
}
