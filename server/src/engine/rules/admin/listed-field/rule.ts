import { CWE_200, exposed } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const listedField: UseRule = {
  meta: {
    id: "admin/listed-field",
    title: "Secret or restricted data in the lists of the admin",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds restricted fields in `list_display`, `list_display_links`, `list_editable`, `list_filter` and `date_hierarchy` of admins. Secrets are a warning, other restricted data is mentioned; with the profile",
      "`strict` also confidential data.",
      "",
      "A method of the admin that is called like a field does not stand in for it: Django asks the model first. Columns of forms (`fields`, `fieldsets`) are left alone.",
    ].join("\n"),
    why: [
      "A list shows the values of everybody at once to whoever may open it, where one would do. `list_filter` writes the values that there are beside the list, and the one chosen into the address.",
    ].join("\n"),
    bad: [
      "@admin.register(Customer)",
      "class CustomerAdmin(admin.ModelAdmin):",
      '    list_display = ["name", "ssn"]',
    ].join("\n"),
    good: [
      "@admin.register(Customer)",
      "class CustomerAdmin(admin.ModelAdmin):",
      '    list_display = ["name", "ssn_end"]',
      "",
      '    @admin.display(description="SSN")',
      "    def ssn_end(self, customer):",
      '        return f"…{customer.ssn[-4:]}"',
    ].join("\n"),
    fixes: ["unlist-field"],
    references: [
      CWE_200,
      {
        title: "Django: list_display",
        url: "https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.ModelAdmin.list_display",
      },
    ],
  },

  check(use) {
    if (use.holder.role !== "admin" || !LISTS.has(use.use.by)) return null;
    return exposed(use, {
      secret: { severity: "warning" },
      restricted: { severity: "information" },
      confidential: { severity: "hint", profile: "strict" },
    });
  },

  message(use, subjects) {
    return `\`${use.use.by}\` of \`${use.holder.name}\` shows ${tellFields({ subjects })} of everybody at once.`;
  },
};

const LISTS: ReadonlySet<string> = new Set([
  "list_display",
  "list_display_links",
  "list_editable",
  "list_filter",
  "date_hierarchy",
]);
