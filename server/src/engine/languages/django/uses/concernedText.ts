import type { NameSearch } from "../../../text/nameSearch.ts";
import type { Statement } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";

/** What is shorter may say of which class something is (`get_queryset`), and costs little. */
const SHORT = 200;

const PASS = "pass";

/**
 * The text with `pass` and space, at the same length, in place of longer functions and statements that hold none of the
 * names, and of imports, which are known already: parsing is what takes the time.
 */
export function concernedText({ text, layout }: PythonModule, search: NameSearch): string {
  const pieces: string[] = [];
  let done = 0;
  const blank = (start: number, end: number): void => {
    pieces.push(text.slice(done, start), PASS, " ".repeat(end - start - PASS.length));
    done = end;
  };
  const pending = layout.statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    const { kind, end } = statement;
    const start = startOf(statement);
    if (kind === "class" || kind === "block") pending.push(...statement.body.toReversed());
    else if (kind === "import") blank(start, end);
    else if (end - start > SHORT && start >= done && !search.isIn(text, start, end)) blank(start, end);
  }
  if (done === 0) return text;
  pieces.push(text.slice(done));
  return pieces.join("");
}

function startOf({ decorators, span }: Statement): number {
  return decorators[0]?.span.start ?? span.start;
}
