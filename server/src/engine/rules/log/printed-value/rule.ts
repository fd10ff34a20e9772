import type { FlowRule } from "../../rule.ts";
import { CWE_532, elsewhere, tellFields } from "../severity.ts";

export const printedValue: FlowRule = {
  meta: {
    id: "log/printed-value",
    title: "Sensitive value that is printed",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds what writes the value of a sensitive field to the console: `print`, `pprint`, `sys.stdout.write`, `self.stdout.write` of commands,",
      "`warnings.warn`, `click.echo`, `typer.echo`, `rich.print`, `ic`. Values are followed as `log/sensitive-value` follows them, and objects and requests as",
      "`log/whole-object` does. Restricted data is a warning, confidential data information.",
    ].join("\n"),
    why: [
      "Where a server runs in a container its console is a log, without a level that could be switched off. What a command prints stays",
      "in terminals, in mails of cron and in the records of builds.",
    ].join("\n"),
    bad: "print(patient.national_id)",
    good: "print(patient.pk)",
    fixes: [],
    references: [CWE_532],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (sink !== "console") return null;
    if (carrier.kind === "request") return { severity: "information" };
    return VALUES.has(carrier.kind) ? elsewhere(checked) : null;
  },

  message(checked) {
    const { carrier, by } = checked.flow;
    return carrier.kind === "request"
      ? `\`${by}\` prints all of \`request.${carrier.part}\`, whatever people send with it.`
      : `\`${by}\` prints ${tellFields(checked)}.`;
  },
};

const VALUES: ReadonlySet<string> = new Set(["field", "key", "name", "object"]);
