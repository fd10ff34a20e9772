import type { FlowRule } from "../../rule.ts";
import { CWE_209, elsewhere, tellFields } from "../severity.ts";

export const exceptionMessage: FlowRule = {
  meta: {
    id: "log/exception-message",
    title: "Sensitive value in the message of an exception",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds the value of a sensitive field among the arguments of an exception that is raised, `params` of a `ValidationError` included, and in the message of an",
      "`assert`. Values are followed as `log/sensitive-value` follows them; an object counts where its text is put into the message. Restricted data is a",
      "warning, confidential data information.",
      "",
      "A validator (`clean…`, `validate…`) tells people what they have typed themselves: confidential data is only a hint there.",
    ].join("\n"),
    why: [
      "The message of an exception is logged, shown to whoever made the request, put on error pages and sent to services that collect errors,",
      "wherever it is caught.",
    ].join("\n"),
    bad: 'raise ValueError(f"{customer.email} is used already")',
    good: 'raise ValueError(f"the address of customer {customer.pk} is used already")',
    fixes: [],
    references: [CWE_209],
  },

  check(checked) {
    const { sink, carrier, inside } = checked.flow;
    const verdict = sink === "exception" && VALUES.has(carrier.kind) ? elsewhere(checked) : null;
    const isEcho = VALIDATOR.test(inside) && verdict?.severity === "information";
    return verdict && isEcho ? { ...verdict, severity: "hint" } : verdict;
  },

  message(checked) {
    return `\`${checked.flow.by}\` puts ${tellFields(checked)} into the message of an exception.`;
  },
};

const VALUES: ReadonlySet<string> = new Set(["field", "key", "name", "object"]);

/** The last part of the name of the function. */
const VALIDATOR = /(?:^|\.)_*(?:clean|validate)\w*$/;
