import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import { endOfLine } from "../../text/characters.ts";
import type { PythonModule } from "./module.ts";

/** What stands between two brackets, parted by commas. */
export interface ItemList {
  /** Offset of the opening bracket. */
  readonly open: number;
  /** Offset of the closing one. */
  readonly close: number;
  readonly items: readonly Span[];
}

/** An item or a comment within the brackets. */
interface Placed {
  readonly span: Span;
  readonly dropped: boolean;
}

/** Each run of items that are dropped goes with its commas and the space up to what comes next. Comments stay. */
export function dropItems(
  { text, layout }: PythonModule,
  { open, close, items: all }: ItemList,
  isDropped: (index: number) => boolean,
): readonly TextEdit[] {
  const comments = layout.comments
    .map(({ span }) => span)
    .filter((span) => open < span.start && span.end <= close && !all.some((item) => isWithin(span, item)));
  const items: readonly Placed[] = [
    ...all.map((span, index) => ({ span, dropped: isDropped(index) })),
    ...comments.map((span) => ({ span, dropped: false })),
  ].sort((a, b) => a.span.start - b.span.start);

  const gone: Span[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!items[first]!.dropped) continue;
    let last = first;
    while (items[last + 1]?.dropped) last++;
    const { start } = items[first]!.span;
    const { end } = items[last]!.span;
    const previous = items[first - 1]?.span;
    const next = items[last + 1]?.span;
    const comma = commaAfter(text, end, close, comments);
    if (next) {
      gone.push({ start, end: next.start });
      // It may stand behind a comment.
      if (comma !== null) gone.push({ start: comma, end: comma + 1 });
    } else if (previous && comments.includes(previous)) {
      // The comma before the comment now ends the list. The bracket must not come to stand in the comment.
      const behind = comma === null ? end : comma + 1;
      const closesOnItsOwnLine = !isSameLine(text, behind, close);
      gone.push({ start: closesOnItsOwnLine ? previous.end : start, end: behind });
    } else if (previous) {
      gone.push({ start: previous.end, end });
    } else {
      gone.push({ start: open + 1, end: close });
    }
    first = last;
  }
  return merged(gone).map((span) => ({ span, text: "" }));
}

export function isSameLine(text: string, from: number, to: number): boolean {
  return endOfLine(text, from) >= to;
}

/** The comma that ends the item before `from`; null when it is the last one without a comma. */
export function commaAfter(text: string, from: number, close: number, comments: readonly Span[]): number | null {
  for (let offset = from; offset < close; offset++) {
    const comment = comments.find(({ start }) => start === offset);
    if (comment) offset = comment.end - 1;
    else if (text[offset] === ",") return offset;
  }
  return null;
}

/** In order, those that touch or overlap as one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const before = result.at(-1);
    if (before && span.start <= before.end) result.splice(-1, 1, { ...before, end: Math.max(before.end, span.end) });
    else result.push(span);
  }
  return result;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
