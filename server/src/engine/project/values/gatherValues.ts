import type { Span } from "../../text/span.ts";
import type { DataSource, FoundValues, ValueField } from "./foundValues.ts";
import { readDataIgnores } from "./dataIgnores.ts";
import { type KnownValue, VALUE_KINDS, type ValueDetectors } from "./model.ts";

/** Of a file, which may go on behind it. */
export interface DataText {
  readonly text: string;
  readonly isWhole: boolean;
}

/** A value of a sensitive field. */
export interface PlacedValue {
  readonly value: string;
  /** Of the name of the field. */
  readonly span: Span;
  readonly field: ValueField;
  /** What the field holds. */
  readonly category: string | null;
}

/** One entry for each kind of values that a file holds, in the order in which they begin. */
export function gatherValues(
  path: string,
  { text, isWhole }: DataText,
  source: DataSource,
  values: Iterable<PlacedValue>,
  { detect }: ValueDetectors,
): readonly FoundValues[] {
  const byKind = new Map<string, Gathered>();
  for (const { value, span, field, category } of values) {
    const known = detect(value, category);
    if (!known) continue;
    const key = `${known.kind} ${known.certainty}`;
    const gathered = byKind.get(key) ?? { known, span, different: new Set(), fields: new Map() };
    gathered.different.add(value);
    gathered.fields.set(`${field.key} ${field.model}`, field);
    byKind.set(key, gathered);
  }
  const found = VALUE_KINDS.flatMap((kind) => byKind.get(`${kind} sure`) ?? byKind.get(`${kind} likely`) ?? []);
  return found
    .map(({ known, span, different, fields }) => ({
      ...known,
      path,
      source,
      isWhole,
      count: different.size,
      span,
      fields: [...fields.values()],
      ignores: readDataIgnores(text.slice(0, span.start)),
    }))
    .sort((a, b) => a.span.start - b.span.start);
}

interface Gathered {
  readonly known: KnownValue;
  readonly span: Span;
  readonly different: Set<string>;
  readonly fields: Map<string, ValueField>;
}
