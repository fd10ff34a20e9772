import type { Expression } from "../../../languages/python/expression.ts";
import { type Bindings, qualify } from "../../../languages/python/imports.ts";
import { readModule } from "../../../languages/python/module.ts";
import { readExpression } from "../../../languages/python/readExpression.ts";
import type { Project } from "../../../project/model.ts";
import { assignmentParts } from "../../../project/settings/assignment.ts";
import { type SettingPlace, textOf, truthOf, type Value } from "../../../project/settings/value.ts";
import type { DeploymentRule } from "../../rule.ts";
import { isTrue, placeOf, surelyGiven } from "../../deployment.ts";

export const debugOn: DeploymentRule = {
  meta: {
    id: "settings/debug-on",
    title: "Settings for production in which DEBUG is on, or is when nothing says otherwise",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds `DEBUG` in settings that the project may be deployed with: where it is `True`; where it is `True` unless a variable of the",
      "environment says otherwise; and where it is the text of a variable, so that `DEBUG=False` turns it on. Settings for development and",
      "tests are left alone, and so is what a module may overrule that nobody commits. `manage.py check --deploy` tells of the first as",
      "`security.W018` when it runs with these very settings.",
    ].join("\n"),
    why: [
      "An error then shows everybody a page with the local variables of each function, which hold what a form or a record holds, with the",
      "settings, and with all SQL; and each query is kept in memory.",
    ].join("\n"),
    bad: 'DEBUG = os.environ.get("DEBUG", True)',
    good: 'DEBUG = os.environ.get("DEBUG") == "1"',
    fixes: ["debug-from-environment"],
    references: [
      { title: "CWE-489: Active Debug Code", url: "https://cwe.mitre.org/data/definitions/489.html" },
      { title: "Django: DEBUG", url: "https://docs.djangoproject.com/en/5.2/ref/settings/#debug" },
    ],
  },

  *check(deployment) {
    const debug = surelyGiven(deployment, "DEBUG");
    if (!debug) return;
    const place = placeOf(debug);
    const said = { severity: "warning", place, setting: "DEBUG" } as const;
    const { value } = debug;
    if (isTrue(value)) {
      yield {
        ...said,
        message: `\`DEBUG\` is on wherever these settings are used: an error shows everybody the values of all variables around it. Turn it on where it is needed, by a variable of the environment or in settings for development.`,
      };
    } else if (value.kind === "environment" && isWrittenAsText(deployment.project, place)) {
      yield {
        ...said,
        message: `\`DEBUG\` is the text of ${variableOf(value.variable)}, and any text is true: \`False\` and \`0\` turn it on as well. Compare the text with one that means yes.`,
      };
    } else if (value.kind === "environment" && value.default && isOn(value.default)) {
      yield {
        ...said,
        message: `\`DEBUG\` is on wherever ${variableOf(value.variable)} is not set: an error then shows everybody the values of all variables around it. Let it be off unless the variable says otherwise.`,
      };
    }
  },
};

/** A reader of the project's own may make anything of a text: `get_bool("DEBUG", "NO")`. */
function isOn(value: Value): boolean {
  const text = textOf(value);
  return text === null ? truthOf(value) === true : /^(1|t|true|y|yes|on)$/i.test(text);
}

function variableOf(name: string | null): string {
  return name ? `the variable \`${name}\`` : "a variable of the environment";
}

/** `os.getenv("DEBUG")`, `bool(os.environ["DEBUG"])` and the like: nothing makes anything but a text of it. */
function isWrittenAsText({ texts }: Project, { path, span }: SettingPlace): boolean {
  const module = readModule(texts.get(path) ?? "");
  const parts = assignmentParts(module.text, span);
  return parts !== null && isText(readExpression(module.text, parts.value), module.bindings);
}

function isText(expression: Expression, bindings: Bindings): boolean {
  if (expression.kind === "subscript") return isNamed(expression.object, bindings, ["os.environ"]);
  if (expression.kind !== "call") return false;
  const [first] = expression.arguments;
  if (isNamed(expression.callee, bindings, ["bool"])) return first !== undefined && isText(first.value, bindings);
  if (isNamed(expression.callee, bindings, ["os.environ.get", "os.getenv"])) return true;
  // python-decouple 3.8 casts nothing where it is not told to.
  const isUncast = expression.arguments.length < 3 && expression.arguments.every(({ name }) => name !== "cast");
  return isUncast && isNamed(expression.callee, bindings, ["decouple.config"]);
}

function isNamed(expression: Expression, bindings: Bindings, names: readonly string[]): boolean {
  return expression.kind === "name" && names.includes(qualify(expression.text, bindings));
}
