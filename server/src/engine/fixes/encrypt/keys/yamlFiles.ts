import { parseDocument } from "yaml";
import { addToYaml, type YamlAddition, type YamlRefusal } from "../../../project/yaml/fillYaml.ts";
import type { TextEdit } from "../../../text/textEdit.ts";
import { type KeyRun, type KeyRuns, TEST_COMMAND } from "./keyRuns.ts";
import otherPrograms from "./otherPrograms.yml";

export type YamlResult = readonly TextEdit[] | YamlRefusal;

/** Hands the variable on to each service that gets variables of the settings and has no key without it. Never writes a key. */
export function composeFileEdits(text: string, runs: KeyRuns): YamlResult {
  const { name: keys } = runs.setting;
  const services = entriesOf(member(contentOf(text), "services"));
  const seen = new Set<unknown>();
  const additions = services.flatMap(([name, service]): readonly YamlAddition[] => {
    const environment = member(service, "environment");
    const variables = variablesOf(environment);
    // Services share an environment by an alias.
    if (seen.has(environment) || variables.has(keys) || !givesSettings(variables, runs)) return [];
    seen.add(environment);
    if (!runs.needsVariable({ variables, command: textOf(member(service, "command")) })) return [];
    const path = ["services", name, "environment"];
    if (!Array.isArray(environment)) return [{ path, content: { [keys]: `\${${keys}}` } }];
    const handsOn = environment.every((item) => typeof item === "string" && !item.includes("="));
    return [{ path, content: [handsOn ? keys : `${keys}=\${${keys}}`] }];
  });
  return addToYaml(text, additions);
}

/** Files that services get their variables from, which are not in the repository or not read here; not those of other programs. */
export function environmentFilesOf(path: string, text: string, runs: KeyRuns): readonly string[] {
  return entriesOf(member(contentOf(text), "services")).flatMap(([, service]) => {
    const variables = variablesOf(member(service, "environment"));
    if (variables.has(runs.setting.name) || givesSettings(variables, runs)) return [];
    return [member(service, "env_file")]
      .flat()
      .map((file) => textOf(typeof file === "string" ? file : member(file, "path")))
      .filter((file) => file !== "" && !OF_OTHERS.test(file) && !FOR_DEVELOPMENT.test(path + file));
  });
}

const OF_OTHERS = programs("service");
const FOR_DEVELOPMENT = /local|dev|test|example/i;

/** Whether a text that is no YAML speaks of the settings' variables. */
export function isUnreadable(text: string, runs: KeyRuns): boolean {
  return contentOf(text) === null && [...runs.variables].some((name) => text.includes(name));
}

/** Gives the public key to the tests of a GitHub workflow. */
export function workflowEdits(text: string, runs: KeyRuns): YamlResult {
  const workflow = contentOf(text);
  const jobs = entriesOf(member(workflow, "jobs"));
  const isForTests = jobs.every(
    ([name, job]) =>
      isForTestsAlone(stepsOf(job).map((step) => textOf(member(step, "run")))) &&
      !stepsOf(job).some(deploys) &&
      !isDeployment(name, job),
  );
  const additions = new Map<string, YamlAddition>();
  for (const [name, job] of jobs) {
    const steps = stepsOf(job);
    for (const [index, step] of steps.entries()) {
      const levels: readonly Level[] = [
        levelOf(["jobs", name, "steps", index], "env", step, !deploys(step)),
        levelOf(["jobs", name], "env", job, !steps.some(deploys) && !isDeployment(name, job)),
        levelOf([], "env", workflow, isForTests),
      ];
      const addition = additionFor(levels, textOf(member(step, "run")), runs);
      if (addition === "unclear") return TESTS_AND_DEPLOYS;
      if (addition) additions.set(addition.path.join("\n"), addition);
    }
  }
  return addToYaml(text, [...additions.values()]);
}

/** The same for GitLab. */
export function gitlabEdits(text: string, runs: KeyRuns): YamlResult {
  const pipeline = contentOf(text);
  const scriptOf = (job: unknown): string => [member(job, "script")].flat(2).map(textOf).join("\n");
  const isForTests = entriesOf(pipeline).every(
    ([name, job]) => isForTestsAlone([scriptOf(job)]) && !isDeployment(name, job),
  );
  const additions = new Map<string, YamlAddition>();
  for (const [name, job] of entriesOf(pipeline)) {
    const script = scriptOf(job);
    const levels: readonly Level[] = [
      levelOf([name], "variables", job, !DEPLOYS.test(script) && !isDeployment(name, job)),
      levelOf([], "variables", pipeline, isForTests),
    ];
    const addition = additionFor(levels, script, runs);
    if (addition === "unclear") return TESTS_AND_DEPLOYS;
    if (addition) additions.set(addition.path.join("\n"), addition);
  }
  return addToYaml(text, [...additions.values()]);
}

const TESTS_AND_DEPLOYS: YamlRefusal = { line: 1, because: "what runs the tests deploys as well" };

/** A place for variables, the innermost first. */
interface Level {
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly variables: KeyRun["variables"];
  /** Nothing else gets them: a deployment must not find a public key. */
  readonly isForTests: boolean;
}

function levelOf(path: Level["path"], key: string, owner: unknown, isForTests: boolean): Level {
  return { path, key, variables: variablesOf(member(owner, key)), isForTests };
}

function deploys(step: unknown): boolean {
  return ["name", "run", "uses"].some((key) => DEPLOYS.test(textOf(member(step, key))));
}

/** Whether a job says of itself that it deploys, or leaves it to what stands elsewhere what it does. */
function isDeployment(name: string, job: unknown): boolean {
  const elsewhere = ["environment", "trigger", "extends", "uses"].some((key) => member(job, key) !== undefined);
  const said = [name, ...["stage", "before_script", "after_script"].map((key) => textOf(member(job, key)))];
  return elsewhere || said.some((text) => DEPLOYS.test(text));
}

const DEPLOYS = programs("deployment");

/** Whether a job runs tests, or nothing of the project: what it says for all its jobs is then said for tests. */
function isForTestsAlone(commands: readonly string[]): boolean {
  if (commands.some((command) => DEPLOYS.test(command))) return false;
  return (
    commands.some((command) => TEST_COMMAND.test(command)) || !commands.some((command) => RUNS_PROJECT.test(command))
  );
}

const RUNS_PROJECT = new RegExp(`manage\\.py|django-admin|docker|${DEPLOYS.source}`, "i");

function stepsOf(job: unknown): readonly unknown[] {
  const steps = member(job, "steps");
  return Array.isArray(steps) ? steps : [];
}

/** Null where nothing has to be added; "unclear" where no place is for tests alone. */
function additionFor(levels: readonly Level[], command: string, runs: KeyRuns): YamlAddition | "unclear" | null {
  if (!TEST_COMMAND.test(command)) return null;
  const { name, publicKey } = runs.setting;
  const variables = new Map(levels.toReversed().flatMap((level) => [...level.variables]));
  if (variables.has(name) || !runs.needsVariable({ variables, command })) return null;
  // Beside the variables of the settings, else where there are others, else at the job.
  const allowed = levels.filter(({ isForTests }) => isForTests);
  const level =
    allowed.find((each) => givesSettings(each.variables, runs)) ??
    allowed.find((each) => each.variables.size > 0) ??
    allowed.findLast(({ path }) => path.length > 0);
  if (!level) return "unclear";
  return { path: level.path, content: { [level.key]: { [name]: publicKey } } };
}

function givesSettings(variables: KeyRun["variables"], runs: KeyRuns): boolean {
  return [...variables.keys()].some(
    (name) => runs.variables.has(name) || name === "DJANGO_SETTINGS_MODULE" || name === "DJANGO_CONFIGURATION",
  );
}

/** Of a mapping, or of a list of `NAME=value`. */
function variablesOf(node: unknown): KeyRun["variables"] {
  if (Array.isArray(node)) {
    return new Map(
      node.map((item) => {
        const [, name = "", value = null] = /^([^=]*)(?:=(.*))?$/s.exec(textOf(item)) ?? [];
        return [name, value];
      }),
    );
  }
  return new Map(entriesOf(node).map(([name, value]) => [name, typeof value === "string" ? value : null]));
}

/** Null for a text that is no YAML. */
function contentOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  if (document.errors.length > 0) return null;
  try {
    // Nothing but comments says nothing.
    return document.toJS() ?? {};
  } catch {
    // An alias without an anchor, or too many.
    return null;
  }
}

function entriesOf(node: unknown): readonly (readonly [string, unknown])[] {
  return typeof node === "object" && node !== null && !Array.isArray(node) ? Object.entries(node) : [];
}

function member(node: unknown, key: string): unknown {
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>)[key] : undefined;
}

function textOf(node: unknown): string {
  return typeof node === "string" ? node : Array.isArray(node) ? node.map(textOf).join(" ") : "";
}

/** Finds what names one of them. */
function programs(kind: (typeof otherPrograms)[number]["is"]): RegExp {
  const groups = otherPrograms.filter(({ is }) => is === kind);
  const names = groups.flatMap(({ parts, words }) => [...parts, ...words.map((word) => `\\b${word}\\b`)]);
  return new RegExp(names.join("|"), "i");
}
