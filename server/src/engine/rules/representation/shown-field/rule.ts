import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import { UNSURE } from "../../exposure.ts";
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
      "Data classes, attrs, named tuples and models of pydantic show all that they hold, unless a field says `repr=False`, is a `SecretStr`, or the class has a `__repr__` of its own. What is called like a secret there (`api_key`, `password`) is a warning, what is called like a field of the project that holds a number of an account, a card or a person information; the profile `strict` adds what is called like any other sensitive one.",
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
        title: "Python: field(repr=False) of data classes",
        url: "https://docs.python.org/3/library/dataclasses.html#dataclasses.field",
      },
      {
        title: "Django: LogEntry.object_repr",
        url: "https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#django.contrib.admin.models.LogEntry.object_repr",
      },
    ],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (sink === "shown class") {
      if (carrier.kind === "secret") return { severity: "warning" };
      const [subject] = checked.subjects;
      return subject ? (TOLD_BY_NAME.test(subject.category?.key ?? "") ? { severity: "information" } : UNSURE) : null;
    }
    if (sink !== "text") return null;
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
    const { by, carrier, sink } = checked.flow;
    if (sink === "shown class") {
      const name = carrier.kind === "secret" || carrier.kind === "name" ? carrier.name : "";
      return `\`${by}\` shows \`${name}\` wherever an object of it is shown: in tracebacks, logs and reports of errors.`;
    }
    return `\`${by}\` shows ${tellFields(checked)} wherever an object is shown.`;
  },
};

/** Of other fields the name alone says too little: `decision_date`. */
const TOLD_BY_NAME = /^user\.(?:financial|government_id|payment)\b/;
