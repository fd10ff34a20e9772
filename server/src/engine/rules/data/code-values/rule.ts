import { tellCount } from "../../../project/values/model.ts";
import type { DataRule } from "../../rule.ts";
import { CWE_540, inRepository, tellSubjects } from "../severity.ts";

export const codeValues: DataRule = {
  meta: {
    id: "data/code-values",
    title: "Values in code that look like those of real people",
    severity: "warning",
    since: "0.1.0",
    what: [
      'Looks through Python (seeds, commands, factories, migrations of data, settings) for values that the code writes into what is called like a sensitive field of some model: `email="…"`, `"email": "…"`, and what a declaration says of its field (`default`, `help_text`, `examples` of an API\'s description).',
      "",
      "Values are told as `data/fixture-values` tells them, and the same ones are left out; tests are not looked at. There is one finding for a file and a kind, at the first name; it never shows a value. A comment in a line above, `# fieldguard: ignore[data/code-values] REASON`, holds for the rest of the file.",
    ].join("\n"),
    why: [
      "What code writes down is in every clone and in the history, and a default, a text of help or an example is shown to whoever uses the form or reads the description of the API.",
    ].join("\n"),
    bad: 'Customer.objects.create(name="x", iban="DE02120300000000202051")',
    good: 'Customer.objects.create(name="x", iban="DE89370400440532013000")  # of the documentation',
    fixes: [],
    references: [CWE_540, { title: "RFC 2606: reserved domain names", url: "https://www.rfc-editor.org/rfc/rfc2606" }],
  },

  check(values) {
    return values.source === "code" ? inRepository(values) : null;
  },

  message(values) {
    return `This code holds ${tellCount(values.kind, values.count)} that may be somebody's, where \`${values.subjects[0].field.name}\` is given, as in ${tellSubjects(values)}. Whoever has the repository can read what it holds.`;
  },
};
