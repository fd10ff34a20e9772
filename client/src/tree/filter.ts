import type { ClassifiedEntity, ClassifiedFieldModel, Level } from "../../../server/src/protocol.ts";

/** What a field is, at a glance: to be decided by a person, or as sensitive as its level says. */
export type FieldKind = "review" | Level;

/** The worst first. */
export const FIELD_KINDS: readonly FieldKind[] = ["review", "restricted", "confidential", "internal", "public"];

/** Which fields the tree shows. */
export interface TreeFilter {
  /** Null: all. */
  readonly kinds: readonly FieldKind[] | null;
  readonly lackingOnly: boolean;
  /** Words that must all occur in the field's name, its entity's, its category or its path. */
  readonly text: string;
}

export const NO_FILTER: TreeFilter = { kinds: null, lackingOnly: false, text: "" };

export type FieldTest = (entity: ClassifiedEntity, field: ClassifiedFieldModel) => boolean;

export function fieldTest({ kinds, lackingOnly, text }: TreeFilter): FieldTest {
  const words = wordsOf(text);
  return (entity, field) =>
    (kinds === null || kinds.includes(kindOf(field))) &&
    (!lackingOnly || field.lacksTreatment) &&
    (words.length === 0 || holdsAll(searchedText(entity, field), words));
}

export function kindOf(field: ClassifiedFieldModel): FieldKind {
  return field.verdict === "review" ? "review" : (field.level ?? "review");
}

/** Where the words of a search stand in a label: `[start, end]` in order, none inside of another. */
export function highlightsIn(label: string, text: string): [number, number][] {
  const lower = label.toLowerCase();
  const found: [number, number][] = [];
  for (const word of wordsOf(text)) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
  }
  found.sort(([a, aEnd], [b, bEnd]) => a - b || bEnd - aEnd);
  let lastEnd = 0;
  return found.filter(([start, end]) => {
    if (start < lastEnd) return false;
    lastEnd = end;
    return true;
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function searchedText({ name, path }: ClassifiedEntity, field: ClassifiedFieldModel): string {
  return `${name}.${field.name} ${field.gloss} ${field.category ?? ""} ${path}`.toLowerCase();
}
