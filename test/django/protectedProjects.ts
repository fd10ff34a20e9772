/**
 * `npm run protected-projects -- --corpus DIR [--seed NUMBER] [--only OWNER/NAME]`: of two real projects, whose check-outs are in
 * `DIR/OWNER+NAME`, twenty fields are drawn from all findings. Each is encrypted by the built command line, with a blind index where it
 * cannot be without, or it says why not; then the project's whole test suite has to fail in the same tests as before, and `makemigrations`
 * has no more to make than before. `--only` draws from both and goes on with one. Prints the tables of docs/real-projects.md.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Random } from "../support/random.ts";
import { runOrSay } from "../support/prerequisites.ts";
import { interpreterBetween } from "./interpreters.ts";

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
    test: ["-m", "pytest", "-q", "tests"],
    failed: /^(?:ERROR|FAILED) \S+/gm,
  },
];

const FIELDS = 20;

/** In the order in which they are tried. */
const FIXES = ["encrypt", "encrypt-blind-index"] as const;

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

const { values } = parseArgs({
  options: { corpus: { type: "string" }, seed: { type: "string", default: "1" }, only: { type: "string" } },
});
if (values.corpus === undefined) throw new Error("--corpus DIR is missing: the folder of the check-outs");
if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run `npm run build` first");
const work = mkdtempSync(join(tmpdir(), "fieldguard-projects-"));
const checkOuts = PROJECTS.map((project) => checkOutOf(project, values.corpus!));
const drawn = new Random(Number(values.seed)).shuffled(checkOuts.flatMap(fieldsFound)).slice(0, FIELDS);

console.log(`seed ${values.seed}, ${drawn.length} fields\n`);
console.log("| project | field | what became of it |\n| --- | --- | --- |");
let isSame = true;
const lines: string[] = [];
for (const checkOut of checkOuts.filter(({ project }) => values.only === undefined || project.repo === values.only)) {
  prepare(checkOut);
  const before = failedTests(checkOut);
  const wantedBefore = wantedMigrations(checkOut);
  const applied = drawn.filter((field) => field.checkOut === checkOut).map(encrypt);
  if (applied.some((fix) => fix !== null)) install(checkOut, ["cryptography"]);
  const after = failedTests(checkOut);
  const wanted = wantedMigrations(checkOut);
  const isAlike = before.join("\n") === after.join("\n") && wanted === wantedBefore;
  isSame &&= isAlike;
  lines.push(
    `| ${checkOut.project.repo} | ${FIXES.map((id) => applied.filter((fix) => fix === id).length).join(" | ")} | ${before.length} | ${after.length} | ${isAlike ? "the same" : "DIFFERENT"} |`,
  );
  if (!isAlike) console.error([...after.filter((name) => !before.includes(name)), wanted].join("\n"));
}
console.log(
  `\n| project | ${FIXES.join(" | ")} | tests that fail before | after | |\n| --- | --: | --: | --: | --: | --- |`,
);
console.log(lines.join("\n"));
if (isSame) rmSync(work, { recursive: true });
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
  cpSync(join(corpus, name), folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true }))
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
  for (const [from, to] of Object.entries(project.copies)) copyFileSync(join(folder, from), join(folder, to));
  mkdirSync(join(folder, "data"), { recursive: true });
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

interface FoundField {
  readonly checkOut: CheckOut;
  readonly selector: string;
}

function fieldsFound(checkOut: CheckOut): readonly FoundField[] {
  const output = fieldguard(checkOut, ["scan", ".", "--format", "json", "--no-cache", "--fail-on", "never"]).output;
  const { findings } = JSON.parse(output) as {
    readonly findings: readonly { readonly path: string; readonly field?: string; readonly rule: string }[];
  };
  const selectors = findings
    .filter(({ rule }) => rule === "storage/plaintext-field")
    .map(({ path, field }) => `${path}::${field!}`);
  return [...new Set(selectors)].map((selector) => ({ checkOut, selector }));
}

/** By which fix, or null where none is offered. */
function encrypt({ checkOut, selector }: FoundField): (typeof FIXES)[number] | null {
  const refusals: string[] = [];
  let applied: (typeof FIXES)[number] | null = null;
  for (const id of FIXES) {
    const { status, output, errors } = fieldguard(checkOut, ["fix", "--select", selector, "--fix", id, "--write"]);
    if (status === 0) {
      applied = id;
      break;
    }
    refusals.push(`${id}: ${(errors.trim() || output.trim()).split("\n")[0]!}`);
  }
  const told = [...refusals, ...(applied === null ? [] : [`applied: ${applied}`])].join(" – ");
  console.log(`| ${checkOut.project.repo} | \`${selector}\` | ${told.replaceAll("|", "\\|")} |`);
  return applied;
}

function failedTests(checkOut: CheckOut): readonly string[] {
  const { output } = run(checkOut, checkOut.project.test);
  if (!/\bran \d+ tests|\d+ passed/i.test(output)) throw new Error(`no test ran:\n${output.slice(-3000)}`);
  return [...new Set([...output.matchAll(checkOut.project.failed)].map(([name]) => name))].sort();
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
