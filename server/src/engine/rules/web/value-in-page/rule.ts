import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const valueInPage: FlowRule = {
  meta: {
    id: "web/value-in-page",
    title: "Sensitive value in a part of a page that nobody sees",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values that templates write into comments (`<!-- … -->`), or that the browser keeps (`localStorage`, `sessionStorage`). Passwords and other restricted data are an error, one step less where only a name tells whose they are; confidential data is information. Comments of Django (`{# … #}`) are in no page.",
    ].join("\n"),
    why: [
      "A comment is sent to everybody who gets the page, and seen by nobody who looks whether that is right. What a browser keeps lies there readable for every script of the site, also after signing out.",
    ].join("\n"),
    bad: ["<!-- {{ customer.national_id }} -->"].join("\n"),
    good: ["{# customer.national_id #}"].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-615: Inclusion of Sensitive Information in Source Code Comments",
        url: "https://cwe.mitre.org/data/definitions/615.html",
      },
      {
        title: "CWE-922: Insecure Storage of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/922.html",
      },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "page") return null;
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "warning" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `${checked.flow.by === "comment" ? "A comment" : "\`localStorage\`"} of the page holds ${tellFields(checked)}.`;
  },
};
