import { languageOf } from "../../../languages/registry.ts";
import { applyEdits, type TextEdit } from "../../../text/textEdit.ts";
import type { FixContext, FixStep } from "../../model.ts";

/**
 * The edits of a model as a step; null without any, or when the model would not have the fields then that `fieldsAfter` makes of
 * those before: a last look before they reach a person's file.
 */
export function modelStep(
  { file, text, subject }: FixContext,
  edits: readonly TextEdit[] | null,
  fieldsAfter: (names: readonly string[]) => readonly string[],
): FixStep | null {
  if (!edits) return null;
  const { path } = file.schema;
  const fieldsIn = (source: string): readonly string[] =>
    (languageOf(path)?.read(path, source).entities ?? [])
      .filter(({ name }) => name === subject.entity.name)
      .flatMap(({ fields }) => fields.map(({ name }) => name));
  const expected = fieldsAfter(fieldsIn(text));
  const actual = fieldsIn(applyEdits(text, edits));
  const isAsMeant = actual.length === expected.length && actual.every((name, index) => name === expected[index]);
  return isAsMeant ? { label: "Model", changes: [{ kind: "edit", path, edits }] } : null;
}
