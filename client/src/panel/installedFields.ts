import type { ClassifiedEntity } from "../../../server/src/protocol.ts";
import { withoutArticle } from "../withoutArticle.ts";
import type { InstalledField } from "./messages.ts";

/** Of models of installed packages, in the order of their fields. */
export function installedFields(
  entities: readonly ClassifiedEntity[],
  folderName: (entity: ClassifiedEntity) => string,
): readonly InstalledField[] {
  return entities.flatMap((entity) => {
    const folder = folderName(entity);
    const name = `${entity.app}.${entity.name}`;
    return entity.fields.map((field): InstalledField => ({
      key: installedKey(entity),
      name: `${name}.${field.name}`,
      folder,
      category: withoutArticle(field.gloss),
      level: field.level,
      protection: field.protection.kind,
      package: `${entity.package?.name ?? ""} ${entity.package?.version ?? ""}`,
    }));
  });
}

/** By which the page names a model whose documentation is to be opened: an address it could not be trusted with. */
export function installedKey({ folder, path, name }: ClassifiedEntity): string {
  return `${folder}|${path}#${name}`;
}
