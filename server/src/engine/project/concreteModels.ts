import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import type { Field } from "../schema/schema.ts";
import { appLabelOf, appLabelsIn } from "./appLabel.ts";
import { classifiedAtChild } from "./classifyFile.ts";
import type { FieldOfModel } from "./inheritance.ts";
import { inheritanceWith } from "./inheritedFields.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import type { Policy } from "./policy/model.ts";
import { fieldsOfModel } from "./thirdParty/fieldsOfModel.ts";
import { knownModelOf } from "./thirdParty/knownModels.ts";

/** A model that Django makes a table for, or takes one for given. */
export interface ConcreteModel {
  /** As Django calls it: `auth.User`. */
  readonly label: string;
  /** Those that it inherits first, each name once; of bases in packages those that are known (`thirdParty.ts`). */
  readonly fields: readonly ClassifiedField[];
}

/**
 * `appFiles` are the texts of the project's `apps.py`, by path; `lookup` finds the bases of other files; `policy` decides about what
 * comes from packages. Models whose app nothing names are left out.
 */
export function concreteModels(
  files: readonly ClassifiedFile[],
  appFiles: ReadonlyMap<string, string>,
  lookup: EntityLookup,
  policy: Policy,
): readonly ConcreteModel[] {
  const inheritance = inheritanceWith(lookup);
  const labels = appLabelsIn(appFiles);
  const subjects = new Map<Field, ClassifiedField>(
    files.flatMap(({ fields }) => fields.map((subject) => [subject.field, subject] as const)),
  );
  const subjectOf = ({ field, declared }: FieldOfModel, model: DeclaredEntity): ClassifiedField => {
    const installed = knownModelOf(declared.entity);
    const subject = (installed ? fieldsOfModel(installed, policy).get(field) : subjects.get(field))!;
    return declared.entity === model.entity ? subject : classifiedAtChild(subject, model, policy);
  };
  const models = new Map<string, ConcreteModel>();
  for (const { schema } of files) {
    for (const entity of schema.entities) {
      const app = appLabelOf(schema.path, entity, labels);
      const label = `${app}.${entity.name}`;
      // Django takes no second model of the same label.
      if (entity.abstract || entity.proxy || app === "" || models.has(label)) continue;
      const fields = [...inheritance.fieldsOf({ entity, schema }).values()];
      models.set(label, { label, fields: fields.map((each) => subjectOf(each, { entity, schema })) });
    }
  }
  return [...models.values()];
}
