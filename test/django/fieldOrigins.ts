/** Which fields models have and who declares them: what Django says beside what the command line says. */

/** `path Model.field <- path Class` */
export type FieldOrigin = string;

/** What `field_origins.py` prints. */
export function originsByDjango(output: string): ReadonlySet<FieldOrigin> {
  const rows = JSON.parse(output) as readonly (readonly [string, string, string, string, string])[];
  return new Set(rows.map(([path, model, field, from, origin]) => `${path} ${model}.${field} <- ${from} ${origin}`));
}

interface Scan {
  readonly entities: readonly { readonly path: string; readonly name: string; readonly abstract: boolean }[];
  readonly fields: readonly {
    readonly path: string;
    readonly entity: string;
    readonly field: string;
    readonly type: string;
    readonly inheritedFrom: string | null;
    readonly child?: { readonly path: string };
    readonly package?: unknown;
  }[];
}

/** What `scan --inherited --all-fields --format json` prints, without what is no column. */
export function originsByScan(output: string): ReadonlySet<FieldOrigin> {
  const { entities, fields } = JSON.parse(output) as Scan;
  const abstract = new Set(entities.filter((entity) => entity.abstract).map(({ path, name }) => `${path} ${name}`));
  return new Set(
    fields
      // Django is asked for what the project declares.
      .filter((field) => field.package === undefined)
      .filter(({ type }) => !type.startsWith("Generic") || type === "GenericIPAddressField")
      .map(({ path, entity, field, inheritedFrom, child }) => ({
        model: `${child?.path ?? path} ${entity}`,
        field,
        origin: `${path} ${inheritedFrom ?? entity}`,
      }))
      .filter(({ model }) => !abstract.has(model))
      .map(({ model, field, origin }) => `${model}.${field} <- ${origin}`),
  );
}

export interface Agreement {
  readonly agreed: number;
  readonly onlyDjango: readonly FieldOrigin[];
  readonly onlyScan: readonly FieldOrigin[];
}

export function agreementOf(django: ReadonlySet<FieldOrigin>, scan: ReadonlySet<FieldOrigin>): Agreement {
  return {
    agreed: [...django].filter((each) => scan.has(each)).length,
    onlyDjango: [...django].filter((each) => !scan.has(each)).toSorted(),
    onlyScan: [...scan].filter((each) => !django.has(each)).toSorted(),
  };
}
