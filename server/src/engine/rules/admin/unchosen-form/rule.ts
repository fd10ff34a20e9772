import { exposed, isSecret, UNSURE, CWE_200 } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const unchosenForm: UseRule = {
  meta: {
    id: "admin/unchosen-form",
    title: "Form of the admin that shows all fields",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds admins and inlines that say nothing of what their form shows (`fields`, `fieldsets`, `exclude`, `readonly_fields`, a form or methods of their own), where the model holds a password or key, or restricted data that is encrypted: the form shows it in plain text. With the profile `strict` any restricted data counts.",
    ].join("\n"),
    why: [
      "What was worth encrypting is shown to everybody who may look at the object for another reason, and so is each field that comes later.",
    ].join("\n"),
    bad: ["@admin.register(Client)", "class ClientAdmin(admin.ModelAdmin):", '    list_display = ["name"]'].join("\n"),
    good: [
      "@admin.register(Client)",
      "class ClientAdmin(admin.ModelAdmin):",
      '    list_display = ["name"]',
      '    fields = ["name", "is_active"]',
    ].join("\n"),
    fixes: [],
    references: [
      CWE_200,
      {
        title: "Django: ModelAdmin.fields",
        url: "https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.ModelAdmin.fields",
      },
    ],
  },

  check(use) {
    const { subject, holder } = use;
    if (holder.role !== "admin" || use.use.by !== "ModelAdmin.fields") return null;
    // Codes that open something are mostly looked up there.
    const isToken = subject.category?.purpose === "door";
    const isKept = !isToken && (isSecret(subject) || subject.protection.kind === "encrypted");
    const verdict = isKept ? { severity: "information" as const } : UNSURE;
    return exposed(use, { secret: verdict, restricted: verdict });
  },

  message(use, subjects) {
    return `\`${use.holder.name}\` does not say what its form shows, which is ${tellFields({ subjects })}, and whatever is added later.`;
  },
};
