import { relative, resolve, sep } from "node:path";
import { baselineText, goneFrom, pathOf } from "../../engine/rules/baseline.ts";
import { BASELINE_PATH } from "../../workspace/folderBaseline.ts";
import { scanReport } from "../../workspace/scanReport.ts";
import type { ChangedFile } from "../changedFiles.ts";
import { type OpenProject, openProject } from "../project.ts";
import { printDiff } from "../printDiff.ts";
import { targetOf } from "../target.ts";
import type { Terminal } from "../terminal.ts";
import { textFile, withLineEndsOf } from "../textFile.ts";
import { noteUnread, tellInternalErrors } from "../unread.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

export const baselineVerb: Verb = {
  name: "baseline",
  summary:
    "accept what is found in an old project today, so that only what is new is told; a diff unless --write is given",
  usage: ["baseline [--prune] [--write] [FILE]"],
  options: [
    { name: "prune", value: null, help: "accept nothing new: only take out what is gone" },
    { name: "write", value: null, help: "change the file" },
  ],
  notes: [
    `FILE is ${BASELINE_PATH} unless it is given. That one is heeded by every scan and in the editor; another by\n` +
      "`scan --baseline FILE`. Check it in: a line is the fingerprint of a finding, without lines or values.",
    "Findings that were accepted are kept in reports as suppressed. The current folder is the project.",
  ],
  example: "fieldguard baseline --write",

  async run(invocation) {
    const { shell, terminal, positionals, values, switches } = invocation;
    if (positionals.length > 1) throw new UsageError("give one file at most; the project is the current folder");
    const target = targetOf([]);
    const path = relative(target.root, resolve(positionals[0] ?? BASELINE_PATH)).replaceAll(sep, "/");
    const before = textFile(path);
    const known = before === null ? [] : ([["baseline", path]] as const);
    const project = await openProject(target, { ...invocation, values: new Map([...values, ...known]) });
    const everything = (): boolean => true;
    const report = await scanReport(project.workspace, {
      version: shell.version,
      isCounted: everything,
      isWanted: everything,
      isWhole: true,
    });
    const found = report.files.flatMap(({ findings }) => findings.map(({ finding }) => finding));
    const accepted = found.filter(
      ({ suppressed }) => suppressed?.by === "baseline" || (suppressed === null && !switches.has("prune")),
    );
    noteMoved(project.workspace.moved, terminal);
    const isPartly = noteUnread(project, path, terminal);
    const kept = await notGone(project, goneFrom(project.workspace.baseline, found), isPartly);
    if (kept.length > 0 && !isPartly)
      terminal.note(
        `fieldguard: what is accepted in ${namesOf(kept)} stays: the project leaves that out, and nobody has looked`,
      );
    const file: ChangedFile = {
      path,
      before,
      after: withLineEndsOf(before, baselineText([...accepted.map(({ fingerprint }) => fingerprint), ...kept])),
    };
    const changed = before?.text === file.after ? [] : [file];
    if (switches.has("write")) {
      writeFiles(project.root, changed);
      for (const each of changed) terminal.print(`${each.before ? "changed" : "created"} ${path}\n`);
    } else {
      printDiff(terminal, changed);
    }
    return tellInternalErrors(project) ? EXIT.internal : EXIT.clean;
  },
};

/** Once for each pair of files. */
function noteMoved(moved: ReadonlyMap<string, string>, terminal: Terminal): void {
  const pairs = new Set([...moved].map(([from, to]) => `${pathOf(from)} → ${pathOf(to)}`));
  for (const pair of pairs) terminal.note(`fieldguard: moved ${pair}`);
}

/** What is missing only because its file was not read. */
async function notGone(
  { workspace }: OpenProject,
  missing: readonly string[],
  isPartly: boolean,
): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const fingerprint of missing) {
    if (workspace.moved.has(fingerprint)) continue;
    if (isPartly || (await workspace.excludes(pathOf(fingerprint)))) kept.push(fingerprint);
  }
  return kept;
}

function namesOf(fingerprints: readonly string[]): string {
  return [...new Set(fingerprints.map(pathOf))].join(", ");
}
