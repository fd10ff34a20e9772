import { encryptingNameOf } from "../../protection/encrypting.ts";
import type { Field, FieldType } from "../../schema/schema.ts";
import { mapped } from "../../text/mapped.ts";
import { rememberedOf } from "../../text/remembered.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { fitOf, type TypeRule, typeRulesFor } from "../lexicon/shapes.ts";
import { nameTurns, type Phrase, phraseOf } from "../phrase.ts";
import { mentionsIn } from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import { reasonOf } from "../weights.ts";
import { type Candidate, candidate } from "./candidate.ts";
import type { Reason } from "./reason.ts";
import { contextEvidence } from "./context.ts";

/** What a field's type says by itself: an EmailField holds an e-mail address, a BirthDateField a date of birth. */
export function typeSays(
  field: Field,
  surroundings: Surroundings,
  name: Phrase = phraseOf(field.name),
): readonly Candidate[] {
  const rules = typeRulesFor(field.type.shape);
  return rules ? shapesSay(rules, field, name, surroundings) : typeNameSays(field, surroundings);
}

/** Somebody found the value worth encrypting. */
export function encryptionSays(field: Field): readonly Reason[] {
  const encrypting = encryptingNameOf(field);
  if (encrypting === null) return NOTHING;
  const detail = `\`${encrypting}\` encrypts it: somebody found it worth protecting`;
  return [reasonOf({ kind: "type", detail, weight: ENCRYPTION_WEIGHT }, "encrypted already")];
}

const NOTHING: readonly never[] = [];

const ENCRYPTION_WEIGHT = 3.3;
const TYPE_NAME_WEIGHT = 4;
const TYPE_NAME_FLOOR = 3;

function shapesSay(
  rules: readonly TypeRule[],
  field: Field,
  name: Phrase,
  surroundings: Surroundings,
): readonly Candidate[] {
  return mapped(rules, (rule) => shapeSays(rule, field, name, surroundings));
}

function shapeSays(rule: TypeRule, field: Field, name: Phrase, surroundings: Surroundings): Candidate {
  return candidate(rule.category, [
    reasonOf(
      { kind: "type", detail: `${withArticle(field.type.name)} ${rule.says}`, weight: rule.weight },
      `shape ${rule.shape} says it`,
    ),
    ...contextEvidence(rule.in, surroundings, rule.category),
    ...nameTurns(name, field.type.shape, rule.category),
  ]);
}

/** Field classes are named after what they hold (`SSNField`, `IBANField`), though on a network it is a machine's `IPField`. */
function typeNameSays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const terms = termsOfType(field.type);
  return terms.length === 0 ? NOTHING : termsSay(terms, field.type, surroundings);
}

function termsSay(
  terms: readonly TermGroup[],
  { name, shape }: FieldType,
  surroundings: Surroundings,
): readonly Candidate[] {
  return terms
    .filter((term) => fitOf(term.category, shape) >= 0)
    .map((term) =>
      candidate(term.category, [
        reasonOf(
          { kind: "type", detail: `its type is \`${name}\``, weight: TYPE_NAME_WEIGHT },
          "type is named after it",
        ),
        ...contextEvidence(term.in, surroundings, term.category).filter(({ weight }) => weight < 0),
      ]),
    );
}

/** What the name of a field class ends with. */
const termsOfType: (type: FieldType) => readonly TermGroup[] = rememberedOf(({ name }) => {
  const words = wordsOf(name.replace(/Field$/, ""));
  return mentionsIn(words)
    .filter((mention) => mention.end === words.length)
    .flatMap((mention) => mention.terms)
    .filter((term) => term.weight >= TYPE_NAME_FLOOR);
});

function withArticle(name: string): string {
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
