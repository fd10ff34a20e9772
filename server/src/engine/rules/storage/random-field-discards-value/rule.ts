import { isWithin } from "../../../classification/taxonomy.ts";
import type { ClassifiedField } from "../../../project/model.ts";
import { discardsValue } from "../../../protection/recognise.ts";
import type { Rule } from "../../rule.ts";

export const randomFieldDiscardsValue: Rule = {
  meta: {
    id: "storage/random-field-discards-value",
    title: "Field for somebody's data that stores a random text in its place",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds a `RandomCharField` of django-extensions that is called after data that people have: a national number, a card",
      "number, an e-mail address. When the row is inserted the field replaces what it was given by random characters, and",
      "nothing says which value they stand for. That is no tokenization, which keeps the value elsewhere, under its token.",
      "",
      "Identifiers, codes and keys that the application makes itself, numbers of customers, patients and accounts among them, are what such a field is for; they are left alone, and so",
      "is one with `keep_default=True`, which keeps what it is given.",
    ].join("\n"),
    why: [
      "The value is lost without an error: the row is saved, whatever the code has given to the field (which is not editable, so that",
      "no form asks for it), and the first to notice is whoever needs the number. To store a token, keep the value encrypted in a table of its own and its token here, as _Tokenize_ does; or encrypt the field.",
    ].join("\n"),
    bad: ["class Employee(models.Model):", "    national_id = RandomCharField(length=32, unique=True)"].join("\n"),
    good: [
      "class Employee(models.Model):",
      "    public_id = RandomCharField(length=12, unique=True)",
      '    national_id = TokenField(kind="national_id", max_length=32, unique=True)',
    ].join("\n"),
    fixes: ["tokenize", "ignore", "set-category"],
    references: [
      {
        title: "RandomCharField of django-extensions",
        url: "https://django-extensions.readthedocs.io/en/latest/field_extensions.html",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      if (!losesValue(subject)) continue;
      const { field, category } = subject;
      yield {
        severity: "warning",
        message: `\`${field.name}\` is to hold ${category!.gloss}, but \`${field.type.name}\` replaces what it is given by random characters when a row is inserted: the value is lost.`,
        span: field.nameSpan,
        subject,
      };
    }
  },
};

/** Whether somebody's data is given to a field that throws it away. */
export function losesValue({ field, category, classification }: ClassifiedField): boolean {
  if (classification.verdict !== "sensitive" || category === null || !discardsValue(field)) return false;
  if (category.key === "user.financial.bank_account" && ANY_ACCOUNT.test(field.name)) return false;
  return category.key === "user" || NOT_MADE_UP.some((key) => isWithin(category.key, key));
}

/** What people bring along, or others issue: no application makes it up. */
const NOT_MADE_UP: readonly string[] = [
  "user.contact",
  "user.demographic",
  "user.financial.bank_account",
  "user.financial.credit_card",
  "user.government_id",
  "user.name",
];

/** A bank's, or the one that a customer has with whoever runs the application. */
const ANY_ACCOUNT = /^account_?(?:number|num|no|nr|id)?$/i;
