import { type EntityLookup, NO_OTHER_FILES } from "../../schema/entityLookup.ts";
import type { Entity, Field, Name } from "../../schema/schema.ts";
import { classifyFile } from "../classifyFile.ts";
import { Inheritance } from "../inheritance.ts";
import type { ClassifiedField } from "../model.ts";
import type { Policy } from "../policy/model.ts";
import { withThirdParty } from "../thirdParty.ts";
import type { KnownModel } from "./knownModels.ts";

const known = new WeakMap<Policy, WeakMap<KnownModel, ReadonlyMap<Field, ClassifiedField>>>();

/** Of a package's model with all that it inherits, classified as they lie beside each other in the table. */
export function fieldsOfModel(model: KnownModel, policy: Policy): ReadonlyMap<Field, ClassifiedField> {
  const models = known.get(policy) ?? new WeakMap<KnownModel, ReadonlyMap<Field, ClassifiedField>>();
  known.set(policy, models);
  let fields = models.get(model);
  if (!fields) models.set(model, (fields = classified(model, policy)));
  return fields;
}

function classified(model: KnownModel, policy: Policy): ReadonlyMap<Field, ClassifiedField> {
  const { entity, schema, lookup } = model;
  const inheritance = new Inheritance(lookup ?? LOOKUP);
  const whole: Entity = {
    ...entity,
    appLabel: model.app,
    // What is known of a base holds for the base itself: `AbstractBaseUser` hashes its password.
    bases: [nameOf(model), ...inheritance.orderOf(model).flatMap((each) => each.entity.bases)],
    fields: [...inheritance.fieldsOf(model).values()].map(({ field }) => field),
  };
  const { fields } = classifyFile({ ...schema, entities: [whole] }, policy);
  return new Map(fields.map((subject) => [subject.field, subject]));
}

function nameOf({ entity, schema }: KnownModel): Name {
  const module = schema.path.replace(/\.py$/, "").replaceAll("/", ".");
  return { text: entity.name, qualified: `${module}.${entity.name}` };
}

const LOOKUP: EntityLookup = withThirdParty(NO_OTHER_FILES);
