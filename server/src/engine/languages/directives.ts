import type { Directive, Problem } from "../schema/schema.ts";
import { type LineStarts, positionAt } from "../text/lineIndex.ts";
import type { Span } from "../text/span.ts";
import { endOfName, isBlank, isLineBreak, skipBlanks } from "../text/characters.ts";

/** What every directive to Fieldguard begins with, after the mark of its comment. */
export const DIRECTIVE_MARK = "fieldguard:";

/** Something that a directive may concern: a field, or an entity with `field: null`. */
export interface Declaration {
  readonly span: Span;
  readonly entity: string;
  readonly field: string | null;
}

export interface ReadDirectives {
  readonly directives: readonly Directive[];
  readonly problems: readonly Problem[];
}

/** A text with its comments, in source order, whatever marks them. */
export interface CommentedText {
  readonly text: string;
  readonly lines: LineStarts;
  readonly comments: readonly PlacedComment[];
  /** Where the mark stands that introduces the directive in a comment; null where it holds none. */
  readonly startOfDirective: (comment: Span) => number | null;
}

export interface PlacedComment {
  readonly span: Span;
  /** Nothing but space stands before it on its line. */
  readonly alone: boolean;
}

/**
 * The directives of a file. One within or behind a declaration concerns it; one that stands alone concerns the next,
 * if nothing but comments and empty lines lie in between. `declarations` are in source order.
 */
export function directivesIn(source: CommentedText, declarations: readonly Declaration[]): ReadDirectives {
  const directives: Directive[] = [];
  const problems: Problem[] = [];
  const { text, comments } = source;
  if (!text.includes(DIRECTIVE_MARK)) return { directives, problems };
  let next = text.length;
  // From the end, so that a run of comments is looked through once.
  for (let i = comments.length - 1; i >= 0; i--) {
    const comment = comments[i]!;
    const after = skipEmpty(text, comment.span.end);
    if (after !== comments[i + 1]?.span.start) next = after;
    const start = source.startOfDirective(comment.span);
    if (start === null) continue;
    const span = { start, end: comment.span.end };
    const mark = text.indexOf(DIRECTIVE_MARK, start);
    const parsed = parseDirective(text.slice(mark + DIRECTIVE_MARK.length, span.end).trim());
    if (!parsed) {
      problems.push({ offset: start, message: "this comment is no directive: write ignore, category=… or level=…" });
      continue;
    }
    const concerned = declarationOf(source, comment, next, declarations);
    directives.push({ span, ...parsed, entity: concerned?.entity ?? null, field: concerned?.field ?? null });
  }
  return { directives: directives.reverse(), problems: problems.reverse() };
}

function parseDirective(content: string): Pick<Directive, "kind" | "values" | "reason"> | null {
  const wordEnd = endOfName(content, 0);
  const word = content.slice(0, wordEnd);
  if (word === "ignore" && content.charAt(wordEnd) === "[") {
    const close = content.indexOf("]", wordEnd);
    if (close < 0) return null;
    const values = content.slice(wordEnd + 1, close).split(",");
    const rules = values.map((value) => value.trim()).filter((value) => value !== "");
    return rules.length === 0 ? null : { kind: "ignore", values: rules, reason: content.slice(close + 1).trim() };
  }
  if (word === "ignore") return { kind: "ignore", values: [], reason: content.slice(wordEnd).trim() };
  if ((word !== "category" && word !== "level") || content.charAt(wordEnd) !== "=") return null;
  const valueStart = skipBlanks(content, wordEnd + 1);
  const valueEnd = content.indexOf(" ", valueStart);
  const value = content.slice(valueStart, valueEnd < 0 ? undefined : valueEnd);
  const reason = valueEnd < 0 ? "" : content.slice(valueEnd).trim();
  return value === "" ? null : { kind: word, values: [value], reason };
}

/** `next` is the offset of what follows the comment and those after it. */
function declarationOf(
  { lines }: CommentedText,
  comment: PlacedComment,
  next: number,
  declarations: readonly Declaration[],
): Declaration | undefined {
  const { start } = comment.span;
  const index = firstAfter(declarations, start);
  const previous = declarations[index - 1];
  if (previous && positionAt(lines, start).line <= positionAt(lines, previous.span.end).line) return previous;
  const following = declarations[index];
  return comment.alone && following?.span.start === next ? following : undefined;
}

function skipEmpty(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The index of the first of them, which are in source order, that starts after `offset`. */
export function firstAfter(placed: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
