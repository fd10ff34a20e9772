import { appOf } from "../app.ts";
import { exclusionsOf, GDPR_YML, type GdprYml, labelIn, readGdprYml } from "./gdprYml.ts";
import { NO_DECLARATIONS, type ProjectDeclarations, type Said } from "./model.ts";
import { type DeclaringSettings, readDeclaringSettings, SCRUBBERS_SETTING, SENSITIVE_SETTING } from "./settings.ts";

/** What one file of the project says. */
export type DeclaringFile =
  | { readonly kind: "gdpr.yml"; readonly path: string; readonly content: GdprYml }
  | { readonly kind: "settings"; readonly path: string; readonly content: DeclaringSettings };

/** Null when it says nothing of any field. `path` is that of a project file. */
export function readDeclaringFile(path: string, text: string): DeclaringFile | null {
  if (isGdprYml(path)) {
    const content = readGdprYml(text);
    return content && { kind: "gdpr.yml", path, content };
  }
  const content = path.endsWith(".py") ? readDeclaringSettings(text) : null;
  return content && { kind: "settings", path, content };
}

export function isGdprYml(path: string): boolean {
  return path === GDPR_YML || path.endsWith(`/${GDPR_YML}`);
}

/** What all these files say together. */
export function joinDeclarations(files: readonly DeclaringFile[]): ProjectDeclarations {
  if (files.length === 0) return NO_DECLARATIONS;
  const documents = files.flatMap((file) => (file.kind === "gdpr.yml" ? [listingOf(file.path, file.content)] : []));
  const settings = files.flatMap((file) => (file.kind === "settings" ? [file] : []));
  return {
    content: JSON.stringify(files, (_, value: unknown) => (value instanceof Map ? [...value] : value)),

    ofField(path, entity, field) {
      const additional = settings.flatMap(({ path: file, content }): readonly Said[] =>
        content.sensitive
          .filter(({ model, fields }) => isLabelOf(model, path, entity) && fields.includes(field))
          .map(() => ({ says: "personal", where: `${SENSITIVE_SETTING} of ${file}`, isGeneral: false })),
      );
      return [...documents.flatMap((listing) => listing(path, entity, field) ?? []), ...additional];
    },

    ofAll(field, type) {
      return settings.flatMap(({ path, content: { scrubbers } }): readonly Said[] => {
        const found =
          scrubbers.findLast(({ kind, key }) => kind === "name" && key === field) ??
          scrubbers.findLast(({ kind, key }) => kind === "type" && key === type);
        return found ? [{ says: found.says, where: `${SCRUBBERS_SETTING} of ${path}`, isGeneral: true }] : [];
      });
    },
  };
}

function isLabelOf(label: string, path: string, entity: string): boolean {
  return label === `${appOf(path)}.${entity}`;
}

function listingOf(file: string, content: GdprYml): (path: string, entity: string, field: string) => Said | null {
  const excludedBy = exclusionsOf(content);
  const labels = new Map<string, string>();
  const labelOf = (path: string, entity: string): string => {
    const key = `${path}::${entity}`;
    const own = `${appOf(path)}.${entity}`;
    const label = labels.get(key) ?? labelIn(content, own) ?? own;
    labels.set(key, label);
    return label;
  };
  return (path, entity, field) => {
    const label = labelOf(path, entity);
    const pii = content.models.get(label)?.get(field) ?? null;
    if (pii !== null) return { says: pii ? "personal" : "not personal", where: file, isGeneral: false };
    const pattern = excludedBy(label, field);
    if (!pattern) return null;
    return {
      says: "not personal",
      where: `the exclude list of ${file}`,
      isGeneral: pattern.literal !== `${label}.${field}`,
    };
  };
}
