import type { FlowRule } from "../../rule.ts";
import { CWE_532, inLogs, tellFields } from "../severity.ts";

export const sensitiveValue: FlowRule = {
  meta: {
    id: "log/sensitive-value",
    title: "Sensitive value that is written to a log",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds calls of loggers (`logging`, structlog, loguru, Celery's) that are handed the value of a sensitive field, as an argument, in a",
      "format string, in `extra` or in a keyword. The value is followed through variables, loops, string methods, `str`, `json.dumps` and",
      "the like, and through properties of models and functions of the project that return it, or log what they are handed. What is asked of a form or a request under the",
      "name of a sensitive field counts too.",
      "",
      "What hashes, masks or encrypts a value, cuts a part out of it, measures or compares it lets nothing through. Restricted data is an error, confidential data a warning; one",
      "step less where only the name of a variable tells whose field it is. The name by which somebody signs in is information. The profile `strict` adds variables that are called like a sensitive field, as",
      "information.",
    ].join("\n"),
    why: [
      "Logs are copied, kept and read by people and systems that never see the database, and what is encrypted there stands in",
      "them in plain text. Nobody deletes a person from a log.",
    ].join("\n"),
    bad: 'logger.info("refund for %s", customer.email)',
    good: 'logger.info("refund for customer %s", customer.pk)',
    fixes: [],
    references: [
      CWE_532,
      {
        title: "OWASP Logging Cheat Sheet: data to exclude",
        url: "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude",
      },
    ],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    return sink === "log" && VALUES.has(carrier.kind) ? inLogs(checked) : null;
  },

  message(checked) {
    return `\`${checked.flow.by}\` writes ${tellFields(checked)} to the log.`;
  },
};

const VALUES: ReadonlySet<string> = new Set(["field", "key", "name"]);
