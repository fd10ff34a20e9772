import type { Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { fitOf, TYPE_RULES } from "../lexicon/shapes.ts";
import { mentionsIn, turnFeature, turnsOfAll } from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate, Reason } from "./candidate.ts";
import { contextEvidence } from "./context.ts";

/** What a field's type says by itself: an EmailField holds an e-mail address, a BirthDateField a date of birth. */
export function typeSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const byShape = shapeSays(field, surroundings);
  return byShape.length > 0 ? byShape : typeNameSays(field, surroundings);
}

/** Somebody found the value worth encrypting. */
export function encryptionSays(field: Field): readonly Reason[] {
  const names = [field.type.name, ...field.wrappers.map((wrapper) => wrapper.text)];
  const encrypting = names.find((name) => wordsOf(name).some((word) => ENCRYPTING.has(word)));
  return encrypting === undefined
    ? []
    : [
        {
          kind: "type",
          detail: `\`${encrypting}\` encrypts it already`,
          weight: ENCRYPTION_WEIGHT,
          feature: "encrypted already",
        },
      ];
}

const ENCRYPTING = new Set(["encrypted", "encrypt", "vault", "fernet", "pgp"]);
const ENCRYPTION_WEIGHT = 3.3;
const TYPE_NAME_WEIGHT = 4;
const TYPE_NAME_FLOOR = 3;

function shapeSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  return TYPE_RULES.filter((rule) => rule.shape === field.type.shape).map((rule) => ({
    category: rule.category,
    evidence: [
      {
        kind: "type",
        detail: `${withArticle(field.type.name)} ${rule.says}`,
        weight: rule.weight,
        feature: `shape ${rule.shape} says it`,
      },
      ...contextEvidence(rule.in, surroundings, rule.category),
      ...turnsOfAll(wordsOf(field.name), rule.category).map((turn) => ({
        kind: "name" as const,
        detail: `“${turn.words}” in the name ${turn.says}`,
        weight: turn.weight,
        feature: turnFeature(turn, rule.category),
      })),
    ],
  }));
}

/** Field classes are named after what they hold (`SSNField`, `IBANField`), though on a network it is a machine's `IPField`. */
function typeNameSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const words = wordsOf(field.type.name.replace(/Field$/, ""));
  return mentionsIn(words)
    .filter((mention) => mention.end === words.length)
    .flatMap((mention) => mention.terms)
    .filter((term) => term.weight >= TYPE_NAME_FLOOR && fitOf(term.category, field.type.shape) >= 0)
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

function withArticle(name: string): string {
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
