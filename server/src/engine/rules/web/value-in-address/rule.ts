import { tellFields } from "../../log/severity.ts";
import { UNSURE } from "../../exposure.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const valueInAddress: FlowRule = {
  meta: {
    id: "web/value-in-address",
    title: "Sensitive value in the address of a page",
    severity: "error",
    since: "0.1.0",
    what: [
      'Finds sensitive values that are put into an address: by `redirect`, `reverse`, `get_absolute_url`, or in the query string of a request (`requests.get(url, params=…)`); and parameters of routes (`path("c/<str:email>/", …)`) that are called like a sensitive field; and links and `{% url %}` of templates; and `slug_field` and `lookup_field` of views, by which addresses are made. Passwords and other restricted data are an error, confidential data information.',
      "",
      "Tokens that open a door, such as in links for a new password, are made for that and are fine. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "Addresses stand in the logs of every server and proxy on the way, in the history of the browser, in bookmarks, and in the `Referer` that other sites get.",
    ].join("\n"),
    bad: ['return redirect(f"/thanks?email={customer.email}")'].join("\n"),
    good: ['request.session["customer_id"] = customer.pk', 'return redirect("/thanks")'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-598: Use of GET Request Method With Sensitive Query Strings",
        url: "https://cwe.mitre.org/data/definitions/598.html",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "address") return null;
    // What people call themselves stands in the address of their page.
    const isName = checked.subjects[0]?.category?.key.startsWith("user.name") === true;
    if (isName && IN_TEMPLATES.has(flow.by)) return UNSURE;
    return reached(checked, {
      secret: { severity: "error" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` puts ${tellFields(checked)} into an address.`;
  },
};

const IN_TEMPLATES: ReadonlySet<string> = new Set(["url", "href"]);
