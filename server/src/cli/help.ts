import { COMMON_OPTIONS } from "./arguments.ts";
import type { Option, Verb } from "./verb.ts";

export function generalHelp(verbs: readonly Verb[], version: string): string {
  return sections([
    [
      `Fieldguard ${version}: finds the personal, financial, health and secret data in your models,`,
      "shows how it is protected, and fixes what is not.",
    ],
    ["Usage", "  fieldguard COMMAND [OPTION…] [PATH…]"],
    ["Commands", ...table(verbs.map(({ name, summary }) => [name, summary]))],
    [
      "Options of every command",
      ...optionTable(COMMON_OPTIONS),
      ...optionTable([{ name: "version", value: null, help: "the version" }]),
    ],
    [
      "Exit codes",
      "  0 clean or below the threshold, 1 findings at or over it, 2 wrong call or configuration,",
      "  3 a mistake in Fieldguard, 130 interrupted",
    ],
    ["Example", "  fieldguard scan .", "  fieldguard COMMAND --help    says more about one command"],
  ]);
}

export function verbHelp(verb: Verb): string {
  return sections([
    [`${verb.summary.charAt(0).toUpperCase()}${verb.summary.slice(1)}.`],
    ["Usage", ...verb.usage.map((usage) => `  fieldguard ${usage}`)],
    ["Options", ...optionTable([...verb.options.filter(({ later }) => !later), ...COMMON_OPTIONS])],
    ...(verb.notes ?? []).map((note) => [note]),
    ["Example", `  ${verb.example}`],
  ]);
}

function sections(blocks: readonly (readonly string[])[]): string {
  return blocks.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

function optionTable(options: readonly Option[]): readonly string[] {
  return table(
    options.map(({ name, value, help }) => [`--${name}${value === null ? "" : ` ${value}`}`, help]),
    26,
  );
}

function table(rows: readonly (readonly [string, string])[], least = 0): readonly string[] {
  const width = Math.max(least, ...rows.map(([name]) => name.length));
  return rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
}
