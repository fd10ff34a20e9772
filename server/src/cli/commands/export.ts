import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { exportGdprYml } from "../../engine/project/declarations/exportGdprYml.ts";
import { GDPR_YML } from "../../engine/project/declarations/gdprYml.ts";
import { isGdprYml } from "../../engine/project/declarations/readDeclarations.ts";
import type { ChangedFile } from "../changedFiles.ts";
import { type OpenProject, openProject } from "../project.ts";
import { projectModels } from "../projectModels.ts";
import { targetOf } from "../target.ts";
import { printDiff } from "../printDiff.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

const FORMATS = ["gdpr-yml"] as const;

export const exportVerb: Verb = {
  name: "export",
  summary: "tell another tool what was found; a diff unless --write is given",
  usage: ["export --format FORMAT [--file FILE] [--write] [PATH]"],
  options: [
    { name: "format", value: "FORMAT", help: "gdpr-yml: the gdpr.yml of leukeleu-django-gdpr", choices: FORMATS },
    { name: "file", value: "FILE", help: "the file to fill in, if not the project's only one" },
    { name: "write", value: null, help: "change the file" },
  ],
  notes: [
    "What stands in the file stays, comments as well: only what is missing or undecided is filled in. Fields to\n" +
      "decide are left undecided. Where the file says otherwise than the policy, that is told on standard error.",
    "`python manage.py gdpr` then adds names, descriptions, and the models of installed packages.",
  ],
  example: "fieldguard export --format gdpr-yml --write .",

  async run(invocation) {
    const { terminal, positionals, values, switches } = invocation;
    if (!values.has("format")) throw new UsageError(`say what to make with --format ${FORMATS.join(", ")}`);
    const target = targetOf(positionals);
    if (target.parts !== null) throw new UsageError("give one folder, that of the project");
    const project = await openProject(target, invocation);
    const file = await filledIn(project, invocation);
    const changed = file.before?.text === file.after ? [] : [file];
    if (!switches.has("write")) {
      printDiff(terminal, changed);
      return EXIT.clean;
    }
    writeFiles(project.root, changed);
    for (const { path, before } of changed) terminal.print(`${before ? "changed" : "created"} ${path}\n`);
    return EXIT.clean;
  },
};

async function filledIn(project: OpenProject, { terminal, values }: Invocation): Promise<ChangedFile> {
  const { workspace, root } = project;
  const path = pathOf(project, values.get("file"));
  const before = await workspace.source(path);
  if (!before && existsSync(join(root, path))) throw new UsageError(`${path}: cannot be read as a text`);
  const models = await projectModels(workspace);
  const exported = exportGdprYml(before?.text ?? "", models);
  if ("because" in exported) throw new UsageError(`${path}:${exported.line}: ${exported.because}; correct it first`);
  for (const conflict of exported.conflicts) terminal.note(`note: ${path}: ${conflict}; left as it is`);
  const { undecided } = exported;
  if (undecided.length > 0) terminal.note(`note: left to decide, as \`pii: null\`: ${undecided.join(", ")}`);
  return { path, before, after: exported.text };
}

/** The package reads a file of this name alone, from `BASE_DIR` unless told otherwise: mostly the folder of `manage.py`. */
function pathOf({ workspace, root }: OpenProject, given: string | undefined): string {
  if (given !== undefined) {
    const path = relative(root, resolve(given)).replaceAll(sep, "/");
    if (!isGdprYml(path)) throw new UsageError(`--file ${given}: the package reads only a file called ${GDPR_YML}`);
    if (path.startsWith("../") || isAbsolute(path))
      throw new UsageError(`--file ${given}: lies outside of the project`);
    return path;
  }
  const { texts, sourceRoot } = workspace.project;
  const [first, ...others] = [...texts.keys()].filter(isGdprYml).sort();
  if (first === undefined) return sourceRoot === null || sourceRoot === "" ? GDPR_YML : `${sourceRoot}/${GDPR_YML}`;
  if (others.length === 0) return first;
  throw new UsageError(`there are several, name one with --file: ${[first, ...others].join(", ")}`);
}
