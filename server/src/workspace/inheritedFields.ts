import { Inheritance } from "../engine/project/inheritance.ts";
import type { ClassifiedField } from "../engine/project/model.ts";
import type { InheritedField } from "../engine/reports/model.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { Field } from "../engine/schema/schema.ts";
import type { FileAnalysis } from "./analyse.ts";

/**
 * What the models of some files inherit from entities of the project. Those that are abstract have no data; what comes from installed
 * packages is declared in no file of the project.
 */
export function inheritedFields(
  children: readonly FileAnalysis[],
  all: readonly FileAnalysis[],
  lookup: EntityLookup,
): readonly InheritedField[] {
  const inheritance = new Inheritance(lookup);
  const subjects = new Map<Field, ClassifiedField>(
    all.flatMap(({ file }) => file.fields.map((subject) => [subject.field, subject] as const)),
  );
  return children.flatMap(({ file: { schema } }) =>
    schema.entities
      .filter(({ abstract }) => !abstract)
      .flatMap((entity) =>
        [...inheritance.fieldsOf({ entity, schema }).values()].flatMap(({ field, declared }) => {
          const subject = declared.entity === entity ? undefined : subjects.get(field);
          return subject ? { child: { entity, schema }, declaredIn: declared.schema, subject } : [];
        }),
      ),
  );
}
