import { removeIgnores as planRemoval } from "../engine/fixes/removeIgnore.ts";
import { ChangedFiles } from "./changedFiles.ts";
import { printDiff } from "./printDiff.ts";
import { openProject } from "./project.ts";
import { isPart, targetOf } from "./target.ts";
import { EXIT, type Invocation, UsageError } from "./verb.ts";
import { writeFiles } from "./writeFiles.ts";

/** Takes all comments out that hide nothing. What a person has yet to put right stays, with all that they wrote, and is told of. */
export async function removeIgnores(invocation: Invocation): Promise<number> {
  const { terminal, positionals, values, switches } = invocation;
  if (values.has("select")) throw new UsageError("this fix takes no --select; name files or folders as PATH");
  const target = targetOf(positionals);
  // What they hide may hang on any other file.
  const project = await openProject({ ...target, parts: null }, invocation);
  const { workspace } = project;
  await workspace.uses.refresh();
  const changed = new ChangedFiles(workspace);
  let unfinished = 0;
  for (const path of workspace.pathsOfUnusedIgnores.filter((each) => isPart(target.parts, each))) {
    const found = workspace.unusedIgnoresIn(path).filter(({ suppressed }) => suppressed === null);
    const findings = found.filter(({ isUnfinished }) => !isUnfinished);
    unfinished += found.length - findings.length;
    const text = await workspace.text(path);
    const plan = text === null ? null : planRemoval(findings, text);
    if (plan) await changed.apply(plan.steps.flatMap((step) => step.changes));
  }
  if (unfinished > 0) {
    const count = unfinished === 1 ? "1 comment is" : `${unfinished} comments are`;
    terminal.note(
      `fieldguard: ${count} left for you to put right: without a reason, or for a rule that does not exist; fieldguard scan shows them`,
    );
  } else if (changed.files.length === 0) {
    terminal.note("fieldguard: every comment there that silences a rule hides something");
  }
  if (!switches.has("write")) {
    printDiff(terminal, changed.files);
    return EXIT.clean;
  }
  writeFiles(project.root, changed.files);
  for (const { path } of changed.files) terminal.print(`changed ${path}\n`);
  return EXIT.clean;
}
