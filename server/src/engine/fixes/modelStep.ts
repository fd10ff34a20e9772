import type { FieldReference, Import, LanguageEditor } from "../languages/language.ts";
import { languageOf } from "../languages/registry.ts";
import { applyEdits } from "../text/textEdit.ts";
import { type EditedField, isAsMeant } from "./asMeant.ts";
import { type Editing, inSequence } from "./inSequence.ts";
import type { Contexts, FileChange, FixContext, FixStep } from "./model.ts";

/** What becomes of the declaration of one field. */
export interface ModelEdit extends Omit<EditedField, "target"> {
  /** Classes and functions that the declaration names then. */
  readonly imports: readonly Import[];
  readonly editings: (editor: LanguageEditor, target: FieldReference) => readonly Editing[];
}

/**
 * The edits of all declarations, each on the text that those before left. Null when one cannot be edited, or when the changed texts do not
 * say what is meant: a last look before they reach a person's files.
 */
export function modelStep(contexts: Contexts, editOf: (context: FixContext) => ModelEdit): FixStep | null {
  const changes: FileChange[] = [];
  for (const path of new Set(contexts.map(({ file }) => file.schema.path))) {
    const own = contexts.filter(({ file }) => file.schema.path === path);
    const edits = editsOf(own, editOf);
    if (!edits) return null;
    if (edits.length > 0) changes.push({ kind: "edit", path, edits });
  }
  return { label: "Model", changes };
}

/** Of one file. */
function editsOf(
  contexts: readonly FixContext[],
  editOf: (context: FixContext) => ModelEdit,
): ReturnType<typeof inSequence> {
  const { file, text } = contexts[0]!;
  const editor = languageOf(file.schema.path)?.editor;
  if (!editor) return null;
  const all = contexts.map((context) => ({ target: targetOf(context), ...editOf(context) }));
  const edits = inSequence(
    text,
    all.flatMap(({ target, imports, editings }) => [
      ...imports.map(
        (each): Editing =>
          (current) =>
            editor.addImports(current, [each]),
      ),
      ...editings(editor, target),
    ]),
  );
  if (!edits) return null;
  const changed = applyEdits(text, edits);
  // What the editor could change once more is a whole call.
  const areWhole = all.every(({ target }) => editor.changeField(changed, target, {}) !== null);
  return areWhole && isAsMeant(file.schema.path, { before: text, after: changed }, all) ? edits : null;
}

function targetOf({ subject: { entity, field } }: FixContext): FieldReference {
  return { entity: entity.name, field: field.name };
}
