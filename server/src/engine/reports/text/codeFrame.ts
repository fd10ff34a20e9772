import { type LineStarts, positionAt } from "../../text/lineIndex.ts";
import type { Span } from "../../text/span.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

export interface Frame {
  readonly text: string;
  readonly lines: LineStarts;
  readonly span: Span;
  /** Columns there are for the line of code. */
  readonly width: number;
}

/** The line of the span with carets under it; a long line is cut around the span. Texts that may be secrets are masked. */
export function codeFrame({ text, lines, span, width }: Frame, paint: Paint, mark: (text: string) => string): string[] {
  const { line, character } = positionAt(lines, span.start);
  const start = lines[line]!;
  const source = masked(printable(text.slice(start, lines[line + 1] ?? text.length).trimEnd()));
  const length = Math.max(1, Math.min(span.end - span.start, source.length - character));

  const left = character + length < width ? 0 : Math.max(0, Math.min(character - 8, source.length - width));
  const right = left + width;
  const shown =
    (left > 0 ? "…" : "") + source.slice(left > 0 ? left + 1 : 0, source.length > right ? right - 1 : right);
  const ending = source.length > right ? "…" : "";
  // Tabs are kept so that the carets stand under the same column, however wide a tab is.
  const indent = source.slice(left, character).replaceAll(/[^\t]/g, " ");
  const carets = "^".repeat(Math.min(length, right - character));

  const number = String(line + 1);
  const gutter = " ".repeat(number.length);
  return [`${paint.dim(`${number} │`)} ${shown}${ending}`, `${paint.dim(`${gutter} │`)} ${indent}${mark(carets)}`];
}

/** Every character of them, so that the carets stand right. */
function masked(source: string): string {
  return source.replaceAll(
    SECRET_TEXT,
    (_, before: string, _quote: string, text: string) => before + "•".repeat(text.length),
  );
}

/** What `key`, `hash_key`, `salt` and `default` are given, as far as it stands on the line: `key="…"`, `key=bytes(b"…")`. */
const SECRET_TEXT = /(\b(?:key|hash_key|salt|default)\s*=\s*[\w.([]*(?<quote>"""|'''|"|'))((?:\\.|(?!\k<quote>).)*)/g;
