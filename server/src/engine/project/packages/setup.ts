import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import { readModule } from "../../languages/python/module.ts";
import { evaluationOf } from "../settings/evaluateModule.ts";
import { textOf, type Value } from "../settings/value.ts";
import type { RequirementGroup } from "./groups.ts";
import { readRequirement, type Requirement } from "./requirement.ts";

/** `install_requires` and the extras of a `setup.cfg`. */
export function setupCfgRequirements(text: string): readonly RequirementGroup[] {
  const found = new Map<string | null, Requirement[]>();
  let section = "";
  let group: string | null | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      section = header.trim();
      group = undefined;
      continue;
    }
    const option = /^(\w[\w.-]*)\s*[=:](.*)$/.exec(line);
    if (option) group = groupOf(section, option[1]!);
    if (group === undefined) continue;
    const requirements = (option ? option[2]! : line).split(/[,\n](?!\s*[<>=!~])/).flatMap((item) => readRequirement(item) ?? []);
    const known = found.get(group);
    if (known) known.push(...requirements);
    else found.set(group, requirements);
  }
  return [...found].map(([name, requirements]) => ({ group: name, requirements }));
}

/** Null: every installation needs it. Undefined: it is no list of requirements. */
function groupOf(section: string, option: string): string | null | undefined {
  if (section === "options.extras_require") return option;
  if (option === "install_requires") return null;
  return option === "tests_require" ? "tests" : undefined;
}

/** What `setup(install_requires=[…], extras_require={…})` lists in plain text, itself or in a variable of the file. */
export function setupPyRequirements(text: string): readonly RequirementGroup[] {
  const call = setupCallIn(text);
  if (!call) return [];
  const { values } = evaluationOf(new Map([["setup.py", text]])).moduleAt("setup.py", "");
  const valueOf = (name: string): Value | null => {
    const argument = call.arguments.find((each) => each.name === name)?.value;
    if (!argument) return null;
    // As if it were assigned at the end of the file.
    return argument.kind === "name" ? (values.get(argument.text)?.value ?? null) : plainValue(argument);
  };
  const extras = valueOf("extras_require");
  return [
    { group: null, requirements: requirementsIn(valueOf("install_requires")) },
    { group: "tests", requirements: requirementsIn(valueOf("tests_require")) },
    ...(extras?.kind === "dictionary" ? extras.entries : []).map(({ key, value }) => ({
      group: String(key),
      requirements: requirementsIn(value),
    })),
  ];
}

/** The call of `setup`, however it is imported. */
export function setupCallIn(text: string): CallExpression | null {
  if (!text.includes("install_requires")) return null;
  const pending = [...readModule(text).layout.statements];
  for (let statement = pending.shift(); statement; statement = pending.shift()) {
    pending.push(...statement.body);
    if (statement.kind !== "other") continue;
    const expression = readExpression(text, statement.span);
    if (expression.kind === "call" && /(^|\.)setup$/.test(calleeOf(expression))) return expression;
  }
  return null;
}

function plainValue(expression: Expression): Value | null {
  if (expression.kind === "text") return { kind: "literal", value: expression.value };
  if (expression.kind === "sequence") {
    const items = expression.items.flatMap((item) => plainValue(item) ?? []);
    return { kind: "list", of: "list", items: items.map((value) => ({ value, always: true })), whole: true };
  }
  if (expression.kind !== "dictionary") return null;
  const entries = expression.entries.flatMap(({ key, value }) => {
    const plain = plainValue(value);
    return key.kind === "text" && plain ? [{ key: key.value, value: plain, always: true }] : [];
  });
  return { kind: "dictionary", entries, whole: true };
}

function requirementsIn(value: Value | null): readonly Requirement[] {
  if (value?.kind === "list") return value.items.flatMap((item) => readRequirement(textOf(item.value) ?? "") ?? []);
  // setuptools takes one text with a requirement a line, too.
  const text = value ? textOf(value) : null;
  return text === null ? [] : text.split("\n").flatMap((line) => readRequirement(line) ?? []);
}
