import type { FlowRule } from "../../rule.ts";
import { CWE_532, elsewhere, inLogs, tellFields } from "../severity.ts";

export const queryText: FlowRule = {
  meta: {
    id: "log/query-text",
    title: "SQL with sensitive values that is written to a log or printed",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds loggers, `print` and the like that are handed the SQL of a query which compares a sensitive field (`queryset.query`), or all queries that were made",
      "(`connection.queries`): the values stand in it.",
    ].join("\n"),
    why: "Who looks somebody up by a number writes that number down, where it was only to be compared.",
    bad: "logger.debug(Customer.objects.filter(national_id=number).query)",
    good: 'logger.debug("looked for a customer")',
    fixes: [],
    references: [CWE_532],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (sink !== "log" && sink !== "console") return null;
    if (carrier.kind === "queries") return { severity: "warning" };
    if (carrier.kind !== "query") return null;
    return sink === "log" ? inLogs(checked) : elsewhere(checked);
  },

  message(checked) {
    const { carrier, by } = checked.flow;
    return carrier.kind === "queries"
      ? `\`${by}\` writes down all queries that were made, with their values.`
      : `\`${by}\` writes down SQL with a value of ${tellFields(checked)}.`;
  },
};
