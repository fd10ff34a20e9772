import { categoryOf } from "../../../classification/taxonomy.ts";
import { contradictionOf } from "../../../project/declarations/contradiction.ts";
import type { ClassifiedField } from "../../../project/model.ts";
import type { Rule } from "../../rule.ts";

export const contradicted: Rule = {
  meta: {
    id: "declaration/contradicted",
    title: "Field declared not to be personal data, although all else says that it is",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds a field that a declaration for another tool (`pii: false` in a `gdpr.yml`, `Keep` in `Scrubbers`) calls not",
      "personal, although its name, type and surroundings strongly speak for personal data, or although another declaration",
      "calls it personal. The declaration holds, so that the field counts as not sensitive in the first case; two that",
      "differ make it sensitive.",
      "",
      "Nothing is said where the policy or a directive decides about the field, nor where a declaration speaks of many",
      "fields at once.",
    ].join("\n"),
    why: [
      "What is declared not to be personal is copied into test databases as it is and missing in what people are told of",
      "their data. One of the two is a mistake, or the field needs a better name.",
    ].join("\n"),
    bad: [
      "class Patient(models.Model):",
      "    national_id = models.CharField(max_length=18)",
      "",
      "    class Scrubbers:",
      "        national_id = scrubbers.Keep",
    ].join("\n"),
    good: [
      "class Patient(models.Model):",
      "    # fieldguard: ignore made-up numbers for training",
      "    national_id = models.CharField(max_length=18)",
      "",
      "    class Scrubbers:",
      "        national_id = scrubbers.Keep",
    ].join("\n"),
    fixes: ["ignore", "set-category"],
    references: [
      {
        title: "GDPR, Article 4(1): what personal data is",
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      },
    ],
  },

  *check({ fields }) {
    for (const subject of fields) {
      const against = contradictionOf(subject);
      if (against === null) continue;
      const message = against === "evidence" ? againstEvidence(subject) : againstDeclaration(subject);
      yield { severity: "information", message, span: subject.field.nameSpan, subject };
    }
  },
};

function againstEvidence(subject: ClassifiedField): string {
  const { field, evidence } = subject;
  const gloss = categoryOf(evidence.category ?? "")?.gloss ?? "personal data";
  return `\`${field.name}\` is declared not personal in ${placesOf(subject, "not personal")}, but all else says that it holds ${gloss}; correct the declaration, or say here why it does not.`;
}

function againstDeclaration(subject: ClassifiedField): string {
  return `\`${subject.field.name}\` is declared personal in ${placesOf(subject, "personal")}, but not personal in ${placesOf(subject, "not personal")}; correct one of them.`;
}

function placesOf({ said }: ClassifiedField, says: string): string {
  return said
    .filter((item) => item.says === says && !item.isGeneral)
    .map(({ where }) => where)
    .join(" and ");
}
