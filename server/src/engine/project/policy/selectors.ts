import type { Entity } from "../../schema/schema.ts";
import { appOf } from "../app.ts";

/** An entity as far as the policy can name it, and the path of the file that declares it. */
export interface NamedEntity {
  readonly path: string;
  readonly entity: Pick<Entity, "name" | "appLabel">;
}

/** What the policy may call an entity, the most exact name first: `shop/models.py::Customer`, `shop.Customer`, `Customer`. */
export function selectorsOf({ path, entity }: NamedEntity): readonly string[] {
  return [`${path}::${entity.name}`, ...appsOf({ path, entity }).map((app) => `${app}.${entity.name}`), entity.name];
}

/** Its label, and what it is called by the folder that the file lies in. */
export function appsOf({ path, entity: { appLabel } }: NamedEntity): readonly string[] {
  const folder = appOf(path);
  return appLabel === null || appLabel === folder ? [folder] : [appLabel, folder];
}

/** What a section of the policy says of an entity, or of a field of it, under the most exact name. */
export function entryFor<Entry>(
  section: ReadonlyMap<string, Entry>,
  named: NamedEntity,
  field?: string,
): Entry | undefined {
  for (const selector of selectorsOf(named)) {
    const entry = section.get(field === undefined ? selector : `${selector}.${field}`);
    if (entry !== undefined) return entry;
  }
  return undefined;
}
