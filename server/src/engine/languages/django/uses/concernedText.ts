import { NameSearch } from "../../../text/nameSearch.ts";
import type { Span } from "../../../text/span.ts";
import type { Statement } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import { isShowing, type Wanted } from "./wanted.ts";

/** What is shorter may say of which class something is (`get_queryset`), and costs little. */
const SHORT = 200;

const PASS = "pass";

/**
 * The text with `pass` and space, at the same length, in place of longer functions and statements that hold nothing that is
 * wanted, by its name or in a constant of the module, and of imports, which are known already: parsing is what takes the time.
 */
export function concernedText(module: PythonModule, wanted: Wanted): string {
  const { text } = module;
  const passed = passedOver(module, wanted);
  if (passed.length === 0) return text;
  const called = namesCalled(text, passed);
  const constants = constantsOf(module, wanted);
  const pieces: string[] = [];
  let done = 0;
  for (const { statement, start, end } of passed) {
    if (called?.has(nameOf(statement, text)) || constants?.isIn(text, start, end) === true) continue;
    pieces.push(text.slice(done, start), PASS, " ".repeat(end - start - PASS.length));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join("");
}

interface Passed extends Span {
  readonly statement: Statement;
}

function passedOver({ text, layout }: PythonModule, wanted: Wanted): readonly Passed[] {
  const passed: Passed[] = [];
  let done = 0;
  const pending = layout.statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    const { kind, end } = statement;
    const start = statement.decorators[0]?.span.start ?? statement.span.start;
    if (kind === "class" || kind === "block") pending.push(...statement.body.toReversed());
    else if (kind === "import" || (end - start > SHORT && start >= done && !isConcerned(statement, start))) {
      passed.push({ statement, start, end });
      done = end;
    }
  }
  return passed;

  function isConcerned({ kind, span, end }: Statement, start: number): boolean {
    return kind === "function"
      ? wanted.isInFunction(text, { start, end: span.end }, end)
      : wanted.isIn(text, start, end);
  }
}

/** Constants of the module that hold what is wanted: who uses them does not name it. Null for none. */
function constantsOf({ text, layout }: PythonModule, wanted: Wanted): NameSearch | null {
  const found = layout.statements.flatMap((statement) => {
    const { kind, value } = statement;
    if (kind !== "assignment" || !value || !CONSTANT.test(nameOf(statement, text))) return [];
    return wanted.isIn(text, value.start, value.end) ? nameOf(statement, text) : [];
  });
  return found.length === 0 ? null : new NameSearch(found);
}

const CONSTANT = /^_?[A-Z][A-Z0-9_]*$/;

/** Functions passed over that show something, and are called in what is left: it may be what they are given. Null for none. */
function namesCalled(text: string, passed: readonly Passed[]): ReadonlySet<string> | null {
  const showing = passed.filter((part) => part.statement.kind === "function" && isShowing(text, part));
  if (showing.length === 0) return null;
  const search = new NameSearch(showing.map(({ statement }) => nameOf(statement, text)));
  const found = new Set<string>();
  let done = 0;
  for (const { start, end } of [...passed, { start: text.length, end: text.length }]) {
    for (const name of search.namesIn(text, done, start)) found.add(name);
    done = end;
  }
  return found.size > 0 ? found : null;
}

function nameOf({ name }: Statement, text: string): string {
  return name ? text.slice(name.start, name.end) : "";
}
