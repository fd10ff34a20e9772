import { languages } from "../languages/registry.ts";
import type { Directive } from "../schema/schema.ts";
import { positionAt } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/textEdit.ts";
import type { FixContext, FixStep } from "./model.ts";

/** What a person decided about a field. */
export interface DecisionToWrite {
  /** Key of a category; null: not sensitive. */
  readonly category: string | null;
  /** May be empty. */
  readonly reason: string;
}

/** `ignore` has to say why. */
const REVIEWED = "reviewed, not sensitive";

/**
 * Writes a decision in place of all others that comments at the field record, so that it holds; else on a line of its own
 * above the declaration. What says the same already stays as it is, with its reason, unless another reason is given.
 * Null when the declaration is gone.
 */
export function directiveStep(context: FixContext, decision: DecisionToWrite): FixStep | null {
  const { file, text, subject } = context;
  const { entity, field } = subject;
  const present = file.schema.directives.filter(
    (item) => item.entity === entity.name && item.field === field.name && decides(item),
  );
  const obsolete = present.filter((item) => !saysTheSame(item, decision));
  const step = (edits: readonly TextEdit[]): FixStep => {
    return { label: "Model", changes: [{ kind: "edit", path: file.schema.path, edits }] };
  };
  if (present.length > 0 && obsolete.length === 0) return step([]);

  const language = languages.find(({ id }) => id === file.schema.language);
  const added = language?.editor.addComment(text, { entity: entity.name, field: field.name }, commentOf(decision));
  if (!added) return null;
  if (obsolete.length === 0) return step(added);
  const removals = obsolete.map(({ span }) => ({ span: withItsBlanks(context, span), text: "" }));
  if (obsolete.length < present.length) return step(removals);
  // The editor has made the comment safe to write.
  return step([{ span: obsolete[0]!.span, text: added[0]!.text.trim() }, ...removals.slice(1)]);
}

/** `ignore[rule]` and `level` say something else than what the field holds. */
function decides({ kind, values }: Directive): boolean {
  return kind === "category" || (kind === "ignore" && values.length === 0);
}

function saysTheSame(directive: Directive, { category, reason }: DecisionToWrite): boolean {
  if (reason !== "" && reason !== directive.reason) return false;
  return category === null
    ? directive.kind === "ignore" && directive.reason !== ""
    : directive.kind === "category" && directive.values[0] === category;
}

function commentOf({ category, reason }: DecisionToWrite): string {
  const head = category === null ? "ignore" : `category=${category}`;
  return `fieldguard: ${head} ${category === null && reason === "" ? REVIEWED : reason}`;
}

/** The whole line where nothing else stands on it, else the blanks before the comment as well. */
function withItsBlanks({ file, text }: FixContext, { start, end }: Span): Span {
  const { lines } = file.schema;
  const { line } = positionAt(lines, start);
  const lineStart = lines[line]!;
  const before = text.slice(lineStart, start).trimEnd();
  return before === "" ? { start: lineStart, end: lines[line + 1] ?? end } : { start: lineStart + before.length, end };
}
