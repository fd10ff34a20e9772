import { type Editing, inSequence } from "./inSequence.ts";
import type { FileChange } from "./model.ts";

export interface PlacedEditing {
  readonly path: string;
  readonly editing: Editing;
}

/** All edits of each file in sequence; null where one of the files does not allow it. */
export function placedEdits(
  texts: ReadonlyMap<string, string>,
  editings: readonly PlacedEditing[],
): readonly Extract<FileChange, { kind: "edit" }>[] | null {
  const changes: Extract<FileChange, { kind: "edit" }>[] = [];
  for (const path of new Set(editings.map((each) => each.path))) {
    const text = texts.get(path);
    const own = editings.flatMap((each) => (each.path === path ? [each.editing] : []));
    const edits = text === undefined ? null : inSequence(text, own);
    if (!edits) return null;
    if (edits.length > 0) changes.push({ kind: "edit", path, edits });
  }
  return changes;
}
