/**
 * Compares our reader of Python with CPython on whole files, and with itself on damaged ones: docs/testing.md says what is
 * counted. `--all` takes every file in place of a sample, and damages other places each time; `--seed NUMBER` repeats a
 * run, folders take the place of the machine's own sources, `--show NUMBER` prints more of what went wrong.
 */
import { parseArgs } from "node:util";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { agreementOn } from "./agreement.ts";
import { needPython } from "../support/prerequisites.ts";
import { Random } from "../support/random.ts";
import { pythonFiles, sourceFolders } from "./sources.ts";
import { survivalOn } from "./survival.ts";

const REQUIRED_AGREEMENT = 99.95;
/** Of each kind of damage. */
const REQUIRED_SURVIVAL = 99.5;
/** A cut `"""` swallows what follows it until the next one: what it takes with it cannot be told. */
const REQUIRED_AFTER_LONG_QUOTE = 97;

/** Files of a sample, and how many mutants of each kind every one with fields gets. */
const SAMPLE = 6000;
const MUTANTS = 2;

const { values, positionals } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    seed: { type: "string" },
    show: { type: "string", default: "10" },
  },
  allowPositionals: true,
});
try {
  needPython();
} catch (error) {
  console.log(`FAILED: ${(error as Error).message}`);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
const seed = Number(values.seed ?? (values.all ? Math.floor(Math.random() * 1e6) : 7));
const shown = Number(values.show);
const random = new Random(seed);
const found = pythonFiles(positionals.length > 0 ? positionals : sourceFolders());
const files = random.shuffled(found);
console.log(`seed ${seed}, ${found.length} different Python files on this machine`);
let passed = 0;
let failed = 0;

const { fields, agreed, withFields, ...compared } = await agreementOn(values.all ? files : files.slice(0, SAMPLE));
show(compared.disagreements);
verdict(
  `${compared.files} files, ${compared.refused} more that CPython does not take: ${agreed} of ${fields} class fields agree`,
  { part: agreed, whole: fields, required: REQUIRED_AGREEMENT },
);

for (const [kind, { mutants, all, near, losses }] of await survivalOn(withFields, { random, repeats: MUTANTS })) {
  verdict(`${kind}: ${all.survived} of ${all.untouched} untouched fields survive in ${mutants} mutants`, {
    part: all.survived,
    whole: all.untouched,
    required: kind === "long quote cut" ? REQUIRED_AFTER_LONG_QUOTE : REQUIRED_SURVIVAL,
  });
  console.log(`     of those in the damaged class ${percent(near.survived, near.untouched)}`);
  show(losses);
}

console.log(`${passed} passed, ${failed} failed`);
await exitWhenWritten(failed > 0 ? 1 : 0);

interface Share {
  readonly part: number;
  readonly whole: number;
  /** In percent. */
  readonly required: number;
}

function verdict(text: string, { part, whole, required }: Share): void {
  const isEnough = whole > 0 && (100 * part) / whole >= required;
  if (isEnough) passed++;
  else failed++;
  console.log(`${isEnough ? "ok" : "FAILED"} ${text}, ${percent(part, whole)} (required ${required} %)`);
}

/** Rounded down, so that 100 % are all. */
function percent(part: number, whole: number): string {
  return whole === 0 ? "none" : `${(Math.floor((1e5 * part) / whole) / 1e3).toFixed(3)} %`;
}

function show(lines: readonly string[]): void {
  for (const line of lines.slice(0, shown)) console.log(`       ${line}`);
  if (lines.length > shown) console.log(`       … and ${lines.length - shown} more`);
}
