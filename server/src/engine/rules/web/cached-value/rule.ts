import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const cachedValue: FlowRule = {
  meta: {
    id: "web/cached-value",
    title: "Sensitive value or object that is kept in a cache",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds what is put into Django's cache (`cache.set`, `add`, `get_or_set`, `set_many`): passwords and other restricted data, and whole objects of models that have some. What the database keeps encrypted is a warning, other restricted data information; the profile `strict` mentions confidential data. Keys are found by `web/cache-key`. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "An object is kept with all its fields, decrypted, where others read it: a cache is seldom encrypted, and shared by applications. It outlives what is deleted or changed.",
    ].join("\n"),
    bad: ['cache.set(f"patient:{patient.pk}", patient)'].join("\n"),
    good: ['cache.set(f"patient:{patient.pk}", {"city": patient.city})'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-524: Use of Cache Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/524.html",
      },
      { title: "Django's cache framework", url: "https://docs.djangoproject.com/en/5.2/topics/cache/" },
    ],
  },

  check(checked) {
    const { flow, subjects } = checked;
    if (flow.sink !== "cached value") return null;
    const isEncrypted = subjects.some(({ protection }) => protection.kind === "encrypted");
    const verdict = { severity: isEncrypted ? "warning" : "information" } as const;
    return reached(checked, {
      secret: verdict,
      token: { severity: "information", profile: "strict" },
      restricted: verdict,
      confidential: { severity: "information", profile: "strict" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` keeps ${tellFields(checked)} in the cache.`;
  },
};
