import { exposed, isGiven, isOfAll, tellOption } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const exportAllFields: UseRule = {
  meta: {
    id: "admin/export-all-fields",
    title: "Export of all fields of a model, sensitive ones among them",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds resources of django-import-export (`ModelResource`) that export all fields of a model which has sensitive ones: those that name no fields, all of them, or only the ones to leave out; and admins with an export that have no resource of their own.",
      "",
      "Secrets are an error, other restricted data a warning, confidential data is mentioned. What a method of the resource makes of a field (`dehydrate_…`) is left alone.",
    ].join("\n"),
    why: [
      "A file leaves with everything that it holds, and nothing tells who opens it. Each field that is added to the model stands in the next export.",
    ].join("\n"),
    bad: ["class CustomerResource(resources.ModelResource):", "    class Meta:", "        model = Customer"].join("\n"),
    good: [
      "class CustomerResource(resources.ModelResource):",
      "    class Meta:",
      "        model = Customer",
      '        fields = ("id", "city")',
    ].join("\n"),
    fixes: ["name-fields", "hide-field"],
    references: [
      {
        title: "CWE-359: Exposure of Private Personal Information to an Unauthorized Actor",
        url: "https://cwe.mitre.org/data/definitions/359.html",
      },
      {
        title: "django-import-export: declaring fields",
        url: "https://django-import-export.readthedocs.io/en/latest/advanced_usage.html",
      },
    ],
  },

  check(use) {
    if (use.holder.role !== "resource" || !isOfAll(use) || !isGiven(use)) return null;
    return exposed(use, {
      secret: { severity: "error" },
      restricted: { severity: "warning" },
      confidential: { severity: "information" },
    });
  },

  message(use, subjects) {
    return `${tellOption(use)} exports ${tellFields({ subjects })}, and whatever is added to the model later.`;
  },
};
