import { tellAddress } from "../../engine/database/address.ts";
import { inspectionJson } from "../../engine/reports/database/inspectionJson.ts";
import { inspectionText } from "../../engine/reports/database/inspectionText.ts";
import { inspectDatabase } from "../../workspace/inspectDatabase.ts";
import { addressOf } from "../databaseAddress.ts";
import { openProject } from "../project.ts";
import { targetOf } from "../target.ts";
import { tellInternalErrors } from "../unread.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";

const FORMATS = ["text", "json"] as const;
const SQLITE = /^sqlite3?:/i;

export const inspectVerb: Verb = {
  name: "inspect",
  summary: "say what the columns of a live database hold, by what its catalogue says of them",
  usage: [
    "inspect sqlite:FILE [--format FORMAT] [PATH]",
    "inspect --dsn-env NAME [--format FORMAT] [PATH]",
    "inspect --dsn-file FILE [--format FORMAT] [PATH]",
    "inspect --dsn-stdin [--format FORMAT] [PATH]",
  ],
  options: [
    { name: "dsn-env", value: "NAME", help: "variable that holds the address, such as DATABASE_URL" },
    { name: "dsn-file", value: "FILE", help: "file that holds the address and nothing else" },
    { name: "dsn-stdin", value: null, help: "read the address from standard input" },
    { name: "format", value: "FORMAT", help: `${FORMATS.join(", ")}; text by default`, choices: FORMATS },
  ],
  notes: [
    "SQLite, PostgreSQL (postgresql://USER:PASSWORD@HOST:PORT/NAME), MySQL and MariaDB (mysql://…). An address with a\n" +
      "password never stands in an argument, where others on the machine see it, and is never shown or kept.",
    "Only the catalogue is read, in a transaction that cannot write: tables, columns, types, comments, keys. Without\n" +
      "sslmode=verify-full the server's certificate is not checked; what follows from that is told.",
    "PATH is the project whose policy counts, the current folder if none is given.",
  ],
  example: "fieldguard inspect --dsn-env DATABASE_URL",

  async run(invocation) {
    const { shell, terminal, positionals, values } = invocation;
    const [given, path] = databaseAndPath(positionals);
    const address = await addressOf(invocation, given);
    const project = await openProject(targetOf(path), invocation);
    if (shell.host.loadDatabases === null) throw new Error("the host of a command line talks to databases");
    const drivers = await shell.host.loadDatabases();
    terminal.progress(`reading the catalogue of ${tellAddress(address)}…`);
    const answer = await inspectDatabase(address, { drivers, policy: project.workspace.policy });
    terminal.progress(null);
    if (answer.kind === "failure") throw new UsageError(`${tellAddress(address)}: ${answer.because}`);
    terminal.print(
      values.get("format") === "json"
        ? inspectionJson(answer.value, shell.version)
        : inspectionText(answer.value, { color: terminal.color }),
    );
    return tellInternalErrors(project) ? EXIT.internal : EXIT.clean;
  },
};

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
