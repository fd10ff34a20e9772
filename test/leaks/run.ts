/**
 * `npm run leaks`: what the built command line finds of the planted leaks, in either profile, and what it says of their
 * clean twins, where each finding is a false alarm. `-- --show` names what was missed and what was false; `-- planted`
 * looks at one of the two projects alone.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";

interface Leak {
  readonly file: string;
  /** 1-based, in `leaky`. */
  readonly line: number;
  readonly title: string;
  /** What is wrong; names the line of the source where that is far from the sink. */
  readonly what: string;
}

interface Finding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly path: string;
  readonly line: number;
  /** Where the value comes from and passes, for findings that follow one. */
  readonly related?: readonly Place[];
}

interface Place {
  readonly path: string;
  readonly line: number;
}

/** Lines between a finding and the place of a leak, at most: a call may begin above what it leaks. */
const NEAR = 3;

const { values, positionals } = parseArgs({ options: { show: { type: "boolean" } }, allowPositionals: true });
const kinds = read("kinds.yml") as Readonly<Record<string, readonly string[]>>;
const policies = mkdtempSync(join(tmpdir(), "fieldguard-leaks-"));
try {
  for (const project of positionals.length > 0 ? positionals : ["planted", "heldOut"])
    for (const profile of ["recommended", "strict"]) judge(project, profile);
} finally {
  rmSync(policies, { recursive: true });
}

function judge(project: string, profile: string): void {
  const leaks = read(project, "leaks.yml") as readonly Leak[];
  const found = findingsIn(project, "leaky", profile);
  const missed = leaks.filter((leak) => !found.some((finding) => isOf(finding, leak)));
  const falseAlarms = findingsIn(project, "clean", profile);
  const told = found.filter((finding) => !leaks.some((leak) => isOf(finding, leak)));
  console.log(
    `${project}, ${profile}: ${leaks.length - missed.length} of ${leaks.length} leaks found, ${falseAlarms.length} false alarms in the clean twin, ` +
      `${told.length} other findings beside the leaks`,
  );
  if (!values.show) return;
  for (const { file, line, title } of missed) console.log(`  missed  ${file}:${line}  ${title}`);
  for (const finding of falseAlarms) console.log(`  false   ${inWords(finding)}`);
  for (const finding of told) console.log(`  other   ${inWords(finding)}`);
}

/** All but hints, which are shown to nobody who does not ask, and but what is said of storing, which is not planted. */
function findingsIn(project: string, tree: "leaky" | "clean", profile: string): readonly Finding[] {
  const policy = join(policies, "fieldguard.yml");
  writeFileSync(policy, `profile: ${profile}\n`);
  const output = execFileSync(
    process.execPath,
    [
      "dist/cli.js",
      "scan",
      "--format",
      "json",
      "--no-cache",
      "--fail-on",
      "never",
      "--config",
      policy,
      folder(project, tree),
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const { findings } = JSON.parse(output) as { findings: readonly Finding[] };
  return findings.filter(
    ({ rule, severity }) => severity !== "hint" && (!rule.startsWith("storage/") || rule === "storage/plaintext-copy"),
  );
}

/** A leak may be told of where a value is handed to a helper, or in the helper: the finding shows its way through both. */
function isOf({ rule, path, line, related = [] }: Finding, leak: Leak): boolean {
  const source = /source is line (\d+)/.exec(leak.what)?.[1];
  const places = source === undefined ? [leak.line] : [leak.line, Number(source)];
  return (
    [{ path, line }, ...related].some(
      (at) => at.path === leak.file && places.some((place) => Math.abs(at.line - place) <= NEAR),
    ) && kinds[leak.title]!.some((kind) => rule === kind || rule.startsWith(`${kind}/`))
  );
}

function inWords({ path, line, severity, rule }: Finding): string {
  return `${path}:${line}  ${severity} ${rule}`;
}

function read(...path: readonly string[]): unknown {
  return parse(readFileSync(folder(...path), "utf8"));
}

function folder(...path: readonly string[]): string {
  return join(import.meta.dirname, ...path);
}
