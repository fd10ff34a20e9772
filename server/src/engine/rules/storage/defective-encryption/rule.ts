import type { DefectEntry } from "../../../protection/defects.d.yml.ts";
import { defectsOf } from "../../../protection/defects.ts";
import type { Rule } from "../../rule.ts";

export const defectiveEncryption: Rule = {
  meta: {
    id: "storage/defective-encryption",
    title: "Encrypted field of a package that is known to lose or expose its values",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds fields that are encrypted by a package with a known defect, as it is in the version that was read: values that are stored",
      "as something else, ciphertext that is handed out as if it were the value, ciphers that say too much. Which package it is must be",
      "certain: several share the module `encrypted_fields`, and then the project's dependencies decide.",
      "",
      "What loses values in ordinary use, or by a method that the project calls with the field, is a warning; what takes more is mentioned.",
    ].join("\n"),
    why: [
      "None of these fails when it happens. The value is gone, or encrypted a second time, when somebody needs it, and backups hold",
      "nothing better.",
    ].join("\n"),
    bad: [
      "# django-fernet-encrypted-fields: 0 is stored as null, and the row is refused",
      "class Patient(models.Model):",
      "    visits = EncryptedIntegerField()",
    ].join("\n"),
    good: ["class Patient(models.Model):", "    visits = EncryptedIntegerField(null=True)"].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-1357: Reliance on Insufficiently Trustworthy Component",
        url: "https://cwe.mitre.org/data/definitions/1357.html",
      },
    ],
  },

  // Which package it is, the project tells.
  check: () => [],

  *checkInProject(subject, { packages, uses: { uses } }) {
    const { field, protection } = subject;
    if (protection.kind !== "encrypted") return;
    const defects = defectsOf(field, packages);
    const [first] = defects;
    if (!first) return;
    const known = defects.map(({ does, instead }) => `${sentence(does)} ${sentence(instead)}`).join(" ");
    const isMet = ({ severity, warningBy = [] }: DefectEntry): boolean =>
      severity === "warning" ||
      uses.some(({ use, certainty }) => certainty !== "by name" && warningBy.includes(use.by));
    yield {
      severity: defects.some(isMet) ? "warning" : "information",
      message: `\`${field.name}\` is encrypted by ${first.distribution}, of which is known (${first.version}): ${known}`,
      span: field.nameSpan,
      subject,
    };
  },
};

function sentence(part: string): string {
  return `${part.charAt(0).toUpperCase()}${part.slice(1)}.`;
}
