import type { ClassifiedEntity, ClassifiedFieldModel } from "../../../server/src/protocol.ts";
import { withoutArticle } from "../withoutArticle.ts";
import type { PanelField, PanelFile } from "./messages.ts";

/** A field as the panel shows it, and what it was made of. */
export interface PanelRow {
  readonly shown: PanelField;
  readonly entity: ClassifiedEntity;
  readonly field: ClassifiedFieldModel;
}

interface KnownFile {
  readonly entities: readonly ClassifiedEntity[];
  readonly rows: readonly PanelRow[];
}

/** What the page knows, so that it is told only what has changed. */
export class PanelFiles {
  readonly #files = new Map<string, KnownFile>();

  /**
   * Takes the classification over. Returns the files that are not the same objects as before; those that are gone have
   * no fields. `folderName`: shown before paths and apps; empty where there is one folder only.
   */
  update(
    entities: readonly ClassifiedEntity[],
    folderName: (entity: ClassifiedEntity) => string,
  ): readonly PanelFile[] {
    const current = new Map<string, ClassifiedEntity[]>();
    for (const entity of entities) {
      const ofFile = current.get(entity.uri);
      if (ofFile) ofFile.push(entity);
      else current.set(entity.uri, [entity]);
    }
    const gone = [...this.#files.keys()].filter((uri) => !current.has(uri));
    for (const uri of gone) this.#files.delete(uri);
    const changed: PanelFile[] = gone.map((uri) => ({ uri, fields: [] }));
    for (const [uri, ofFile] of current) {
      const known = this.#files.get(uri)?.entities;
      if (known?.length === ofFile.length && known.every((entity, index) => entity === ofFile[index])) continue;
      const rows = rowsOf(ofFile, folderName);
      this.#files.set(uri, { entities: ofFile, rows });
      changed.push({ uri, fields: rows.map(({ shown }) => shown) });
    }
    return changed;
  }

  /** In the order of `keys`; those that are gone are left out. */
  find(keys: readonly string[]): readonly PanelRow[] {
    const wanted = new Set(keys);
    const rows = [...this.#files.values()].flatMap((file) => file.rows.filter(({ shown }) => wanted.has(shown.key)));
    const byKey = new Map(rows.map((row) => [row.shown.key, row]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }
}

export function entityIdOf(uri: string, entity: string): string {
  return `${uri}#${entity}`;
}

function rowsOf(
  entities: readonly ClassifiedEntity[],
  folderName: (entity: ClassifiedEntity) => string,
): readonly PanelRow[] {
  const uses = new Map<string, number>();
  return entities.flatMap((entity) => {
    const folder = folderName(entity);
    return entity.fields.map((field): PanelRow => {
      const name = `${entityIdOf(entity.uri, entity.name)}.${field.name}`;
      const use = (uses.get(name) ?? 0) + 1;
      uses.set(name, use);
      // A file may declare a name twice.
      const key = use === 1 ? name : `${name} (${use})`;
      return { shown: shownField(key, folder, entity, field), entity, field };
    });
  });
}

function shownField(key: string, folder: string, entity: ClassifiedEntity, field: ClassifiedFieldModel): PanelField {
  const inFolder = (path: string): string => [folder, path].filter((part) => part !== "").join("/");
  return {
    key,
    entityId: entityIdOf(entity.uri, entity.name),
    app: inFolder(entity.app),
    entity: entity.name,
    name: field.name,
    path: inFolder(entity.path),
    line: field.range.start.line + 1,
    verdict: field.verdict,
    category: withoutArticle(field.gloss),
    categoryKey: field.category,
    level: field.level,
    treatment: field.treatment,
    protection: field.protection.kind,
    protectedBy: field.protection.by,
    confidence: field.confidence,
    lacksTreatment: field.lacksTreatment,
  };
}
