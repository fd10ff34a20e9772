import { appOf } from "../app.ts";
import { GDPR_YML, type GdprYml, readGdprYml } from "./gdprYml.ts";
import { NO_DECLARATIONS, type ProjectDeclarations, type Said } from "./model.ts";
import { type NamePattern, namePattern } from "./namePattern.ts";
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

/**
 * The label under which a `gdpr.yml` lists a model. An app's label is mostly the name of its folder; where it is another,
 * the model is the only one of its name.
 */
export function labelIn(models: GdprYml["models"], path: string, entity: string): string | null {
  const own = `${appOf(path)}.${entity}`;
  if (models.has(own)) return own;
  const named = [...models.keys()].filter((label) => label.endsWith(`.${entity}`));
  return named.length === 1 ? named[0]! : null;
}

function isLabelOf(label: string, path: string, entity: string): boolean {
  return label === `${appOf(path)}.${entity}`;
}

function listingOf(
  file: string,
  { exclude, include, models }: GdprYml,
): (path: string, entity: string, field: string) => Said | null {
  const excluded = exclude.flatMap((pattern) => namePattern(pattern) ?? []);
  const included = include.flatMap((pattern) => namePattern(pattern) ?? []);
  const labels = new Map<string, string>();
  const labelOf = (path: string, entity: string): string => {
    const key = `${path}::${entity}`;
    const label = labels.get(key) ?? labelIn(models, path, entity) ?? `${appOf(path)}.${entity}`;
    labels.set(key, label);
    return label;
  };
  return (path, entity, field) => {
    const label = labelOf(path, entity);
    const pii = models.get(label)?.get(field) ?? null;
    if (pii !== null) return { says: pii ? "personal" : "not personal", where: file, isGeneral: false };
    const names = [label.slice(0, label.indexOf(".")), label, `${label}.${field}`];
    const matches = (pattern: NamePattern): boolean => names.some((name) => pattern.matches(name));
    const pattern = included.some(matches) ? undefined : excluded.find(matches);
    if (!pattern) return null;
    return {
      says: "not personal",
      where: `the exclude list of ${file}`,
      isGeneral: pattern.literal !== `${label}.${field}`,
    };
  };
}
