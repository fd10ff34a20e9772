import { classify, type ToldByValues, withoutOwnWord } from "../classification/classify.ts";
import { fieldNamesOf } from "../classification/fieldNames.ts";
import type { Category, Classification, Level } from "../classification/model.ts";
import type { Phrase } from "../classification/phrase.ts";
import { clausesFor, type RelevantClause } from "../classification/regimes.ts";
import { type Surroundings, surroundingsOf } from "../classification/surroundings.ts";
import type { Protection } from "../protection/model.ts";
import { recogniseProtection } from "../protection/recognise.ts";
import { satisfies } from "../protection/treatment.ts";
import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../schema/entityLookup.ts";
import type { Field, FileSchema } from "../schema/schema.ts";
import { mapped } from "../text/mapped.ts";
import { declared, saidOf } from "./declarations/declared.ts";
import { NO_DECLARATIONS, type ProjectDeclarations } from "./declarations/model.ts";
import {
  decidedBy,
  decisionsAbout,
  directiveLevel,
  fieldDecisions,
  type FieldInFile,
  withUnusedWord,
  type WordsOfField,
} from "./decisions.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import { readOwnWords } from "./ownWords.ts";
import { categoryIn, publishedKeyOf } from "./policy/categories.ts";
import type { Policy } from "./policy/model.ts";
import { withThirdParty } from "./thirdParty.ts";
import { toldKindsOf } from "./toldKinds.ts";

/**
 * Classifies every field of a file. The project has the last word: what it decided (`decisionsAbout`) beats what it
 * declares for other tools, and that the classifier; the policy's levels and treatments of categories apply to all fields,
 * but a directive may set another level. `otherFiles` lets bases and relations that lead out of the file count; those that lead to
 * models of known packages always do.
 */
export function classifyFile(
  schema: FileSchema,
  policy: Policy,
  otherFiles: EntityLookup = NO_OTHER_FILES,
  declarations: ProjectDeclarations = NO_DECLARATIONS,
  values: ValuesOfFields = NO_VALUES,
): ClassifiedFile {
  const lookup = withThirdParty(otherFiles);
  const byEntity = schema.entities.map((entity) =>
    classifyEntity({ entity, schema }, policy, lookup, declarations, values),
  );
  return { schema, fields: NO_FIELDS.concat(...byEntity) };
}

/** What stored values say, by field; those of others were not looked at. */
export type ValuesOfFields = ReadonlyMap<Field, ToldByValues>;

const NO_VALUES: ValuesOfFields = new Map();
const NO_FIELDS: readonly ClassifiedField[] = [];

/** `lookup` also knows the models of installed packages. */
export function classifyEntity(
  { entity, schema }: DeclaredEntity,
  policy: Policy,
  lookup: EntityLookup,
  declarations: ProjectDeclarations,
  values: ValuesOfFields = NO_VALUES,
): readonly ClassifiedField[] {
  // Relations hold no value, wherever they stand.
  const surroundings = entity.fields.every(isRelation)
    ? NOWHERE
    : surroundingsOf(entity, schema, lookup, toldKindsOf(policy));
  const names = fieldNamesOf(entity);
  return mapped(entity.fields, (field, index) =>
    classifyField({ schema, entity, field }, names[index]!, surroundings, policy, declarations, values.get(field)),
  );
}

const NOWHERE: Surroundings = [];

function isRelation({ type }: Field): boolean {
  return type.shape === "relation";
}

function classifyField(
  subject: FieldInFile,
  name: Phrase,
  surroundings: Surroundings,
  policy: Policy,
  declarations: ProjectDeclarations,
  values: ToldByValues | undefined,
): ClassifiedField {
  const { schema, entity, field } = subject;
  const own = ownWordsOf(field, policy);
  const words = own?.words ?? NO_WORDS;
  const guess = own
    ? classify(own.rest, entity, schema, withoutOwnWord(surroundings, field.name), undefined, values)
    : classify(field, entity, schema, surroundings, name, values);
  const evidence = withUnusedWord(guess, words, policy.categories);
  const said = saidOf(subject, declarations);
  const found = decidedBy(decisionsAbout(subject, words, policy), declared(evidence, said, field));
  const protection = recogniseProtection(field, entity);
  // Most hold nothing, whatever the policy says of categories.
  if (found.category === null)
    return {
      entity,
      field,
      classification: found,
      category: null,
      evidence,
      said,
      protection,
      lacksTreatment: false,
      clauses: NO_CLAUSES,
    };
  const { classification, category, lacksTreatment, clauses } = judged(
    found,
    protection,
    directiveLevel(subject),
    policy,
  );
  return { entity, field, classification, category, evidence, said, protection, lacksTreatment, clauses };
}

/** A field as it is at a child of the entity that declares it, where the policy may say something of it there. */
export function classifiedAtChild(subject: ClassifiedField, child: DeclaredEntity, policy: Policy): ClassifiedField {
  const decisions = fieldDecisions({ ...child, field: subject.field }, policy);
  if (decisions.length === 0) return subject;
  return { ...subject, ...judged(decidedBy(decisions, subject.evidence), subject.protection, null, policy) };
}

/** `ownLevel`: what a directive says, whatever the category. */
function judged(
  found: Classification,
  protection: Protection,
  ownLevel: Level | null,
  policy: Policy,
): Pick<ClassifiedField, "classification" | "category" | "lacksTreatment" | "clauses"> {
  const category = found.category === null ? null : (categoryIn(policy.categories, found.category) ?? null);
  const classification = withCategory(found, category, ownLevel);
  const isSensitive = category !== null && classification.verdict === "sensitive";
  return {
    classification,
    category,
    lacksTreatment:
      isSensitive && classification.treatment !== null && !satisfies(protection, classification.treatment),
    clauses: isSensitive && policy.regimes.length > 0 ? clausesOf(category, policy) : NO_CLAUSES,
  };
}

function clausesOf({ key }: Category, { regimes }: Policy): readonly RelevantClause[] {
  return clausesFor(publishedKeyOf(key), regimes);
}

/** Most fields have none. */
const NO_CLAUSES: readonly RelevantClause[] = [];

/**
 * Words that the policy explains, and the field as the word lists shall see it, without them: they mean nothing else. Null where there
 * can be none.
 */
function ownWordsOf(field: Field, policy: Policy): { readonly words: WordsOfField; readonly rest: Field } | null {
  const { shape } = field.type;
  if (policy.words.size === 0 || shape === "relation") return null;
  const name = readOwnWords(field.name, shape, policy.words);
  const label = readOwnWords(field.label ?? "", shape, policy.words);
  return {
    words: { name: name.last, label: label.last },
    rest: { ...field, name: name.rest, label: field.label === null ? null : label.rest },
  };
}

const NO_WORDS: WordsOfField = { name: null, label: null };

function withCategory(found: Classification, category: Category | null, ownLevel: Level | null): Classification {
  if (!category) return found;
  const { treatment } = category;
  const level = ownLevel ?? category.level;
  if (level === found.level && treatment === found.treatment) return found;
  return { ...found, evidence: found.evidence, level, treatment };
}
