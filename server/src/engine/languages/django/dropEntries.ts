import { contains, type Span } from "../../text/span.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { dropItems, type ItemList } from "../python/dropItems.ts";
import type { Expression } from "../python/expression.ts";
import type { PythonModule } from "../python/module.ts";
import { readExpression } from "../python/readExpression.ts";
import { classesOf, sourceOf } from "./scope.ts";

/**
 * Takes entries out of the lists, tuples and dictionaries that options of classes are set to (`search_fields = ["email"]`). `entries`: what
 * stands between the quotes of each. Null when one of them stands anywhere else, or when nothing would be left of one of the options `filled`.
 */
export function dropEntryEdits(
  module: PythonModule,
  entries: readonly Span[],
  filled: ReadonlySet<string>,
): readonly TextEdit[] | null {
  const lists = new Map<number, { readonly found: FoundList; readonly dropped: Set<number> }>();
  for (const entry of entries) {
    const found = listWith(module, entry);
    if (!found) return null;
    const known = lists.get(found.list.open) ?? { found, dropped: new Set<number>() };
    lists.set(found.list.open, known);
    known.dropped.add(found.index);
  }
  const edits: TextEdit[] = [];
  for (const { found, dropped } of lists.values()) {
    const { list, option, isTuple } = found;
    if (list.items.length === dropped.size && found.isWhole && filled.has(option)) return null;
    const dropping = dropItems(module, list, (index) => dropped.has(index));
    const left = list.items.filter((_, index) => !dropped.has(index));
    edits.push(...(isTuple && left.length === 1 ? withComma(module, left[0]!, dropping) : dropping));
  }
  return edits;
}

interface FoundList {
  readonly option: string;
  readonly list: ItemList;
  readonly index: number;
  readonly isTuple: boolean;
  /** It is all that the option is set to. */
  readonly isWhole: boolean;
}

function listWith(module: PythonModule, entry: Span): FoundList | null {
  for (const { members } of classesOf(module)) {
    for (const { kind, name, value } of members) {
      if (kind !== "assignment" || !name || !value || !holds(value, entry)) continue;
      return listIn(module, readExpression(module.text, value), entry, {
        option: sourceOf(module, name),
        isWhole: true,
      });
    }
  }
  return null;
}

function listIn(
  module: PythonModule,
  expression: Expression,
  entry: Span,
  place: { readonly option: string; readonly isWhole: boolean },
): FoundList | null {
  if (!holds(expression.span, entry)) return null;
  switch (expression.kind) {
    case "binary": {
      const part = { ...place, isWhole: false };
      return listIn(module, expression.left, entry, part) ?? listIn(module, expression.right, entry, part);
    }
    case "sequence": {
      const { items } = expression;
      const index = items.findIndex((item) => isNamedBy(module.text, item, entry));
      const list = {
        open: expression.span.start,
        close: expression.span.end - 1,
        items: items.map(({ span }) => span),
      };
      if (index < 0 || !isBracketed(module, list)) return null;
      return { ...place, list, index, isTuple: expression.of === "tuple" };
    }
    case "dictionary": {
      const index = expression.entries.findIndex(({ key }) => isNamedBy(module.text, key, entry));
      const items = expression.entries.map(({ key, value }) => ({ start: key.span.start, end: value.span.end }));
      const list = { open: expression.span.start, close: expression.span.end - 1, items };
      return index < 0 ? null : { ...place, list, index, isTuple: false };
    }
    default:
      return null;
  }
}

/** A text, or a pair that begins with it: `("email", EmptyFieldListFilter)`. */
function isNamedBy(text: string, item: Expression, entry: Span): boolean {
  if (item.kind === "sequence") return item.items[0] !== undefined && isNamedBy(text, item.items[0], entry);
  if (item.kind !== "text" || !holds(item.span, entry)) return false;
  // One literal, not several in a row of which this is a part.
  const before = text.slice(item.span.start, entry.start);
  return /^\w*(?:'|"|'''|""")[-+^=@$]?$/.test(before) && /^['"]{1,3}$/.test(text.slice(entry.end, item.span.end));
}

/** A tuple need not have brackets, and each of its items may have some. */
function isBracketed({ text }: PythonModule, { open, close, items }: ItemList): boolean {
  if (!"[({".includes(text[open]!) || !"])}".includes(text[close]!)) return false;
  return items.every(({ start, end }, index) => {
    const before = text.slice(index === 0 ? open + 1 : items[index - 1]!.end, start);
    const after = text.slice(end, items[index + 1]?.start ?? close);
    return !before.includes("(") && !after.includes(")");
  });
}

/** A tuple of one needs a comma behind it. */
function withComma(module: PythonModule, left: Span, edits: readonly TextEdit[]): readonly TextEdit[] {
  const rest = applyEdits(module.text, edits);
  const shift = edits.reduce((sum, { span }) => (span.end <= left.start ? sum + span.end - span.start : sum), 0);
  if (/^\s*,/.test(rest.slice(left.end - shift))) return edits;
  const touching = edits.find(({ span }) => span.start === left.end);
  const comma = { span: touching?.span ?? { start: left.end, end: left.end }, text: "," };
  return [...edits.filter((edit) => edit !== touching), comma];
}

function holds(outer: Span, inner: Span): boolean {
  return contains(outer, inner.start) && inner.end <= outer.end;
}
