import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const shownField: FlowRule = {
  meta: {
    id: "representation/shown-field",
    title: "Text of an object that shows a sensitive field",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds `__str__` and `__repr__` of models that return a sensitive field of theirs, or of a related object. Passwords, keys and other restricted data are a warning, confidential data information; a person's name and the name that somebody signs in with are fine.",
      "",
      "What other classes than models make of themselves is not read.",
    ].join("\n"),
    why: [
      "The text of an object goes where nobody thinks of the field: into the history of the admin, where it is kept, into lists and choices, logs, error reports and answers of an API. What is encrypted in its column stands there in plain text.",
    ].join("\n"),
    bad: [
      "class Customer(models.Model):",
      "    def __str__(self):",
      '        return f"{self.name} <{self.email}>"',
    ].join("\n"),
    good: ["class Customer(models.Model):", "    def __str__(self):", '        return f"Customer #{self.pk}"'].join(
      "\n",
    ),
    fixes: [],
    references: [
      {
        title: "CWE-200: Exposure of Sensitive Information to an Unauthorized Actor",
        url: "https://cwe.mitre.org/data/definitions/200.html",
      },
      {
        title: "Django: LogEntry.object_repr",
        url: "https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.models.LogEntry.object_repr",
      },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "text") return null;
    const subjects = checked.subjects.filter(({ category }) => !category?.key.startsWith("user.name"));
    return reached(
      { ...checked, subjects },
      {
        secret: { severity: "warning" },
        token: { severity: "warning" },
        restricted: { severity: "warning" },
        confidential: { severity: "information" },
      },
    );
  },

  message(checked) {
    return `\`${checked.flow.by}\` shows ${tellFields(checked)} wherever an object is shown.`;
  },
};
