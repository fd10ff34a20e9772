import { endOfLine, HASH, isQuote } from "../../text/characters.ts";
import { sourceOf } from "../../languages/django/scope.ts";
import type { Expression } from "../../languages/python/expression.ts";
import type { PythonModule } from "../../languages/python/module.ts";
import { endOfLongString, endOfShortString, isLongQuote } from "../../languages/python/strings.ts";
import type { Span } from "../../text/span.ts";

/** The literals that `RunSQL` or `RunPython` is given, or that the function or constant of the module holds which it is given by name. */
export function sqlTexts(module: PythonModule, expression: Expression | undefined): readonly string[] {
  if (!expression) return [];
  if (expression.kind !== "name") return literalsWithin(module.text, expression.span);
  const { statements } = module.layout;
  const named = statements.findLast(({ name }) => name && sourceOf(module, name) === expression.text);
  return named ? literalsWithin(module.text, { start: named.span.start, end: named.end }) : [];
}

/** Those that Python joins as one; what stands between quotes is taken as it is written. */
function literalsWithin(text: string, { start, end }: Span): readonly string[] {
  const found: string[] = [];
  let joins = false;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (code === HASH) at = endOfLine(text, at);
    else if (!isQuote(code)) {
      joins &&= /[\s+()frbu]/i.test(text[at]!);
      at++;
    } else {
      const isLong = isLongQuote(text, at);
      const close = isLong ? (endOfLongString(text, at) ?? end) : endOfShortString(text, at, { unclosedBefore: 0 });
      const quotes = isLong ? 3 : 1;
      const value = text.slice(at + quotes, Math.max(at + quotes, close - quotes));
      found.push(joins ? `${found.pop()!}${value}` : value);
      joins = true;
      at = close;
    }
  }
  return found;
}
