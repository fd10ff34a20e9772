import { tellAddress } from "../../engine/database/address.ts";
import { inspectionJson } from "../../engine/reports/database/inspectionJson.ts";
import { inspectionText } from "../../engine/reports/database/inspectionText.ts";
import { printable } from "../../engine/reports/text/printable.ts";
import type { ValueDetectors } from "../../engine/project/values/model.ts";
import { inspectDatabase } from "../../workspace/inspectDatabase.ts";
import { addressOf } from "../databaseAddress.ts";
import { openProject } from "../project.ts";
import { targetOf } from "../target.ts";
import { tellInternalErrors } from "../unread.ts";
import { EXIT, type Invocation, type Shell, UsageError, type Verb } from "../verb.ts";

const FORMATS = ["text", "json"] as const;
const ROWS = 200;
const MOST_ROWS = 10_000;
const SQLITE = /^sqlite3?:/i;

export const inspectVerb: Verb = {
  name: "inspect",
  summary: "say what the columns of a live database hold, by their names and by a sample of their values",
  usage: [
    "inspect sqlite:FILE [--sample ROWS | --no-values] [--format FORMAT] [PATH]",
    "inspect --dsn-env NAME [--sample ROWS | --no-values] [--format FORMAT] [PATH]",
    "inspect --dsn-file FILE [--sample ROWS | --no-values] [--format FORMAT] [PATH]",
    "inspect --dsn-stdin [--sample ROWS | --no-values] [--format FORMAT] [PATH]",
  ],
  options: [
    { name: "dsn-env", value: "NAME", help: "variable that holds the address, such as DATABASE_URL" },
    { name: "dsn-file", value: "FILE", help: "file that holds the address and nothing else" },
    { name: "dsn-stdin", value: null, help: "read the address from standard input" },
    { name: "sample", value: "ROWS", help: `rows of each table whose values are looked at; ${ROWS} if not given` },
    { name: "no-values", value: null, help: "look at no value: what the catalogue says has to do" },
    { name: "format", value: "FORMAT", help: `${FORMATS.join(", ")}; text by default`, choices: FORMATS },
  ],
  notes: [
    "SQLite, PostgreSQL (postgresql://USER:PASSWORD@HOST:PORT/NAME), MySQL and MariaDB (mysql://…). An address with a\n" +
      "password never stands in an argument, where others on the machine see it, and is never shown or kept.",
    "All is read in transactions that cannot write: the catalogue (tables, columns, types, comments, keys), and values from\n" +
      "all over each table, but not of views. They never leave memory: what is shown are kinds, counts and shapes.",
    "Without sslmode=verify-full the server's certificate is not checked; what follows from that is told.",
    "PATH is the project whose policy counts, the current folder if none is given.",
  ],
  example: "fieldguard inspect --dsn-env DATABASE_URL",

  async run(invocation) {
    const { shell, terminal, positionals, values } = invocation;
    const [given, path] = databaseAndPath(positionals);
    const rows = rowsOf(invocation);
    const address = await addressOf(invocation, given);
    const project = await openProject(targetOf(path), invocation);
    if (shell.host.loadDatabases === null) throw new Error("the host of a command line talks to databases");
    const drivers = await shell.host.loadDatabases();
    terminal.progress(`reading the catalogue of ${tellAddress(address)}…`);
    const onTable = (table: string, index: number, count: number): void => {
      terminal.progress(`looking at ${printable(table)}… ${index + 1} of ${count} tables`);
    };
    const answer = await inspectDatabase(address, {
      drivers,
      policy: project.workspace.policy,
      values: rows === null ? null : { detectors: await detectorsOf(shell), rows, onTable },
    });
    terminal.progress(null);
    if (answer.kind === "failure") throw new UsageError(`${tellAddress(address)}: ${answer.because}`);
    terminal.print(
      values.get("format") === "json"
        ? inspectionJson(answer.value, shell.version)
        : inspectionText(answer.value, { color: terminal.color }),
    );
    if (!answer.value.isWhole)
      throw new UsageError("the connection was lost: what was read before is shown, the rest is missing");
    return tellInternalErrors(project) ? EXIT.internal : EXIT.clean;
  },
};

/** Null to look at none. @throws UsageError */
function rowsOf({ values, switches }: Invocation): number | null {
  const given = values.get("sample");
  if (switches.has("no-values")) {
    if (given !== undefined) throw new UsageError("--sample and --no-values do not go together");
    return null;
  }
  if (given === undefined) return ROWS;
  const rows = /^\d+$/.test(given) ? Number(given) : 0;
  if (rows < 1 || rows > MOST_ROWS) throw new UsageError(`--sample ${given}: give a number from 1 to ${MOST_ROWS}`);
  return rows;
}

async function detectorsOf({ host }: Shell): Promise<ValueDetectors> {
  if (host.loadDetectors === null) throw new Error("the host of a command line tells values apart");
  return host.loadDetectors();
}

/** @throws UsageError for an address of a server, which may hold a password: the message repeats nothing of it. */
function databaseAndPath(positionals: readonly string[]): readonly [string | null, readonly string[]] {
  if (positionals.some((each) => each.includes("://") && !SQLITE.test(each))) {
    throw new UsageError(
      "an address in an argument can be seen by others on the machine; give it with --dsn-env, --dsn-file or --dsn-stdin",
    );
  }
  const [first, ...others] = positionals;
  const isDatabase = first !== undefined && SQLITE.test(first);
  const path = isDatabase ? others : positionals;
  if (path.length > 1) throw new UsageError("give one path: that of the project");
  return [isDatabase ? first : null, path];
}
