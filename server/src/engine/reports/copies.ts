import type { InheritedField } from "../project/inheritedFields.ts";
import type { Entity, FileSchema } from "../schema/schema.ts";
import type { ReportedFile, ScanReport } from "./model.ts";
import { shownFields } from "./words.ts";
import { addTo } from "../text/addTo.ts";

/** What the models of a file inherit, where that is reported and the fields themselves would be shown. */
export function shownCopies(
  { inherited = [] }: ScanReport,
  { schema }: ReportedFile["file"],
  allFields: boolean,
): readonly InheritedField[] {
  const ofFile = copiesIn(inherited).byChild.get(schema) ?? [];
  return ofFile.filter(({ subject }) => shownFields([subject], allFields).length > 0);
}

/** Of a field that a file declares, by where its name begins, in UTF-16 units. */
export function copiesOf(
  { inherited = [] }: ScanReport,
  { schema }: ReportedFile["file"],
  start: number,
): readonly InheritedField[] {
  return copiesIn(inherited).byDeclaration.get(schema)?.get(start) ?? [];
}

export function copiesAt(copies: readonly InheritedField[], entity: Entity): readonly InheritedField[] {
  return copies.filter(({ child }) => child.entity === entity);
}

interface Copies {
  readonly byChild: ReadonlyMap<FileSchema, readonly InheritedField[]>;
  readonly byDeclaration: ReadonlyMap<FileSchema, ReadonlyMap<number, readonly InheritedField[]>>;
}

/** Gone through once for all files of a report. */
const known = new WeakMap<readonly InheritedField[], Copies>();

function copiesIn(inherited: readonly InheritedField[]): Copies {
  let copies = known.get(inherited);
  if (!copies) {
    const byDeclaration = new Map(
      [...grouped(inherited, ({ declaredIn }) => declaredIn)].map(([schema, all]) => [
        schema,
        grouped(all, ({ subject }) => subject.field.nameSpan.start),
      ]),
    );
    const byChild = grouped(inherited, ({ child }) => child.schema);
    known.set(inherited, (copies = { byChild, byDeclaration }));
  }
  return copies;
}

function grouped<Key>(
  all: readonly InheritedField[],
  keyOf: (copy: InheritedField) => Key,
): ReadonlyMap<Key, readonly InheritedField[]> {
  const groups = new Map<Key, InheritedField[]>();
  for (const copy of all) {
    const key = keyOf(copy);
    addTo(groups, key, copy);
  }
  return groups;
}

/** Whose a copy is: `Person`, `AbstractUser of Django 5.2.19`. */
export function originOf({ subject: { entity }, installed }: InheritedField): string {
  return installed ? `${entity.name} of ${installed.package.distribution} ${installed.package.version}` : entity.name;
}
