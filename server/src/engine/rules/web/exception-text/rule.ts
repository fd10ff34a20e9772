import type { FlowRule } from "../../rule.ts";

export const exceptionText: FlowRule = {
  meta: {
    id: "web/exception-text",
    title: "Answer that shows the text of an exception",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds answers (`JsonResponse`, `HttpResponse`, `Response`) that show what an exception says, where nobody chose the words: of `except Exception`, of databases (`IntegrityError`), of requests to others and of processes, and whole tracebacks. Those of databases are a warning, others information; messages for the next page are found with the profile `strict`.",
      "",
      "Exceptions that are made for whoever asks (`ValidationError`, classes of the project's own) are left alone. What a database says of a model that is known is found by `log/database-error`.",
    ].join("\n"),
    why: [
      "Texts of exceptions quote values, addresses, queries, keys and paths. Whoever causes an error reads them: PostgreSQL says which address is there already.",
    ].join("\n"),
    bad: ["except Exception as error:", '    return JsonResponse({"error": str(error)}, status=500)'].join("\n"),
    good: [
      "except Exception:",
      '    logger.exception("payment failed")',
      '    return JsonResponse({"error": "payment failed"}, status=500)',
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-209: Generation of Error Message Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/209.html",
      },
      { title: "OWASP: improper error handling", url: "https://owasp.org/www-community/Improper_Error_Handling" },
    ],
  },

  check(checked) {
    const { sink, carrier, by } = checked.flow;
    if (sink !== "response" || carrier.kind !== "caught") return null;
    const profile = by.startsWith("messages.") ? ({ profile: "strict" } as const) : {};
    return { severity: OF_DATABASES.test(carrier.types) ? "warning" : "information", ...profile };
  },

  message(checked) {
    return `\`${checked.flow.by}\` answers with what an exception says, whatever that is.`;
  },
};

/** They quote the values that they refuse. */
const OF_DATABASES = /IntegrityError|DataError|DatabaseError|OperationalError|ProgrammingError/;
