import { contradictionOf, isStrong } from "../../../project/declarations/contradiction.ts";
import type { ClassifiedField } from "../../../project/model.ts";
import type { Rule } from "../../rule.ts";

export const incomplete: Rule = {
  meta: {
    id: "declaration/incomplete",
    title: "Personal field that is missing where its model lists what is to be anonymised",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds a field with personal data, in a model that lists its personal fields for a tool that anonymises them",
      "(`PrivacyMeta.fields` of django-gdpr-assist, `Meta.sensitive_fields` of django-scrub-pii, `Scrubbers` of",
      "django-scrubber), and does not list this one. Models without such a list, and lists of which a part stands",
      "elsewhere, are left alone, as are data that do little harm, passwords and keys.",
    ].join("\n"),
    why: [
      "Whoever lists some fields means all of them. One that was added later, and not to the list, stays as it is when a",
      "person's data are anonymised or a copy is made for testing.",
    ].join("\n"),
    bad: [
      "class Customer(models.Model):",
      "    email = models.EmailField()",
      "    phone_number = models.CharField(max_length=20)",
      "",
      "    class PrivacyMeta:",
      '        fields = ["email"]',
    ].join("\n"),
    good: [
      "class Customer(models.Model):",
      "    email = models.EmailField()",
      "    phone_number = models.CharField(max_length=20)",
      "",
      "    class PrivacyMeta:",
      '        fields = ["email", "phone_number"]',
    ].join("\n"),
    fixes: ["ignore", "set-category"],
    references: [
      {
        title: "django-gdpr-assist: the PrivacyMeta object",
        url: "https://django-gdpr-assist.readthedocs.io/en/latest/privacy_meta.html",
      },
      {
        title: "django-scrubber",
        url: "https://github.com/RegioHelden/django-scrubber",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      const lists = listsWithout(subject);
      if (lists.length === 0 || !isSurelyPersonal(subject)) continue;
      const { field, category } = subject;
      const gloss = category?.gloss ?? "personal data";
      const message = `\`${field.name}\` holds ${gloss}, but is missing in ${lists.join(" and ")}, so that it stays as it is when the others are anonymised.`;
      yield { severity: "information", message, span: field.nameSpan, subject };
    }
  },
};

/** Nothing where a person decided for Fieldguard, and one finding where declarations differ. */
function isSurelyPersonal(subject: ClassifiedField): boolean {
  const { classification, field } = subject;
  if (field.primaryKey || contradictionOf(subject) !== null) return false;
  const { decidedBy } = classification;
  return (decidedBy === "classifier" || decidedBy === "declaration") && isStrong(classification);
}

function listsWithout({ entity, field, said }: ClassifiedField): readonly string[] {
  const isScrubbedEverywhere = said.some(({ isGeneral, says }) => isGeneral && says === "personal");
  return entity.privacyDeclarations
    .filter(({ isWhole, statements }) => isWhole && !statements.some((statement) => statement.field === field.name))
    .map(({ name }) => name)
    .filter((name) => name !== "Scrubbers" || !isScrubbedEverywhere);
}
