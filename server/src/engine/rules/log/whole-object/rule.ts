import type { FlowRule } from "../../rule.ts";
import { CWE_532, inLogs, tellFields } from "../severity.ts";

export const wholeObject: FlowRule = {
  meta: {
    id: "log/whole-object",
    title: "Whole object or request that is written to a log",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds calls of loggers that are handed an object of a model whose `__str__` (or `__repr__`) shows a sensitive field, itself or by a related object;",
      "all fields of one at once (`__dict__`, `vars`, `model_to_dict`, `serializers.serialize`, `values()` without names);",
      "what a form or serializer of a model was sent, of its fields (`cleaned_data`, `validated_data`); or all that came with a request: `POST`, `data`, `body`, `headers`, `META`, `COOKIES`.",
      "",
      "Objects count whose model the code tells; with the profile `strict` also variables that are only called like one. Where a text may as well show something else (`return self.name` or else the address), what is told is one step less. An object whose text shows nothing sensitive is fine, and so are the keys of a request, and fields that are chosen (`model_to_dict(customer, fields=…)`).",
    ].join("\n"),
    why: [
      "Nobody sees in the line what it writes, and it writes more with each field that is added. In headers and cookies stand the keys to",
      "sessions, in what is sent passwords.",
    ].join("\n"),
    bad: 'logger.debug("payload: %s", request.POST)\nlogger.info("created %s", customer)',
    good: 'logger.debug("payload of %s", sorted(request.POST))\nlogger.info("created customer %s", customer.pk)',
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
    if (sink !== "log") return null;
    if (carrier.kind === "request") return { severity: "warning" };
    return carrier.kind === "object" ? inLogs(checked) : null;
  },

  message(checked) {
    const { carrier, by } = checked.flow;
    return carrier.kind === "request"
      ? `\`${by}\` writes all of \`request.${carrier.part}\` to the log, whatever people send with it.`
      : `\`${by}\` writes ${tellFields(checked)} to the log, as a part of an object.`;
  },
};
