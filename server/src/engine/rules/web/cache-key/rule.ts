import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const cacheKey: FlowRule = {
  meta: {
    id: "web/cache-key",
    title: "Sensitive value in the key of a cache",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values in the keys of Django's cache (`cache.get`, `cache.set` and the like, `make_template_fragment_key`). Restricted data is an error, confidential data information.",
      "",
      "What is stored under a key is left alone. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "Keys are shown by tools that look at a cache, stand in its logs and metrics, and outlive the row that they were made of.",
    ].join("\n"),
    bad: ['cache.set(f"customer:{customer.email}", data)'].join("\n"),
    good: ['cache.set(f"customer:{customer.pk}", data)'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-524: Use of Cache Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/524.html",
      },
      {
        title: "Django's cache framework",
        url: "https://docs.djangoproject.com/en/5.2/topics/cache/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "cache key") return null;
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "warning" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` makes ${tellFields(checked)} a part of a key.`;
  },
};
