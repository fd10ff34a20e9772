import type { Rule } from "../../rule.ts";

export const forbiddenField: Rule = {
  meta: {
    id: "storage/forbidden-field",
    title: "Field for data that must not be stored at all",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds fields for card verification codes, PIN blocks and the track data of payment cards. They may be used to",
      "authorise a payment and must be gone afterwards, so that there is no right way to store them: encryption does not",
      "change that. Removing the field is never one click, because forms, serializers and migrations depend on it.",
    ].join("\n"),
    why: [
      "Together with the card number they are all that a thief needs to pay. Requirement 3.3.1 of PCI DSS does not allow",
      "to keep them after authorization, even encrypted.",
    ].join("\n"),
    bad: ["class Payment(models.Model):", "    cvv = models.CharField(max_length=4)"].join("\n"),
    good: [
      "class Payment(models.Model):",
      "    # The processor checks the code; only its reference to the payment method is kept.",
      "    payment_method = models.CharField(max_length=64)",
    ].join("\n"),
    fixes: ["ignore", "set-category"],
    references: [
      {
        title: "PCI DSS v4.0.1, requirement 3.3: sensitive authentication data is not stored after authorization",
        url: "https://www.pcisecuritystandards.org/document_library/",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      const { category } = subject;
      const { verdict, treatment, level } = subject.classification;
      if (verdict !== "sensitive" || treatment !== "do not store" || category === null || level === null) continue;
      yield {
        severity: "error",
        message: `\`${subject.field.name}\` holds ${category.gloss} (${level}), which must not be stored, not even encrypted; use it for the payment and drop it.`,
        span: subject.field.nameSpan,
        subject,
      };
    }
  },
};
