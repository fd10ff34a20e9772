import { parseArguments } from "./arguments.ts";
import { auditVerb } from "./commands/audit.ts";
import { baselineVerb } from "./commands/baseline.ts";
import { decideVerb } from "./commands/decide.ts";
import { explainVerb } from "./commands/explain.ts";
import { exportVerb } from "./commands/export.ts";
import { fixVerb } from "./commands/fix.ts";
import { generateVerb } from "./commands/generate.ts";
import { inspectVerb } from "./commands/inspect.ts";
import { lspVerb } from "./commands/lsp.ts";
import { mergeInventoryVerb } from "./commands/mergeInventory.ts";
import { rulesVerb } from "./commands/rules.ts";
import { scanVerb } from "./commands/scan.ts";
import { generalHelp, verbHelp } from "./help.ts";
import { openTerminal } from "./terminal.ts";
import { EXIT, type Shell, UsageError, type Verb } from "./verb.ts";

const VERBS: readonly Verb[] = [
  scanVerb,
  explainVerb,
  fixVerb,
  decideVerb,
  baselineVerb,
  auditVerb,
  mergeInventoryVerb,
  exportVerb,
  generateVerb,
  inspectVerb,
  rulesVerb,
  lspVerb,
];

/** Runs one command and returns its exit code. Never throws. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  try {
    return await dispatch(args, shell);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UsageError) {
      complain(message);
      return EXIT.usage;
    }
    complain(
      `${message}; this is a mistake in Fieldguard ${shell.version}, please report it (FIELDGUARD_DEBUG=1 tells where)`,
    );
    if (process.env.FIELDGUARD_DEBUG === "1" && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
    return EXIT.internal;
  }
}

async function dispatch(args: readonly string[], shell: Shell): Promise<number> {
  const [name, ...rest] = args;
  const verb = VERBS.find((item) => item.name === name);
  if (verb) {
    const parsed = parseArguments(verb, rest);
    const terminal = openTerminal({ quiet: parsed.switches.has("quiet"), plain: parsed.switches.has("no-color") });
    if (parsed.switches.has("help")) {
      terminal.print(verbHelp(verb));
      return EXIT.clean;
    }
    return verb.run({ shell, terminal, ...parsed });
  }
  if (name !== undefined && !name.startsWith("-") && name !== "help") {
    throw new UsageError(`there is no command "${name}"; there are ${VERBS.map((item) => item.name).join(", ")}`);
  }
  return withoutVerb(name === "help" ? ["--help"] : args, shell);
}

function withoutVerb(args: readonly string[], shell: Shell): number {
  const general = { name: "", options: [{ name: "version", value: null, help: "" }] };
  const { switches, positionals } = parseArguments(general, args);
  const terminal = openTerminal({ quiet: false, plain: true });
  if (switches.has("version")) {
    terminal.print(`${shell.version}\n`);
    return EXIT.clean;
  }
  if (switches.has("help")) {
    terminal.print(generalHelp(VERBS, shell.version));
    return EXIT.clean;
  }
  throw new UsageError(
    positionals.length > 0
      ? "the command comes first; see fieldguard --help"
      : "a command is missing; see fieldguard --help",
  );
}

function complain(message: string): void {
  process.stderr.write(`fieldguard: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
}
