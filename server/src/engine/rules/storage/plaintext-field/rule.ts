import type { Category, Level } from "../../../classification/model.ts";
import type { ClassifiedField } from "../../../project/model.ts";
import type { Protection } from "../../../protection/model.ts";
import type { Rule, Severity } from "../../rule.ts";
import { losesValue } from "../random-field-discards-value/rule.ts";

export const plaintextField: Rule = {
  meta: {
    id: "storage/plaintext-field",
    title: "Sensitive field stored without the protection that its kind of data needs",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds a field whose data needs more than access control (encryption, hashing or tokenization) and that the",
      "database stores as it is, or with a weaker protection. What each kind of data needs is listed in the taxonomy and",
      "can be changed in the policy. Where access control is all that is expected (names, e-mail addresses, phone numbers),",
      "the field gets a hint and is never counted as a problem.",
      "",
      "Secrets are told apart by what the application does with them. What it sends to others (the password of a mail",
      "server, a token of another service) must be read again: encrypt it. What it issued itself and only has to recognise",
      "(API keys, links in e-mails, sessions) needs no more than a short prefix and a keyed hash. What people identify",
      "themselves with is reported by storage/password-not-hashed. Where that is not clear, both ways are named.",
    ].join("\n"),
    why: [
      "Whoever gets hold of a backup, a replica, a dump for testing or a database account reads every value. Encryption",
      "in the field's own type keeps the stored value unreadable without a key that is not in the database.",
    ].join("\n"),
    bad: ["class Patient(models.Model):", '    national_id = models.CharField("National ID", max_length=18)'].join(
      "\n",
    ),
    good: ["class Patient(models.Model):", '    national_id = EncryptedCharField("National ID", max_length=18)'].join(
      "\n",
    ),
    fixes: [
      "encrypt-expand",
      "encrypt-backfill",
      "encrypt-contract",
      "encrypt",
      "encrypt-blind-index",
      "tokenize",
      "renew-field-classes",
      "ignore",
      "set-category",
    ],
    references: [
      {
        title: "CWE-312: Cleartext Storage of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/312.html",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      const { verdict, level, treatment } = subject.classification;
      if (verdict !== "sensitive" || level === null || treatment === null || treatment === "do not store") continue;
      if (subject.category?.purpose === "verified" && treatment === "hash") continue;
      // There is no value to be protected.
      if (losesValue(subject)) continue;
      const severity = severityOf(subject, level);
      if (severity === null) continue;
      yield { severity, message: messageOf(subject, level), span: subject.field.nameSpan, subject };
    }
  },
};

/**
 * Restricted data without its treatment is a problem; what is protected a little is not shouted about. Confidential
 * data gets quiet dots where access control is all that is expected: a place to press, nothing to count.
 */
function severityOf({ lacksTreatment, protection }: ClassifiedField, level: Level): Severity | null {
  const bare = protection.kind === "none" || protection.kind === "generated";
  if (lacksTreatment) {
    if (level === "restricted") return bare ? "warning" : "information";
    return level === "confidential" ? "information" : null;
  }
  return level === "confidential" && bare ? "hint" : null;
}

function messageOf({ field, classification, category, protection }: ClassifiedField, level: Level): string {
  const gloss = category?.gloss ?? "sensitive data";
  const advice = secretAdvice(category, protection) ?? adviceOf(classification, protection);
  return `\`${field.name}\` holds ${gloss} (${level}) and ${stateOf(protection)}${advice}.`;
}

function stateOf(protection: Protection): string {
  switch (protection.kind) {
    case "none":
      return "is stored in plain text";
    case "generated":
      return "is generated at random, but stored in plain text";
    default:
      return `is only ${protection.kind}`;
  }
}

/** What is right for a secret depends on what the application does with it, unless the policy says otherwise. */
function secretAdvice(category: Category | null, protection: Protection): string | null {
  switch (category?.purpose) {
    case "door":
      return "; it only has to be recognised: keep a prefix to find it by and a keyed hash";
    case "replayed":
      return protection.kind === "hashed" ? null : "; it is needed again as it is, so it should be encrypted";
    case "unclear":
      return "; hash it if it is only compared here, encrypt it if it is sent to others";
    default:
      return null;
  }
}

function adviceOf({ treatment }: ClassifiedField["classification"], protection: Protection): string {
  if (treatment === "access control") return "; see to it that only those who need it can read it";
  if (treatment === "hash") return "; it should be hashed";
  if (treatment === "tokenize") return "; a token of the payment processor should take its place";
  return protection.kind === "none" ? "" : "; it should be encrypted";
}
