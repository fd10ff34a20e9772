import type { FlowRule } from "../../rule.ts";
import { CWE_209, elsewhere, inLogs, tellFields } from "../severity.ts";

export const databaseError: FlowRule = {
  meta: {
    id: "log/database-error",
    title: "Text of a database error that quotes a sensitive value",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds the text of an `IntegrityError`, `DataError` or `DatabaseError` that is logged, printed or answered (`HttpResponse`, `JsonResponse`, `Response`, `messages`),",
      "where the `try` before it writes objects of a model that has a unique sensitive field. What `logger.exception` and `exc_info` add to a log by themselves is not told",
      "here: it hangs on the formatter that the settings name, and not on the call.",
    ].join("\n"),
    why: [
      "PostgreSQL says which value is there already: `Key (email)=(…) already exists`. MySQL and MariaDB quote it, too. What was refused",
      "because somebody else has it is shown to whoever tried.",
    ].join("\n"),
    bad: 'try:\n    customer.save()\nexcept IntegrityError as error:\n    return JsonResponse({"error": str(error)})',
    good: 'try:\n    customer.save()\nexcept IntegrityError:\n    return JsonResponse({"error": "this address cannot be used"})',
    fixes: [],
    references: [
      CWE_209,
      { title: "PostgreSQL: error fields", url: "https://www.postgresql.org/docs/current/protocol-error-fields.html" },
    ],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (carrier.kind !== "refusal" || sink === "exception") return null;
    const verdict = sink === "console" ? elsewhere(checked) : inLogs(checked);
    // It does so for some databases, and for some mistakes.
    return verdict?.severity === "error" ? { ...verdict, severity: "warning" } : verdict;
  },

  message(checked) {
    return `\`${checked.flow.by}\` passes on what the database says, which may quote ${tellFields(checked)}.`;
  },
};
