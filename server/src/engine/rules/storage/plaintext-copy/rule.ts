import { fixturesAmong, tellFixtures } from "../../../project/uses/fixtures.ts";
import { historiesOf } from "../../../project/uses/histories.ts";
import { sourceOf } from "../../../protection/recognise.ts";
import type { Field, Shape } from "../../../schema/schema.ts";
import type { Rule } from "../../rule.ts";

export const plaintextCopy: Rule = {
  meta: {
    id: "storage/plaintext-copy",
    title: "Encrypted field whose values are kept in plain text elsewhere, too",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds what an encrypted field leaves behind: a plain column beside it that is called after it (`email` beside",
      "`email_encrypted`, `ssn_plain` beside `ssn`, `copy_of`), and logs and histories that keep versions of the object:",
      "django-auditlog, django-easy-audit and django-reversion write values as texts, whether the code or the settings say so, and the tables of django-simple-history hold in plain text what was",
      "stored before the field was encrypted. So do fixtures (JSON, YAML or XML in `fixtures`, or called as people call them: `seeds`, `initial_data`, `dump.json`, `db.json`) that have values for it; of those that are",
      "longer than 500,000 characters the beginning is looked at, and compressed ones are not.",
      "",
      "A column that the steps of an encryption while the project runs need, a history, which may be younger than the encryption, and fixtures,",
      "which may be made up, are mentioned; anything else is a warning. Fields that",
      "`exclude_fields`, `mask_fields`, `exclude` or `excluded_fields` leave out are left alone.",
    ].join("\n"),
    why: [
      "Encryption protects a value only where it is the only place that holds it. Whoever gets a copy of the database reads the other",
      "column, or the history, and never needs the key.",
    ].join("\n"),
    bad: [
      "class Patient(models.Model):",
      "    ssn = models.CharField(max_length=11)",
      "    ssn_encrypted = EncryptedCharField(max_length=11)",
      "",
      "auditlog.register(Patient)",
    ].join("\n"),
    good: [
      "class Patient(models.Model):",
      "    ssn = EncryptedCharField(max_length=11)",
      "",
      'auditlog.register(Patient, exclude_fields=["ssn"])',
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-312: Cleartext Storage of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/312.html",
      },
      {
        title: "django-auditlog: excluding and masking fields",
        url: "https://django-auditlog.readthedocs.io/en/latest/usage.html",
      },
    ],
  },

  *check({ fields }) {
    const encrypted = fields.filter(({ protection }) => protection.kind === "encrypted");
    for (const subject of fields) {
      if (encrypted.length === 0 || subject.protection.kind !== "none") continue;
      const original = encrypted.find(({ entity, field }) => entity === subject.entity && isCopy(subject.field, field));
      if (!original) continue;
      const isStep = sourceOf(subject.field) !== null || sourceOf(original.field) !== null;
      const name = `\`${subject.field.name}\``;
      yield {
        severity: isStep ? "information" : "warning",
        message: `${name} keeps in plain text what \`${original.field.name}\` encrypts. ${isStep ? "Go on with the steps of the encryption, the last of which drops it." : FILES.has(subject.field.type.shape) ? "If it is the same file, compare all of them, then delete the plain ones, with their copies in backups; if it is another one, it needs protection of its own." : "Compare all rows, then drop it, with its copies in backups."}`,
        span: subject.field.nameSpan,
        subject,
      };
    }
  },

  *checkInProject(subject, { uses: known }) {
    const { field, protection } = subject;
    if (protection.kind !== "encrypted") return;
    const fixtures = fixturesAmong(known.uses);
    if (fixtures.length > 0) {
      yield {
        severity: "information",
        message: `\`${field.name}\` is encrypted, but ${tellFixtures(fixtures)}`,
        span: field.nameSpan,
        subject,
      };
    }
    for (const { tells, isEncrypted } of historiesOf(field.name, known)) {
      yield {
        severity: isEncrypted ? "information" : "warning",
        message: `\`${field.name}\` is encrypted, but ${tells}`,
        span: field.nameSpan,
        subject,
      };
    }
  },
};

const FILES: ReadonlySet<Shape> = new Set<Shape>(["file", "image"]);

function isCopy(plain: Field, encrypted: Field): boolean {
  if (sourceOf(plain) === encrypted.name || sourceOf(encrypted) === plain.name) return true;
  if (HOLDS_NO_VALUE.has(plain.type.shape) && plain.type.shape !== encrypted.type.shape) return false;
  return MARKED.test(encrypted.name)
    ? encrypted.name.replace(MARKED, "") === plain.name
    : LEFT_OVER.test(plain.name) && plain.name.replace(LEFT_OVER, "") === encrypted.name;
}

/** Whether there is one, or where it is, but not the value itself. */
const HOLDS_NO_VALUE: ReadonlySet<Shape> = new Set<Shape>(["boolean", "relation", "auto"]);

/** `email_encrypted` */
const MARKED = /^(?:encrypted|enc)_|_(?:encrypted|enc|cipher|ciphertext)$/;

/** `email_plain`, `old_email` */
const LEFT_OVER = /^(?:plain|old|raw|legacy|unencrypted)_|_(?:plain|old|raw|legacy|unencrypted|plaintext)$/;
