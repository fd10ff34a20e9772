import { classify } from "../classification/classify.ts";
import type { Classification, Level, Treatment } from "../classification/model.ts";
import { LEVELS } from "../classification/model.ts";
import { clausesFor, type RelevantClause } from "../classification/regimes.ts";
import type { Surroundings } from "../classification/surroundings.ts";
import { surroundingsOf } from "../classification/surroundings.ts";
import { categoryOf } from "../classification/taxonomy.ts";
import { recogniseProtection } from "../protection/recognise.ts";
import { satisfies } from "../protection/treatment.ts";
import type { EntityLookup } from "../schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../schema/entityLookup.ts";
import type { Directive, Entity, Field, FileSchema } from "../schema/schema.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import type { FieldPolicy, Policy } from "./policy.ts";

/**
 * Classifies every field of a file. The project has the last word: a directive at the field beats the policy's
 * decision, which beats the classifier; the policy's levels and treatments of categories apply to all of them.
 * `otherFiles` lets bases and relations that lead out of the file count.
 */
export function classifyFile(
  schema: FileSchema,
  policy: Policy,
  otherFiles: EntityLookup = NO_OTHER_FILES,
): ClassifiedFile {
  const fields = schema.entities.flatMap((entity) => {
    const surroundings = surroundingsOf(entity, schema, otherFiles);
    return entity.fields.map((field) => classifyField(schema, entity, field, surroundings, policy));
  });
  return { schema, fields };
}

function classifyField(
  schema: FileSchema,
  entity: Entity,
  field: Field,
  surroundings: Surroundings,
  policy: Policy,
): ClassifiedField {
  let classification = classify(field, entity, schema, surroundings);
  const decision = policyDecision(policy, schema.path, entity, field);
  if (decision) classification = decided(classification, decision.category, decision.reason, "policy");
  for (const directive of directivesAt(schema, entity, field)) classification = directed(classification, directive);
  classification = withPolicyCategory(classification, policy);

  const protection = recogniseProtection(field, entity);
  const lacksTreatment =
    classification.verdict === "sensitive" &&
    classification.treatment !== null &&
    !satisfies(protection, classification.treatment);
  return { entity, field, classification, protection, lacksTreatment, clauses: relevantTo(classification, policy) };
}

function relevantTo({ category, verdict }: Classification, { regimes }: Policy): readonly RelevantClause[] {
  return category === null || verdict !== "sensitive" ? [] : clausesFor(category, regimes);
}

function directivesAt(schema: FileSchema, entity: Entity, field: Field): readonly Directive[] {
  return schema.directives.filter(
    (directive) => directive.entity === entity.name && directive.field === field.name && takesEffect(directive),
  );
}

/** To silence something for ever takes a reason. */
function takesEffect(directive: Directive): boolean {
  return directive.kind !== "ignore" || directive.reason !== "";
}

function directed(classification: Classification, directive: Directive): Classification {
  const value = directive.values[0];
  if (directive.kind === "ignore") {
    // With rule ids it only silences those; the field stays what it is.
    return directive.values.length > 0 ? classification : decided(classification, null, directive.reason, "directive");
  }
  if (directive.kind === "category" && value !== undefined && categoryOf(value)) {
    return decided(classification, value, directive.reason, "directive");
  }
  const level = LEVELS.find((item) => item === value);
  if (directive.kind === "level" && level) return { ...classification, level };
  return classification;
}

function policyDecision(policy: Policy, path: string, entity: Entity, field: Field): FieldPolicy | undefined {
  const selector = `${entity.name}.${field.name}`;
  return policy.fields.get(`${path}::${selector}`) ?? policy.fields.get(selector);
}

function decided(
  before: Classification,
  key: string | null,
  reason: string,
  decidedBy: "policy" | "directive",
): Classification {
  const category = key === null ? undefined : categoryOf(key);
  const detail = reason === "" ? `a person decided so in a ${decidedBy}` : `a person decided so: ${reason}`;
  return {
    category: category?.key ?? null,
    level: category?.level ?? null,
    treatment: category?.treatment ?? null,
    verdict: category ? "sensitive" : "clear",
    confidence: category ? 1 : 0,
    evidence: [{ kind: "decision", detail, weight: 0 }, ...before.evidence],
    decidedBy,
  };
}

function withPolicyCategory(classification: Classification, policy: Policy): Classification {
  if (classification.category === null) return classification;
  const settings = policy.categories.get(classification.category);
  if (!settings) return classification;
  const level: Level | null = settings.level ?? classification.level;
  const treatment: Treatment | null = settings.treatment ?? classification.treatment;
  return { ...classification, level, treatment };
}
