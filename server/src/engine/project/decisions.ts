import { type Category, type Classification, type Evidence, type Level, LEVELS } from "../classification/model.ts";
import { branchOf, categoryOf } from "../classification/taxonomy.ts";
import type { Directive, Entity, Field, FileSchema } from "../schema/schema.ts";
import { rememberedOf } from "../text/remembered.ts";
import type { OwnWord } from "./ownWords.ts";
import { type Categories, categoryIn } from "./policy/categories.ts";
import type { PartPolicy, Policy } from "./policy/model.ts";
import { entryFor } from "./policy/selectors.ts";
import { pathPart } from "./toldKinds.ts";
import { addTo } from "../text/addTo.ts";

/** What somebody has decided about a field. */
export interface Decision {
  /** Null: not sensitive. */
  readonly category: Category | null;
  /** A sentence part for people. */
  readonly detail: string;
  readonly by: Exclude<Classification["decidedBy"], "classifier">;
}

/** A field and where it stands. */
export interface FieldInFile {
  readonly schema: FileSchema;
  readonly entity: Entity;
  readonly field: Field;
}

/** The project's own words that a field's name and label end with. */
export interface WordsOfField {
  readonly name: OwnWord | null;
  readonly label: OwnWord | null;
}

/** All that was decided about a field. The first one holds: who speaks of less speaks before who speaks of more. */
export function decisionsAbout(subject: FieldInFile, words: WordsOfField, policy: Policy): readonly Decision[] {
  if (subject.schema.directives.length === 0 && isSilent(policy)) return NOTHING;
  return [
    ...directiveDecisions(subject, policy.categories),
    ...fieldDecisions(subject, policy),
    ...partDecisions(subject, policy),
    ...wordDecisions(words, policy.categories),
  ];
}

/** Whether it decides about no field. */
function isSilent({ fields, entities, paths, words }: Policy): boolean {
  return fields.size === 0 && entities.size === 0 && paths.size === 0 && words.size === 0;
}

/** Of most fields nobody has decided anything. */
const NOTHING: readonly never[] = [];

/** The classification by what was decided. */
export function decidedBy(decisions: readonly Decision[], found: Classification): Classification {
  if (decisions.length === 0) return found;
  const first = decisions[0]!;
  return saidOutright(first.category, decisions.map(evidenceOf), found, first.by);
}

/** Whether a directive has decided that the field is of a category; null: not sensitive. */
export function isDecidedByDirective({ decidedBy: by, category }: Classification, wanted: string | null): boolean {
  return by === "directive" && category === wanted;
}

/** What somebody said in place of what was found, which stays visible, all the more if it differs. */
export function saidOutright(
  category: Category | null,
  reasons: readonly Evidence[],
  found: Classification,
  decidedBy: Classification["decidedBy"],
): Classification {
  return {
    category: category?.key ?? null,
    candidate: found.candidate,
    level: category?.level ?? null,
    treatment: category?.treatment ?? null,
    verdict: category ? "sensitive" : "clear",
    confidence: category ? 1 : 0,
    evidence: [...reasons, ...contradiction(category, found), ...found.evidence],
    decidedBy,
  };
}

/** What the policy says of a word that the name does not speak of, so that nobody wonders why it was not followed. */
export function withUnusedWord(found: Classification, { name }: WordsOfField, categories: Categories): Classification {
  if (!name || name.decides) return found;
  const detail = `${wordDetail(name, "name", decidedCategory(name.category, categories))}, but the name speaks of something else`;
  return { ...found, evidence: [{ kind: "decision", detail, weight: 0 }, ...found.evidence] };
}

/** The level that a directive sets, whatever the category. */
export function directiveLevel(subject: FieldInFile): Level | null {
  if (subject.schema.directives.length === 0) return null;
  const values = directivesOf(subject.schema, subject.entity.name, subject.field.name)
    .filter(({ kind }) => kind === "level")
    .map(({ values: [value] }) => LEVELS.find((level) => level === value));
  return values.findLast((level) => level !== undefined) ?? null;
}

function evidenceOf({ detail }: Decision): Evidence {
  return { kind: "decision", detail, weight: 0 };
}

/** Says so where the evidence speaks for something else than what was decided. */
function contradiction(decided: Category | null, found: Classification): readonly Evidence[] {
  if (found.verdict !== "sensitive" || found.category === null) return [];
  if (decided !== null && branchOf(decided.key) === branchOf(found.category)) return [];
  const gloss = categoryOf(found.category)?.gloss ?? found.category;
  return [{ kind: "decision", detail: `against that, the other evidence speaks for ${gloss}`, weight: 0 }];
}

/** The last one first: it holds where there are several. */
function directiveDecisions(subject: FieldInFile, categories: Categories): readonly Decision[] {
  if (subject.schema.directives.length === 0) return [];
  return directivesOf(subject.schema, subject.entity.name, subject.field.name)
    .flatMap((directive) => directiveDecision(directive, categories) ?? [])
    .reverse();
}

/** What comments say of a field. */
export function directivesOf(schema: FileSchema, entity: string, field: string): readonly Directive[] {
  return directivesByField(schema).get(`${entity}.${field}`) ?? NOTHING;
}

const directivesByField: (schema: FileSchema) => ReadonlyMap<string, readonly Directive[]> = rememberedOf((schema) => {
  const found = new Map<string, Directive[]>();
  for (const directive of schema.directives) {
    const key = `${directive.entity}.${directive.field}`;
    addTo(found, key, directive);
  }
  return found;
});

function directiveDecision({ kind, values, reason }: Directive, categories: Categories): Decision | null {
  // With rule ids it only silences those, and to silence something for ever takes a reason.
  if (kind === "ignore" && values.length === 0 && reason !== "") return personal(null, reason, "directive");
  const category = kind === "category" ? categoryIn(categories, values[0] ?? "") : undefined;
  return category ? personal(category, reason, "directive") : null;
}

/** What the policy says of the field itself. */
export function fieldDecisions(
  { schema, entity, field }: FieldInFile,
  { fields, categories }: Policy,
): readonly Decision[] {
  if (fields.size === 0) return [];
  const decision = entryFor(fields, { path: schema.path, entity }, field.name);
  if (!decision) return [];
  return [personal(decidedCategory(decision.category, categories), decision.reason, "policy")];
}

function partDecisions({ schema, entity }: FieldInFile, policy: Policy): readonly Decision[] {
  if (policy.entities.size === 0 && policy.paths.size === 0) return [];
  const path = pathPart(policy, schema.path);
  return [
    ...insensitive(entryFor(policy.entities, { path: schema.path, entity }), entity.name),
    ...insensitive(path?.part, path?.pattern ?? ""),
  ];
}

function insensitive(part: PartPolicy | undefined, where: string): readonly Decision[] {
  if (!part || !("reason" in part)) return [];
  const detail = `the policy says that nothing in \`${where}\` is sensitive: ${part.reason}`;
  return [{ category: null, detail, by: "policy" }];
}

/** A label does not clear what the name speaks of. */
function wordDecisions({ name, label }: WordsOfField, categories: Categories): readonly Decision[] {
  const decisionOf = (word: OwnWord, place: string): Decision => {
    const category = decidedCategory(word.category, categories);
    return { category, detail: wordDetail(word, place, category), by: "policy" };
  };
  return [
    ...(name?.decides === true ? [decisionOf(name, "name")] : []),
    ...(label?.decides === true && label.category !== null ? [decisionOf(label, "label")] : []),
  ];
}

function wordDetail({ word }: OwnWord, place: string, category: Category | null): string {
  return `the policy says that “${word}” in the ${place} is ${category?.gloss ?? "nothing sensitive"}`;
}

function decidedCategory(key: string | null, categories: Categories): Category | null {
  return key === null ? null : (categoryIn(categories, key) ?? null);
}

function personal(category: Category | null, reason: string, by: Decision["by"]): Decision {
  return {
    category,
    detail: reason === "" ? "a person decided so, without a reason" : `a person decided so: ${reason}`,
    by,
  };
}
