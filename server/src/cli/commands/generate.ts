import { auditPaths, auditPlace, auditPlan } from "../../engine/fixes/audit/auditPlan.ts";
import type { FixPlan } from "../../engine/fixes/model.ts";
import { ChangedFiles } from "../changedFiles.ts";
import { printDiff } from "../printDiff.ts";
import { type OpenProject, openProject } from "../project.ts";
import { projectModels } from "../projectModels.ts";
import { targetOf } from "../target.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

const SUBJECTS = ["audit"];

export const generateVerb: Verb = {
  name: "generate",
  summary: "write code for the project out of what was found; a diff unless --write is given",
  usage: ["generate audit [--write] [PATH]"],
  options: [{ name: "write", value: null, help: "change the files, all or none" }],
  notes: [
    [
      "audit: a Django app that records who reads, changes and exports confidential and restricted fields, without",
      "their values, and alerts. It becomes the project's own; run again, only its list of fields is written anew.",
    ].join("\n"),
    "The diff goes to standard output, what remains to be done by hand to standard error.",
  ],
  example: "fieldguard generate audit --write .",

  async run(invocation) {
    const { terminal, positionals, switches } = invocation;
    const [subject, ...paths] = positionals;
    if (subject === undefined || !SUBJECTS.includes(subject))
      throw new UsageError(`say what to generate: ${SUBJECTS.join(", ")}`);
    const target = targetOf(paths);
    if (target.parts !== null) throw new UsageError("give one folder, that of the project");
    const project = await openProject(target, invocation);
    const plan = await auditPlanOf(project);
    const changed = new ChangedFiles(project.workspace);
    await changed.apply(plan.steps.flatMap((step) => step.changes));
    if (switches.has("write")) {
      writeFiles(project.root, changed.files);
      for (const { path, before } of changed.files) terminal.print(`${before ? "changed" : "created"} ${path}\n`);
    } else printDiff(terminal, changed.files);
    for (const note of plan.notes) terminal.note(`note: ${note}`);
    return EXIT.clean;
  },
};

async function auditPlanOf({ workspace }: OpenProject): Promise<FixPlan> {
  const place = auditPlace(workspace.project);
  if (!place) throw new UsageError("there is no manage.py in that folder, which tells from where the project imports");
  const existing = new Map<string, string>();
  for (const path of auditPaths(place)) {
    const text = await workspace.text(path);
    if (text !== null) existing.set(path, text);
  }
  const plan = auditPlan(workspace.project, place, await projectModels(workspace), existing);
  if (typeof plan === "string") throw new UsageError(plan);
  return plan;
}
