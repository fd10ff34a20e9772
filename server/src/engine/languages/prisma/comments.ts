import { type LineStarts, positionAt } from "../../text/lineIndex.ts";
import type { Span } from "../../text/span.ts";
import { DIRECTIVE_MARK, firstAfter, type PlacedComment } from "../directives.ts";

/** The comments on the lines of a declaration and directly above it, with no empty line in between. */
export function commentsAt(
  comments: readonly PlacedComment[],
  lines: LineStarts,
  declaration: Span,
): readonly PlacedComment[] {
  const lineOf = (offset: number): number => positionAt(lines, offset).line;
  const split = firstAfter(comments, declaration.start);
  const found: PlacedComment[] = [];
  let line = lineOf(declaration.start);
  for (let i = split - 1; i >= 0; i--) {
    const { span, alone } = comments[i]!;
    if (!alone || lineOf(span.end) !== line - 1) break;
    found.unshift(comments[i]!);
    line = lineOf(span.start);
  }
  const last = lineOf(declaration.end);
  for (let i = split; i < comments.length && lineOf(comments[i]!.span.start) <= last; i++) found.push(comments[i]!);
  return found;
}

/** What comments say, one line each, without their marks and without directives. */
export function textOf(text: string, comments: readonly PlacedComment[]): string {
  return comments
    .flatMap(({ span }) => text.slice(span.start, startOfDirective(text, span) ?? span.end).split(/\r\n|\r|\n/))
    .map((line) => line.replace(MARKS, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}

const MARKS = /^\s*(?:\/{2,}|\/?\*+)|\*\/\s*$/g;

/** Where the slashes stand that introduce it, which may follow other remarks. */
export function startOfDirective(text: string, { start, end }: Span): number | null {
  const mark = text.slice(start, end).indexOf(DIRECTIVE_MARK);
  const [slashes] = mark < 0 ? [] : (/\/{2,}[ \t]*$/.exec(text.slice(start, start + mark)) ?? []);
  return slashes === undefined ? null : start + mark - slashes.length;
}

/** Marks for encrypting extensions of the client, which read those after three slashes alone: `/// @encrypted`. */
export function marksIn(text: string, comments: readonly PlacedComment[]): readonly string[] {
  return comments
    .map(({ span }) => text.slice(span.start, span.end))
    .filter((comment) => comment.startsWith("///"))
    .flatMap((comment) => [...comment.matchAll(MARK)].map(([, mark]) => mark!));
}

const MARK = /(?:^\/{3}|\s)(@encrypted|@encryption:hash)\b/g;
