import { isClosing, isOpening, isQuote } from "../../text/characters.ts";
import { endOfLongString, endOfShortString, isLongQuote } from "../../languages/python/strings.ts";
import type { Span } from "../../text/span.ts";

/** `target = value` and `target += value`, whatever the targets are. */
export interface AssignmentParts {
  /** Those of `a = b = value`, in source order. */
  readonly targets: readonly Span[];
  /** `+` in `+=`; empty for a plain one. */
  readonly operator: string;
  readonly value: Span;
}

/** Null when the statement assigns nothing. An annotation belongs to no target. */
export function assignmentParts(text: string, { start, end }: Span): AssignmentParts | null {
  const cuts: number[] = [];
  let operator = "";
  let colon = -1;
  let depth = 0;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) {
      const close = isLongQuote(text, at)
        ? endOfLongString(text, at)
        : endOfShortString(text, at, { unclosedBefore: 0 });
      at = close ?? end;
      continue;
    }
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    else if (depth === 0 && code === COLON && colon < 0 && cuts.length === 0) colon = at;
    else if (depth === 0 && code === EQUALS) {
      const before = text[at - 1]!;
      if (text.charCodeAt(at + 1) === EQUALS || "<>!=:".includes(before)) {
        at += 2;
        continue;
      }
      if (cuts.length === 0 && "+-*/%|&^@".includes(before)) {
        operator = text[at - 2] === before ? before + before : before;
      }
      cuts.push(at);
    }
    at++;
  }
  const last = cuts.at(-1);
  if (last === undefined || (operator !== "" && cuts.length > 1)) return null;
  const firstEnd = colon >= 0 ? colon : cuts[0]! - operator.length;
  const targets = cuts.map((cut, index) =>
    trimmed(text, index === 0 ? start : cuts[index - 1]! + 1, index === 0 ? firstEnd : cut),
  );
  return { targets, operator, value: trimmed(text, last + 1, end) };
}

const EQUALS = "=".charCodeAt(0);
const COLON = ":".charCodeAt(0);

function trimmed(text: string, from: number, to: number): Span {
  const source = text.slice(from, to);
  const start = from + source.length - source.trimStart().length;
  return { start, end: Math.max(start, from + source.trimEnd().length) };
}
