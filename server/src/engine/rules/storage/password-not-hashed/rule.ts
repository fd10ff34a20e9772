import type { ClassifiedField } from "../../../project/model.ts";
import type { Entity, Field } from "../../../schema/schema.ts";
import type { Rule } from "../../rule.ts";

export const passwordNotHashed: Rule = {
  meta: {
    id: "storage/password-not-hashed",
    title: "Password, PIN or answer that is only compared, stored so that it can be read",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds passwords, PINs, recovery codes and answers to security questions that people identify themselves with, and",
      "that are not kept as a hash. Not what the application sends on to others (the password of a mail server is to be",
      "encrypted), nor what it issued itself (a keyed hash of a token is enough): storage/plaintext-field tells these apart.",
      "Where it is not clear which of them a password is, it asks there.",
      "",
      "The password of a model that is a Django user is hashed by its base class. A column as long as Django's own (128)",
      "is likely filled with `make_password`, which its declaration cannot show: it is only mentioned.",
    ].join("\n"),
    why: [
      "People use the same password elsewhere. Whoever gets hold of a backup, or of the key if it is encrypted, can use",
      "it there, and here in their name. Nobody needs to read it again, only to compare it.",
    ].join("\n"),
    bad: ["class Member(models.Model):", "    password = models.CharField(max_length=50)"].join("\n"),
    good: [
      "class Member(AbstractBaseUser):",
      "    # `set_password` and `check_password` come with the base class.",
      '    USERNAME_FIELD = "email"',
    ].join("\n"),
    fixes: ["ignore", "set-category"],
    references: [
      {
        title: "CWE-256: Plaintext Storage of a Password",
        url: "https://cwe.mitre.org/data/definitions/256.html",
      },
      {
        title: "Django: Password management",
        url: "https://docs.djangoproject.com/en/5.2/topics/auth/passwords/",
      },
    ],
  },

  *check({ fields, schema }) {
    const isDjango = schema.language === "django";
    for (const subject of fields) {
      const { verdict, treatment } = subject.classification;
      if (verdict !== "sensitive" || treatment !== "hash") continue;
      if (subject.category?.purpose !== "verified") continue;
      if (!subject.lacksTreatment || logsInWithDjango(subject.entity)) continue;
      const isLikelyHashed = isDjango && isAsLongAsDjangos(subject.field);
      yield {
        severity: isLikelyHashed ? "information" : "warning",
        message: messageOf(subject, isLikelyHashed, isDjango ? " (`make_password`, `check_password`)" : ""),
        span: subject.field.nameSpan,
        subject,
      };
    }
  },
};

/** A model that says what its users log in with is one of Django's, wherever its base class is declared. */
function logsInWithDjango(entity: Entity): boolean {
  return entity.optionUses.some(({ option }) => option === "USERNAME_FIELD");
}

function isAsLongAsDjangos(field: Field): boolean {
  return field.maxLength === DJANGO_PASSWORD_LENGTH;
}

/** `AbstractBaseUser.password`: https://docs.djangoproject.com/en/5.2/topics/auth/passwords/ */
const DJANGO_PASSWORD_LENGTH = 128;

function messageOf(
  { field, category, protection }: ClassifiedField,
  isLikelyHashed: boolean,
  hashedBy: string,
): string {
  const holds = `\`${field.name}\` holds ${category?.gloss ?? "a password"}`;
  if (isLikelyHashed) {
    return `${holds}; see to it that only \`make_password\` fills it, which its declaration does not show.`;
  }
  const state = protection.kind === "encrypted" ? "can be decrypted" : "can be read";
  return `${holds} (restricted) that ${state}, although it only has to be compared; keep a salted hash${hashedBy}.`;
}
