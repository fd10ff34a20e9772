/**
 * `npm run protected-projects -- --corpus DIR [--seed NUMBER] [--only OWNER/NAME] [--work DIR]`: of two real projects, whose check-outs are in
 * `DIR/OWNER+NAME`, twenty fields are drawn from all findings. Each is encrypted by the built command line, with a blind index where it
 * cannot be without, or it says why not; then the project's whole test suite has to fail in the same tests as before, and `makemigrations`
 * has no more to make than before. `--only` draws from both and goes on with one. `--work` keeps the projects in that folder, and a run that
 * was cut goes on there. Prints the tables of docs/real-projects.md.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Random } from "../support/random.ts";
import { runOrSay } from "../support/prerequisites.ts";
import { interpreterBetween } from "./interpreters.ts";
import { KeptSteps } from "./keptSteps.ts";

interface RealProject {
  readonly repo: string;
  /** Minor versions of Python 3 that it runs on. */
  readonly python: readonly [oldest: number, newest: number];
  /** What `pip install` is given, within the check-out. */
  readonly packages: readonly string[];
  /** Files that are copied before anything runs. */
  readonly copies: Readonly<Record<string, string>>;
  /** Commands of `manage.py` that its tests need. */
  readonly prepare: readonly (readonly string[])[];
  /** Arguments of the interpreter. */
  readonly test: readonly string[];
  /** Folder whose entries are given to the tests one by one; missing where they run in one go. */
  readonly inParts?: string;
  /** Finds the name of each test that fails. */
  readonly failed: RegExp;
}

const PROJECTS: readonly RealProject[] = [
  {
    repo: "healthchecks/healthchecks",
    python: [12, 14],
    packages: ["-r", "requirements.txt", "time-machine"],
    copies: {},
    prepare: [],
    test: ["manage.py", "test"],
    failed: /^(?:ERROR|FAIL): .*$/gm,
  },
  {
    repo: "ephios-dev/ephios",
    python: [12, 14],
    packages: [".", "pytest", "pytest-django", "django-webtest", "django-extensions", "django-debug-toolbar"],
    copies: { ".env.example": ".env" },
    prepare: [["compilejsi18n"], ["compilemessages"], ["migrate"], ["collectstatic", "--noinput"]],
    test: ["-m", "pytest", "-q"],
    inParts: "tests",
    failed: /^(?:ERROR|FAILED) \S+/gm,
  },
];

const FIELDS = 20;

/** In the order in which they are tried. */
const FIXES = ["encrypt", "encrypt-blind-index"] as const;

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    work: { type: "string" },
  },
});
if (values.corpus === undefined) throw new Error("--corpus DIR is missing: the folder of the check-outs");
if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run `npm run build` first");
const work = values.work === undefined ? mkdtempSync(join(tmpdir(), "fieldguard-projects-")) : resolve(values.work);
mkdirSync(work, { recursive: true });
const steps = new KeptSteps(join(work, "steps.json"));
const checkOuts = PROJECTS.map((project) => checkOutOf(project, values.corpus!));
const found = checkOuts.flatMap((checkOut) => {
  const selectors = steps.once(`${checkOut.project.repo}: fields found`, () => fieldsFound(checkOut));
  return selectors.map((selector) => ({ checkOut, selector }));
});
const drawn = new Random(Number(values.seed)).shuffled(found).slice(0, FIELDS);

console.log(`seed ${values.seed}, ${drawn.length} of ${found.length} fields\n`);
console.log("| project | field | what became of it |\n| --- | --- | --- |");
let isSame = true;
const lines: string[] = [];
for (const checkOut of checkOuts.filter(({ project }) => values.only === undefined || project.repo === values.only)) {
  const { repo } = checkOut.project;
  steps.once(`${repo}: prepared`, () => {
    prepare(checkOut);
  });
  const before = testedInParts(checkOut, "before");
  const wantedBefore = steps.once(`${repo}: migrations before`, () => wantedMigrations(checkOut));
  const applied = drawn
    .filter((field) => field.checkOut === checkOut)
    .map(({ selector }) => steps.once(`${repo}: ${selector}`, () => encrypt(checkOut, selector)));
  for (const { told } of applied) console.log(told);
  if (applied.some(({ fix }) => fix !== null)) {
    steps.once(`${repo}: installed`, () => {
      install(checkOut, ["cryptography"]);
    });
  }
  const after = testedInParts(checkOut, "after");
  const wanted = steps.once(`${repo}: migrations after`, () => wantedMigrations(checkOut));
  // What is generated brings tests of its own.
  const isAlike =
    before.failed.join("\n") === after.failed.join("\n") && before.ran <= after.ran && wanted === wantedBefore;
  isSame &&= isAlike;
  const counts = [...FIXES, null].map((id) => applied.filter(({ fix }) => fix === id).length);
  const tests = [before, after].map(({ failed, ran }) => `${failed.length} of ${ran}`);
  lines.push(`| ${[repo, ...counts, ...tests, isAlike ? "the same" : "DIFFERENT"].join(" | ")} |`);
  if (!isAlike) console.error([...after.failed.filter((name) => !before.failed.includes(name)), wanted].join("\n"));
}
console.log(
  `\n| project | ${FIXES.join(" | ")} | not offered | tests that fail before | after | |\n| --- | --: | --: | --: | --: | --: | --- |`,
);
console.log(lines.join("\n"));
if (isSame && values.work === undefined) rmSync(work, { recursive: true });
else console.error(`the projects are kept in ${work}`);
process.exitCode = isSame ? 0 : 1;

interface CheckOut {
  readonly project: RealProject;
  readonly folder: string;
  readonly environment: string;
  readonly python: string;
}

function checkOutOf(project: RealProject, corpus: string): CheckOut {
  const name = project.repo.replace("/", "+");
  const folder = join(work, name);
  steps.once(`${project.repo}: copied`, () => {
    cpSync(join(corpus, name), folder, { recursive: true });
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true }))
      if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
    for (const [from, to] of Object.entries(project.copies)) copyFileSync(join(folder, from), join(folder, to));
    mkdirSync(join(folder, "data"), { recursive: true });
  });
  const environment = join(work, `${name}-environment`);
  return { project, folder, environment, python: join(environment, "bin/python") };
}

function prepare(checkOut: CheckOut): void {
  const { project, folder, environment } = checkOut;
  const interpreter = interpreterBetween(...project.python);
  if (interpreter === null) throw new Error(`${project.repo} needs Python 3.${project.python.join(" to 3.")}`);
  runOrSay(interpreter, ["-m", "venv", environment], `\`${interpreter} -m venv\` does not work`);
  install(checkOut, project.packages);
  for (const command of project.prepare) {
    const { status, output } = run(checkOut, ["manage.py", ...command]);
    if (status !== 0) throw new Error(`manage.py ${command.join(" ")} of ${project.repo} failed:\n${output}`);
  }
  // What the fixes change can be looked at with `git diff`.
  execFileSync("git", ["init", "--quiet", folder]);
}

function install({ folder, python }: CheckOut, packages: readonly string[]): void {
  execFileSync(python, ["-m", "pip", "install", "--quiet", ...packages], { cwd: folder, stdio: "inherit" });
}

function fieldsFound(checkOut: CheckOut): readonly string[] {
  const output = fieldguard(checkOut, ["scan", ".", "--format", "json", "--no-cache", "--fail-on", "never"]).output;
  const { findings } = JSON.parse(output) as {
    readonly findings: readonly { readonly path: string; readonly field?: string; readonly rule: string }[];
  };
  const selectors = findings
    .filter(({ rule }) => rule === "storage/plaintext-field")
    .map(({ path, field }) => `${path}::${field!}`);
  return [...new Set(selectors)];
}

interface Encrypted {
  /** Null where none is offered. */
  readonly fix: (typeof FIXES)[number] | null;
  readonly told: string;
}

function encrypt(checkOut: CheckOut, selector: string): Encrypted {
  const refusals: string[] = [];
  let fix: Encrypted["fix"] = null;
  for (const id of FIXES) {
    const { status, output, errors } = fieldguard(checkOut, ["fix", "--select", selector, "--fix", id, "--write"]);
    if (status === 0) {
      fix = id;
      break;
    }
    refusals.push(`${id}: ${(errors.trim() || output.trim()).split("\n")[0]!}`);
  }
  const told = [...refusals, ...(fix === null ? [] : [`applied: ${fix}`])].join(" – ");
  return { fix, told: `| ${checkOut.project.repo} | \`${selector}\` | ${told.replaceAll("|", "\\|")} |` };
}

interface Tested {
  readonly failed: readonly string[];
  readonly ran: number;
}

/** All tests, in the parts in which the project has them. */
function testedInParts(checkOut: CheckOut, when: string): Tested {
  const parts = partsOf(checkOut).map((part) =>
    steps.once(`${checkOut.project.repo}: tests ${when} ${part.join(" ")}`, () => tested(checkOut, part)),
  );
  return {
    failed: [...new Set(parts.flatMap(({ failed }) => failed))].sort(),
    ran: parts.reduce((sum, { ran }) => sum + ran, 0),
  };
}

function partsOf({ project: { inParts }, folder }: CheckOut): readonly (readonly string[])[] {
  if (inParts === undefined) return [[]];
  const entries = readdirSync(join(folder, inParts), { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() && entry.name !== "__pycache__") || /^test_.*\.py$/.test(entry.name))
    .map(({ name }) => [`${inParts}/${name}`]);
}

function tested(checkOut: CheckOut, part: readonly string[]): Tested {
  const { output } = run(checkOut, [...checkOut.project.test, ...part]);
  const ran = [/\bRan (\d+) tests/, /\b(\d+) passed/, /\b(\d+) failed/, /\b(\d+) errors?\b/].map((count) =>
    Number(count.exec(output)?.[1] ?? 0),
  );
  const sum = ran[0]! || ran.slice(1).reduce((all, each) => all + each, 0);
  if (sum === 0) throw new Error(`no test ran:\n${output.slice(-3000)}`);
  return { failed: [...new Set([...output.matchAll(checkOut.project.failed)].map(([name]) => name))], ran: sum };
}

/** What `makemigrations` would make: nothing, or what a package has left out. */
function wantedMigrations(checkOut: CheckOut): string {
  const { output } = run(checkOut, ["manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"]);
  return output.includes("No changes detected") ? "" : output.slice(output.indexOf("Migrations for"));
}

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

function run({ folder, python }: CheckOut, given: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(python, given, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  return { status, output: stdout + stderr, errors: stderr };
}

function fieldguard({ folder }: CheckOut, given: readonly string[]): Ended {
  const all = { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...given], all);
  return { status, output: stdout, errors: stderr };
}
