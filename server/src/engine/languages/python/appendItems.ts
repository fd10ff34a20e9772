import type { TextEdit } from "../../text/textEdit.ts";
import { isSameLine, type ItemList } from "./dropItems.ts";
import type { PythonModule } from "./module.ts";
import { indentationAt, isFirstOnLine, newlineOf } from "../../text/whitespace.ts";

/** Adds items behind those that stand between two brackets, in a line or in lines of their own as the last one does. */
export function appendItems(
  { text, layout }: PythonModule,
  { open, close, items }: ItemList,
  trailingComma: number | null,
  appended: readonly string[],
): readonly TextEdit[] {
  const at = (offset: number): TextEdit["span"] => ({ start: offset, end: offset });
  if (appended.length === 0) return [];
  const last = items.at(-1);
  if (!last) return [{ span: at(open + 1), text: appended.join(", ") }];
  const indentation = indentationAt(text, last.start);
  if (!isFirstOnLine(text, last.start)) {
    return trailingComma === null
      ? [{ span: at(last.end), text: `, ${appended.join(", ")}` }]
      : [{ span: at(trailingComma + 1), text: ` ${appended.join(", ")},` }];
  }
  const separator = `${newlineOf(text)}${indentation}`;
  const lines = appended.join(`,${separator}`);
  const end = trailingComma === null ? last.end : trailingComma + 1;
  // Behind a comment that belongs to the last item.
  const comment = layout.comments.find(
    ({ span }) => span.start >= end && span.end <= close && isSameLine(text, end, span.start),
  );
  const place = comment ? comment.span.end : end;
  if (trailingComma !== null) return [{ span: at(place), text: `${separator}${lines},` }];
  return place === end
    ? [{ span: at(end), text: `,${separator}${lines}` }]
    : [
        { span: at(end), text: "," },
        { span: at(place), text: `${separator}${lines}` },
      ];
}
