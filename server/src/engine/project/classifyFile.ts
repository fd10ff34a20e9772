import { classify } from "../classification/classify.ts";
import type { Category, Classification } from "../classification/model.ts";
import { clausesFor } from "../classification/regimes.ts";
import type { Surroundings } from "../classification/surroundings.ts";
import { surroundingsOf } from "../classification/surroundings.ts";
import { recogniseProtection } from "../protection/recognise.ts";
import { satisfies } from "../protection/treatment.ts";
import type { EntityLookup } from "../schema/entityLookup.ts";
import { NO_OTHER_FILES } from "../schema/entityLookup.ts";
import type { FileSchema } from "../schema/schema.ts";
import { decidedBy, decisionsAbout, directiveLevel, type FieldInFile } from "./decisions.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import { categoryIn, publishedKeyOf } from "./policy/categories.ts";
import type { Policy } from "./policy/model.ts";

/**
 * Classifies every field of a file. The project has the last word: what it decided (`decisionsAbout`) beats the
 * classifier; the policy's levels and treatments of categories apply to all fields, but a directive may set another level.
 * `otherFiles` lets bases and relations that lead out of the file count.
 */
export function classifyFile(
  schema: FileSchema,
  policy: Policy,
  otherFiles: EntityLookup = NO_OTHER_FILES,
): ClassifiedFile {
  const fields = schema.entities.flatMap((entity) => {
    const surroundings = surroundingsOf(entity, schema, otherFiles);
    return entity.fields.map((field) => classifyField({ schema, entity, field }, surroundings, policy));
  });
  return { schema, fields };
}

function classifyField(subject: FieldInFile, surroundings: Surroundings, policy: Policy): ClassifiedField {
  const { schema, entity, field } = subject;
  const found = decidedBy(decisionsAbout(subject, policy), classify(field, entity, schema, surroundings));
  const category = found.category === null ? null : (categoryIn(policy.categories, found.category) ?? null);
  const classification = withCategory(found, category, subject);
  const protection = recogniseProtection(field, entity);
  const isSensitive = category !== null && classification.verdict === "sensitive";
  return {
    entity,
    field,
    classification,
    category,
    protection,
    lacksTreatment:
      isSensitive && classification.treatment !== null && !satisfies(protection, classification.treatment),
    clauses: isSensitive ? clausesFor(publishedKeyOf(category.key), policy.regimes) : [],
  };
}

function withCategory(found: Classification, category: Category | null, subject: FieldInFile): Classification {
  if (!category) return found;
  return { ...found, level: directiveLevel(subject) ?? category.level, treatment: category.treatment };
}
