import type { Field } from "../schema/schema.ts";
import type { DefectEntry } from "./defects.d.yml.ts";
import entries from "./defects.yml";
import { distributionsOf } from "./recognise.ts";

const defects = entries.map((entry) => ({ entry, classes: new RegExp(entry.classes ?? "") }));

/** What the package that encrypts a field does wrong with it; none where it is not certain which package that is. */
export function defectsOf(field: Field, packages: { has(name: string): boolean }): readonly DefectEntry[] {
  const possible = distributionsOf(field);
  const declared = possible.filter((name) => packages.has(name));
  const [only, ...others] = declared.length > 0 ? declared : possible;
  if (only === undefined || others.length > 0) return [];
  return defects
    .filter(({ entry, classes }) => entry.distribution === only && classes.test(field.type.name))
    .map(({ entry }) => entry)
    .filter(({ unless }) => !field.arguments.some(({ name, value }) => name === unless && value === true));
}
