import { encryptingNameOf } from "../../protection/encrypting.ts";
import type { Field } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { fitOf, TYPE_RULES, type TypeRule } from "../lexicon/shapes.ts";
import { mentionsIn, turnDetail, turnFeature, turnsFor, turnsOfAll } from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate, Reason } from "./candidate.ts";
import { contextEvidence } from "./context.ts";

/** What a field's type says by itself: an EmailField holds an e-mail address, a BirthDateField a date of birth. */
export function typeSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const rules = TYPE_RULES.filter((rule) => rule.shape === field.type.shape);
  return rules.length > 0
    ? rules.map((rule) => shapeSays(rule, field, surroundings))
    : typeNameSays(field, surroundings);
}

/** Somebody found the value worth encrypting. */
export function encryptionSays(field: Field): readonly Reason[] {
  const encrypting = encryptingNameOf(field);
  return encrypting === null
    ? []
    : [
        {
          kind: "type",
          detail: `\`${encrypting}\` encrypts it: somebody found it worth protecting`,
          weight: ENCRYPTION_WEIGHT,
          feature: "encrypted already",
        },
      ];
}

const ENCRYPTION_WEIGHT = 3.3;
const TYPE_NAME_WEIGHT = 4;
const TYPE_NAME_FLOOR = 3;

function shapeSays(rule: TypeRule, field: Field, surroundings: Surroundings): Candidate {
  return {
    category: rule.category,
    evidence: [
      {
        kind: "type",
        detail: `${withArticle(field.type.name)} ${rule.says}`,
        weight: rule.weight,
        feature: `shape ${rule.shape} says it`,
      },
      ...contextEvidence(rule.in, surroundings, rule.category),
      ...turnsFor(field.type.shape, turnsOfAll(wordsOf(field.name), rule.category)).map((turn) => ({
        kind: "name" as const,
        detail: turnDetail(turn, "name"),
        weight: turn.weight,
        feature: turnFeature(turn, rule.category),
      })),
    ],
  };
}

/** Field classes are named after what they hold (`SSNField`, `IBANField`), though on a network it is a machine's `IPField`. */
function typeNameSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const terms = termsOfType(field.type.name);
  if (terms.length === 0) return [];
  return terms
    .filter((term) => fitOf(term.category, field.type.shape) >= 0)
    .map((term) => ({
      category: term.category,
      evidence: [
        {
          kind: "type",
          detail: `its type is \`${field.type.name}\``,
          weight: TYPE_NAME_WEIGHT,
          feature: "type is named after it",
        },
        ...contextEvidence(term.in, surroundings, term.category).filter(({ weight }) => weight < 0),
      ],
    }));
}

/** What the name of a field class ends with. */
const termsOfType: (typeName: string) => readonly TermGroup[] = remembered((typeName) => {
  const words = wordsOf(typeName.replace(/Field$/, ""));
  return mentionsIn(words)
    .filter((mention) => mention.end === words.length)
    .flatMap((mention) => mention.terms)
    .filter((term) => term.weight >= TYPE_NAME_FLOOR);
});

function withArticle(name: string): string {
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
