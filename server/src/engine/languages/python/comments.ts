import { positionAt } from "../../text/lineIndex.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import type { Span } from "../../text/span.ts";
import { DIRECTIVE_MARK } from "../directives.ts";
import { HASH, isBlank } from "../../text/characters.ts";
import type { Comment } from "./layout.ts";
import type { PythonModule } from "./module.ts";

/** The comments directly above a statement, with no empty line in between. */
export function commentsAbove(module: PythonModule, statement: Span): readonly Comment[] {
  const { comments } = module.layout;
  const last = firstFrom(comments, statement.start) - 1;
  if (comments[last]?.alone !== true) return NONE;
  const found: Comment[] = [];
  let line = lineOf(module, statement.start);
  for (let i = last; i >= 0; i--) {
    const comment = comments[i]!;
    if (!comment.alone || lineOf(module, comment.span.start) !== --line) break;
    found.unshift(comment);
  }
  return found;
}

/** The comments on the lines of a statement, after and within it. */
export function commentsOnLines(module: PythonModule, statement: Span): readonly Comment[] {
  const { comments } = module.layout;
  const first = firstFrom(comments, statement.start);
  if (first === comments.length) return NONE;
  const lastLine = lineOf(module, statement.end);
  let end = first;
  while (end < comments.length && lineOf(module, comments[end]!.span.start) <= lastLine) end++;
  return end === first ? NONE : comments.slice(first, end);
}

const NONE: readonly Comment[] = [];

/** What comments say, one line each, without their marks and without directives. */
export function textOfComments(module: PythonModule, comments: readonly Comment[]): string {
  if (comments.length === 0) return "";
  return comments
    .map(({ span }) => contentOf(module.text, span.start, startOfDirective(module.text, span) ?? span.end))
    .filter((line) => line !== "")
    .join("\n");
}

/** The offset of the `#` that introduces it, which may follow other remarks such as `# noqa`. */
export function startOfDirective(text: string, comment: Span): number | null {
  let at = text.indexOf(DIRECTIVE_MARK, comment.start);
  if (at < 0 || at >= comment.end) return null;
  at--;
  while (at > comment.start && isBlank(text.charCodeAt(at))) at--;
  return text.charCodeAt(at) === HASH ? at : null;
}

export function lineOf(module: PythonModule, offset: number): number {
  return positionAt(module.lines, offset).line;
}

/** The index of the first comment that starts at `offset` or after it. */
function firstFrom(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contentOf(text: string, from: number, end: number): string {
  let start = from;
  while (text.charCodeAt(start) === HASH || isBlank(text.charCodeAt(start))) start++;
  return ownCopy(text.slice(Math.min(start, end), end).trimEnd());
}
