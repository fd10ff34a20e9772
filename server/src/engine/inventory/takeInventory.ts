import { appLabelOf } from "../project/appLabel.ts";
import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import type { Inventory, InventoryRecord } from "./model.ts";

export interface InventoryOptions {
  /** Of Fieldguard. */
  readonly version: string;
  /** What the project's `apps.py` call their apps, by path. */
  readonly labels: ReadonlyMap<string, string>;
  /** The same few letters for the same text alone. */
  readonly hash: (text: string) => string;
}

/** What the code says now, each field where it is declared, with the reviews of before. */
export function takeInventory(
  files: readonly ClassifiedFile[],
  before: Inventory | null,
  { version, labels, hash }: InventoryOptions,
): Inventory {
  const records = new Map<string, InventoryRecord>();
  const placeOf = new Map<string, string>();
  for (const { schema, fields } of files) {
    for (const subject of fields) {
      const { category, level, treatment, verdict, decidedBy } = subject.classification;
      if (verdict !== "sensitive" || category === null || level === null || treatment === null) continue;
      const app = appLabelOf(schema.path, subject.entity, labels);
      const name = [...(app === "" ? [] : [app]), subject.entity.name, subject.field.name].join(".");
      const place = placeOf.get(name) ?? schema.path;
      placeOf.set(name, place);
      // Another module of the app may have a class of the same name.
      const field = place === schema.path ? name : `${name}@${schema.path}`;
      // A class that is declared twice (say, in both arms of an `if`) is recorded as it stands first.
      if (records.has(field)) continue;
      const review = before?.records.get(field)?.review ?? null;
      const protection = subject.protection.kind;
      const code = hash(declarationOf(subject));
      records.set(field, { field, category, level, treatment, protection, decidedBy, code, review });
    }
  }
  return { version, records };
}

/** All that its declaration says, however it is laid out. */
function declarationOf({ field }: ClassifiedField): string {
  const given = field.arguments.map(({ name, text }) => [name, text.replaceAll(/\s+/g, "")]);
  return JSON.stringify([
    field.name,
    field.type.qualified,
    field.wrappers.map(({ text }) => text),
    given,
    field.comment,
  ]);
}
