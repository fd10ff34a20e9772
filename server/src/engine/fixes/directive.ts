import { languages } from "../languages/registry.ts";
import type { Directive } from "../schema/schema.ts";
import type { FixContext, FixStep } from "./model.ts";

/**
 * Writes a directive on a line of its own above the declaration, in place of one of the same kind that stands there
 * already. Null when the declaration is gone.
 */
export function directiveStep(context: FixContext, kind: Directive["kind"], comment: string): FixStep | null {
  const { file, text, subject } = context;
  const { entity, field } = subject;
  const language = languages.find(({ id }) => id === file.schema.language);
  const added = language?.editor.addComment(text, { entity: entity.name, field: field.name }, comment);
  if (!added) return null;
  const present = file.schema.directives.find(
    (item) => item.kind === kind && item.entity === entity.name && item.field === field.name && takesTheSamePlace(item),
  );
  // The editor has made the comment safe to write.
  const written = added[0]!.text.trim();
  const edits = present ? [{ span: present.span, text: written }] : added;
  return { label: "Model", changes: [{ kind: "edit", path: file.schema.path, edits }] };
}

/** `ignore[rule]` says something else than `ignore`. */
function takesTheSamePlace({ kind, values }: Directive): boolean {
  return kind !== "ignore" || values.length === 0;
}
