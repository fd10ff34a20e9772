import { exposed } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const searchedField: UseRule = {
  meta: {
    id: "admin/searched-field",
    title: "Admin that is searched by a secret or by restricted data",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds restricted fields in `search_fields` of admins. Secrets are a warning, other restricted data is mentioned; with the profile `strict` also confidential data.",
      "",
      "That an encrypted field is never found so is said at the field (`storage/encrypted-field-queried`).",
    ].join("\n"),
    why: [
      "What is searched for stands in the address (`?q=`), and so in the logs of servers and in the history of the browser.",
    ].join("\n"),
    bad: ["@admin.register(Customer)", "class CustomerAdmin(admin.ModelAdmin):", '    search_fields = ["ssn"]'].join(
      "\n",
    ),
    good: [
      "@admin.register(Customer)",
      "class CustomerAdmin(admin.ModelAdmin):",
      '    search_fields = ["=public_id"]',
    ].join("\n"),
    fixes: ["unlist-field"],
    references: [
      {
        title: "CWE-598: Use of GET Request Method With Sensitive Query Strings",
        url: "https://cwe.mitre.org/data/definitions/598.html",
      },
      {
        title: "Django: search_fields",
        url: "https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.ModelAdmin.search_fields",
      },
    ],
  },

  check(use) {
    if (use.holder.role !== "admin" || use.use.by !== "search_fields") return null;
    return exposed(use, {
      secret: { severity: "warning" },
      restricted: { severity: "information" },
      confidential: { severity: "hint", profile: "strict" },
    });
  },

  message(use, subjects) {
    return `Searching by \`search_fields\` of \`${use.holder.name}\` puts ${tellFields({ subjects })} into addresses.`;
  },
};
