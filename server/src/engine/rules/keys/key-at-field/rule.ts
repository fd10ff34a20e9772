import type { Rule } from "../../rule.ts";

export const keyAtField: Rule = {
  meta: {
    id: "keys/key-at-field",
    title: "Key of an encrypted field that is written down at the field",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds `key=` of an encrypted field with a text or bytes in the place of a name: classes of django-mirage-field and others take one",
      "in place of the setting. What a name stands for is not looked at: settings are (keys/hard-coded-key).",
    ].join("\n"),
    why: [
      "Code is copied, and so is each migration, into which Django writes the options of a field: who has them and a copy of the",
      "database has the values. What was ever committed stays in the history, so that the key has to be replaced as well as moved.",
    ].join("\n"),
    bad: 'ssn = EncryptedCharField(key="the key itself")',
    good: "ssn = EncryptedCharField()  # with the setting of the package, from the environment",
    fixes: [],
    references: [
      { title: "CWE-321: Use of Hard-coded Cryptographic Key", url: "https://cwe.mitre.org/data/definitions/321.html" },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      const { field, protection } = subject;
      const isWritten = field.arguments.some(({ name, text }) => name === "key" && LITERAL.test(text));
      if (protection.kind !== "encrypted" || !isWritten) continue;
      yield {
        severity: "warning",
        message: `The key with which \`${field.name}\` is encrypted is written down here, and in its migrations. Read this very key from the environment first: without it nothing that is stored can be read. Then replace it, since it stays in the history.`,
        span: field.nameSpan,
        subject,
      };
    }
  },
};

/** A text or bytes that are not empty. */
const LITERAL = /^[rRbB]{0,2}["'](?!["']$)/;
