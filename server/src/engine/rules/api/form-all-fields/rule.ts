import { CWE_213, exposed, isGiven, isOfAll, tellOption } from "../../exposure.ts";
import type { Field } from "../../../schema/schema.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const formAllFields: UseRule = {
  meta: {
    id: "api/form-all-fields",
    title: "Form that takes and shows all fields of a model, sensitive ones among them",
    severity: "warning",
    since: "0.1.0",
    what: [
      'Finds forms of models, calls (`modelform_factory` and its kin) and views (`CreateView`, `UpdateView`) that make one, with `fields = "__all__"` or `exclude`, whose model has secrets or other restricted data.',
      "Secrets are a warning, other restricted data is mentioned; with the profile `strict` also confidential data.",
      "",
      'Fields that are left out by `exclude`, only entered (`PasswordInput`) or of no form at all (`editable=False`), and forms of models without such fields, are fine. Linters can only find each `"__all__"` (ruff\'s DJ006 and DJ007), whatever the model holds.',
    ].join("\n"),
    why: [
      "The page holds the value of each field for whoever may open the form, and takes a value for each from whoever sends one, also for those that no template shows.",
    ].join("\n"),
    bad: [
      "class CustomerForm(forms.ModelForm):",
      "    class Meta:",
      "        model = Customer",
      '        fields = "__all__"',
    ].join("\n"),
    good: [
      "class CustomerForm(forms.ModelForm):",
      "    class Meta:",
      "        model = Customer",
      '        fields = ["city", "newsletter"]',
    ].join("\n"),
    fixes: ["name-fields", "hide-field"],
    references: [
      CWE_213,
      {
        title: "Django: selecting the fields to use",
        url: "https://docs.djangoproject.com/en/5.2/topics/forms/modelforms/#selecting-the-fields-to-use",
      },
    ],
  },

  check(use) {
    const { role } = use.holder;
    if ((role !== "form" && role !== "view") || !isOfAll(use) || use.use.kind !== "form" || !isGiven(use)) return null;
    if (!isEditable(use.subject.field)) return null;
    return exposed(use, {
      secret: { severity: "warning" },
      restricted: { severity: "information" },
      confidential: { severity: "hint", profile: "strict" },
    });
  },

  message(use, subjects) {
    return `${tellOption(use)} shows and takes ${tellFields({ subjects })}, and whatever is added to the model later.`;
  },
};

/** https://docs.djangoproject.com/en/5.2/ref/models/fields/#editable */
function isEditable({ type, arguments: given }: Field): boolean {
  const editable = given.find(({ name }) => name === "editable");
  return editable ? editable.value !== false : type.name !== "BinaryField";
}
