import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const unmarkedParameters: FlowRule = {
  meta: {
    id: "web/unmarked-parameters",
    title: "Page that takes passwords or restricted data without a mark",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds pages that take a password or other restricted data (`request.POST[…]`, `form.cleaned_data[…]`) and are not marked with `sensitive_post_parameters`: functions that answer a request, and classes of views. A form counts with the fields that it has: one that is given `request.POST`, or that a `FormView`, `CreateView` or `UpdateView` names, as do their `fields`.",
    ].join("\n"),
    why: [
      "Where a page fails, the report of the error shows all that was sent to it, to everybody who gets the mail, unless the page says what is sensitive.",
    ].join("\n"),
    bad: ["def pay(request):", '    charge(request.POST["iban"])'].join("\n"),
    good: ['@sensitive_post_parameters("iban")', "def pay(request):", '    charge(request.POST["iban"])'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-209: Generation of Error Message Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/209.html",
      },
      {
        title: "Django: filtering sensitive information",
        url: "https://docs.djangoproject.com/en/5.2/howto/error-reporting/#filtering-sensitive-information",
      },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "parameters") return null;
    return reached(checked, {
      secret: { severity: "information" },
      token: { severity: "information", profile: "strict" },
      restricted: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` takes ${tellFields(checked)} and is not marked with \`sensitive_post_parameters\`.`;
  },
};
