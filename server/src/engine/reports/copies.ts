import type { InheritedField } from "../project/inheritedFields.ts";
import type { Entity } from "../schema/schema.ts";
import type { ReportedFile, ScanReport } from "./model.ts";
import { shownFields } from "./words.ts";

/** What the models of a file inherit, where that is reported and the fields themselves would be shown. */
export function shownCopies(
  { inherited = [] }: ScanReport,
  { schema }: ReportedFile["file"],
  allFields: boolean,
): readonly InheritedField[] {
  return inherited.filter(
    ({ child, subject }) => child.schema === schema && shownFields([subject], allFields).length > 0,
  );
}

export function copiesAt(copies: readonly InheritedField[], entity: Entity): readonly InheritedField[] {
  return copies.filter(({ child }) => child.entity === entity);
}

/** Whose a copy is: `Person`, `AbstractUser of Django 5.2.19`. */
export function originOf({ subject: { entity }, installed }: InheritedField): string {
  return installed ? `${entity.name} of ${installed.package.distribution} ${installed.package.version}` : entity.name;
}
