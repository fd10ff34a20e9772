import { parseArgs } from "node:util";
import { type Option, UsageError, type Verb } from "./verb.ts";

export const COMMON_OPTIONS: readonly Option[] = [
  { name: "config", value: "FILE", help: "policy to use instead of the project's fieldguard.yml" },
  { name: "quiet", value: null, help: "results only: no classification, progress or notes" },
  { name: "no-color", value: null, help: "plain text, also on a terminal (as does NO_COLOR)" },
  { name: "help", value: null, help: "this text" },
];

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** @throws UsageError */
export function parseArguments(verb: Pick<Verb, "name" | "options">, args: readonly string[]): Arguments {
  const options = [...verb.options, ...COMMON_OPTIONS];
  const parsed = parse(verb.name, options, args);
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (const [name, value] of Object.entries(parsed.values)) {
    const { later, choices } = options.find((option) => option.name === name)!;
    if (later) throw new UsageError(`--${name} is not available yet; leave it out`);
    if (value === true) switches.add(name);
    if (typeof value !== "string") continue;
    if (choices && !choices.includes(value)) {
      throw new UsageError(`--${name} cannot be "${value}"; it is one of ${choices.join(", ")}`);
    }
    if (value === "") throw new UsageError(`--${name} needs a value`);
    values.set(name, value);
  }
  return { positionals: parsed.positionals, values, switches };
}

function parse(verb: string, options: readonly Option[], args: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name, value }) => [name, { type: value === null ? ("boolean" as const) : ("string" as const) }]),
      ),
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The first sentence says what is wrong; those after it explain Node's syntax for unusual cases.
    const [problem] = error.message.split(/\.\s/);
    throw new UsageError(`${problem ?? ""}; see fieldguard ${verb} --help`);
  }
}
