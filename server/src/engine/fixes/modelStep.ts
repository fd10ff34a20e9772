import type { FieldReference, Import, LanguageEditor } from "../languages/language.ts";
import { languageOf } from "../languages/registry.ts";
import type { Field } from "../schema/schema.ts";
import { applyEdits } from "../text/textEdit.ts";
import { type Editing, inSequence } from "./inSequence.ts";
import type { Contexts, FileChange, FixContext, FixStep } from "./model.ts";

/** What becomes of the declaration of one field. */
export interface ModelEdit {
  /** Classes and functions that the declaration names then. */
  readonly imports: readonly Import[];
  readonly editings: (editor: LanguageEditor, target: FieldReference) => readonly Editing[];
  /** Names of the model's fields, in order, made of those before; the same ones where it is left out. */
  readonly fieldsAfter?: (names: readonly string[]) => readonly string[];
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
  const all = contexts.map((context) => ({ target: targetOf(context), edit: editOf(context) }));
  const edits = inSequence(
    text,
    all.flatMap(({ target, edit }) => [
      ...edit.imports.map(
        (each): Editing =>
          (current) =>
            editor.addImports(current, [each]),
      ),
      ...edit.editings(editor, target),
    ]),
  );
  if (!edits) return null;
  const changed = applyEdits(text, edits);
  // What the editor could change once more is a whole call.
  const areWhole = all.every(({ target }) => editor.changeField(changed, target, {}) !== null);
  return areWhole && isAsMeant(file.schema.path, text, changed, all) ? edits : null;
}

function targetOf({ subject: { entity, field } }: FixContext): FieldReference {
  return { entity: entity.name, field: field.name };
}

/** Both texts by themselves: some models are known as such by other files alone. */
function isAsMeant(
  path: string,
  before: string,
  after: string,
  all: readonly { readonly target: FieldReference; readonly edit: ModelEdit }[],
): boolean {
  const entitiesIn = (text: string): readonly { readonly name: string; readonly fields: readonly Field[] }[] =>
    languageOf(path)?.read(path, text).entities ?? [];
  const changed = entitiesIn(after);
  const expected = entitiesIn(before).map(({ name, fields }) => {
    const names: readonly string[] = fields.map((field) => field.name);
    return {
      name,
      names: all
        .filter(({ target }) => target.entity === name)
        .reduce<readonly string[]>((current, { edit }) => edit.fieldsAfter?.(current) ?? current, names),
    };
  });
  return (
    changed.length === expected.length &&
    changed.every(
      ({ name, fields }, index) =>
        name === expected[index]!.name && fields.map((field) => field.name).join() === expected[index]!.names.join(),
    )
  );
}
