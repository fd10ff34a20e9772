import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const sessionValue: FlowRule = {
  meta: {
    id: "web/session-value",
    title: "Sensitive value that is kept in a session",
    severity: "warning",
    since: "0.1.0",
    what: [
      'Finds sensitive values that are put into a session (`request.session["…"] = …`, `update`, `setdefault`). Passwords and other restricted data are a warning; the profile `strict` mentions confidential data and tokens. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.',
    ].join("\n"),
    why: [
      "Sessions lie in a table, a cache or a cookie as they are, longer than the request that needs the value, and are not encrypted with the field.",
    ].join("\n"),
    bad: ['request.session["national_id"] = form.cleaned_data["national_id"]'].join("\n"),
    good: ['request.session["customer_id"] = customer.pk'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-539: Use of Persistent Cookies Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/539.html",
      },
      {
        title: "Django: how to use sessions",
        url: "https://docs.djangoproject.com/en/5.2/topics/http/sessions/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "session") return null;
    return reached(checked, {
      secret: { severity: "warning" },
      token: { severity: "information", profile: "strict" },
      restricted: { severity: "warning" },
      confidential: { severity: "information", profile: "strict" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` keeps ${tellFields(checked)} in the session.`;
  },
};
