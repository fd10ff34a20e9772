import type { TextEdit } from "../../text/textEdit.ts";
import { startOfLine } from "../../text/characters.ts";
import { isFirstOnLine } from "../../text/whitespace.ts";
import { ignoresIn } from "./ignores.ts";

/** Takes rules out of the comment that begins there, and the comment itself where none is left. Null when it is gone. */
export function dropRulesEdit(text: string, offset: number, rules: readonly string[]): TextEdit | null {
  const ignore = ignoresIn(text).find(({ span }) => span.start === offset);
  if (!ignore) return null;
  const { start, end } = ignore.span;
  const left = ignore.rules.filter((rule) => !rules.includes(rule));
  if (left.length > 0) {
    const open = text.indexOf("[", start) + 1;
    return { span: { start: open, end: text.indexOf("]", open) }, text: left.join(", ") };
  }
  if (isFirstOnLine(text, start)) {
    const [lineBreak = ""] = /^(?:\r\n|\r|\n)?/.exec(text.slice(end)) ?? [];
    return { span: { start: startOfLine(text, start), end: end + lineBreak.length }, text: "" };
  }
  return { span: { start: text.slice(0, start).trimEnd().length, end }, text: "" };
}
