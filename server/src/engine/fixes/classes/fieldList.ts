import { startOfLine } from "../../text/characters.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";
import { rememberedOfLast } from "../../text/remembered.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { ListPlace } from "./presentFields.ts";

/** Where a line of the file may end. */
const WIDTH = 88;

export interface FieldList {
  readonly names: readonly string[];
  /** They come last, in lines of their own under a comment that says what they are. */
  readonly sensitive: readonly string[];
}

/** The list as the file writes such: with its quotes, brackets, indentation and line breaks. */
export function fieldListEdit(text: string, place: ListPlace, { names, sensitive }: FieldList): TextEdit {
  const { span, before, start, isAdded, like } = place;
  const newline = newlineOf(text);
  const indentation = indentationAt(text, start);
  const unit = unitOf(text, indentation);
  const quote = /["']/.exec(like)?.[0] ?? /["']/.exec(text)?.[0] ?? '"';
  const isTuple = like.startsWith("(");
  const [open, close] = isTuple ? ["(", ")"] : ["[", "]"];
  const written = (name: string): string => `${quote}${name}${quote}`;
  const head = isAdded ? `${newline}${indentation}` : "";
  const all = [...names, ...sensitive].map(written);
  const short = `${open}${all.join(", ")}${isTuple && all.length === 1 ? "," : ""}${close}`;
  const column = isAdded ? indentation.length : span.start - startOfLine(text, span.start);
  if (sensitive.length === 0 && column + before.length + short.length <= WIDTH)
    return { span, text: head + before + short };
  const lines = [
    ...names.map((name) => `${written(name)},`),
    ...(sensitive.length > 0 ? [COMMENT, ...sensitive.map((name) => `${written(name)},`)] : []),
  ];
  const list = [open, ...lines.map((line) => indentation + unit + line), `${indentation}${close}`].join(newline);
  return { span, text: head + before + list };
}

/** What is deleted is not given any more. */
const COMMENT = "# Sensitive: delete what nobody needs.";

/** One step of indentation: the file's own where a line within the statement's block tells, else four blanks. */
function unitOf(text: string, indentation: string): string {
  if (indentation.includes("\t")) return "\t";
  const least = Math.min(leastStep(text), indentation.length > 0 ? indentation.length : 4);
  return " ".repeat(least > 8 ? 4 : least);
}

/** Every class of a file asks. */
const leastStep = rememberedOfLast((text) => {
  let least = Infinity;
  for (const [, blanks] of text.matchAll(/^( {2,})\S/gm)) least = Math.min(least, blanks!.length);
  return least;
});
