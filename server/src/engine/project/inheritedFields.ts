import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import type { Field, FileSchema } from "../schema/schema.ts";
import { classifiedAtChild } from "./classifyFile.ts";
import { Inheritance } from "./inheritance.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";
import type { Policy } from "./policy/model.ts";
import { withThirdParty } from "./thirdParty.ts";
import { fieldsOfModel } from "./thirdParty/fieldsOfModel.ts";
import { type KnownModel, knownModelOf } from "./thirdParty/knownModels.ts";
import { NO_SOURCES, type SourceModels } from "./thirdParty/sourceModels.ts";

/** A field that a model has because another entity declares it. */
export interface InheritedField {
  readonly child: DeclaredEntity;
  readonly declaredIn: FileSchema;
  readonly subject: ClassifiedField;
  /** The model of a package that declares it; null where the project does. */
  readonly installed: KnownModel | null;
}

/** What the models of some files inherit, from packages as far as those are known. Models that are abstract have no data. */
export function inheritedFields(
  children: readonly ClassifiedFile[],
  all: readonly ClassifiedFile[],
  lookup: EntityLookup,
  policy: Policy,
  sources: SourceModels = NO_SOURCES,
): readonly InheritedField[] {
  const inheritance = inheritanceWith(lookup, sources);
  const subjects = new Map<Field, ClassifiedField>(
    all.flatMap(({ fields }) => fields.map((subject) => [subject.field, subject] as const)),
  );
  return children.flatMap(({ schema }) => inheritedIn(schema, inheritance, subjects, policy));
}

/** What the models of one file inherit from those of packages. */
export function inheritedFromPackages(
  schema: FileSchema,
  inheritance: Inheritance,
  policy: Policy,
): readonly InheritedField[] {
  return inheritedIn(schema, inheritance, new Map(), policy);
}

/** Finds what models inherit, also from those of packages. */
export function inheritanceWith(lookup: EntityLookup, sources: SourceModels = NO_SOURCES): Inheritance {
  return new Inheritance(sources.lookup.over(withThirdParty(lookup)));
}

function inheritedIn(
  schema: FileSchema,
  inheritance: Inheritance,
  subjects: ReadonlyMap<Field, ClassifiedField>,
  policy: Policy,
): readonly InheritedField[] {
  return schema.entities
    .filter(({ abstract }) => !abstract)
    .flatMap((entity) =>
      [...inheritance.fieldsOf({ entity, schema }).values()].flatMap(({ field, declared }) => {
        if (declared.entity === entity) return [];
        const installed = knownModelOf(declared.entity);
        const subject = installed ? fieldsOfModel(installed, policy).get(field) : subjects.get(field);
        if (!subject) return [];
        const child = { entity, schema };
        const atChild = classifiedAtChild(subject, child, policy);
        return { child, declaredIn: declared.schema, subject: atChild, installed };
      }),
    );
}
