import { NameSearch } from "../../../text/nameSearch.ts";
import type { Statement } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Wanted } from "./wanted.ts";

/** What is shorter may say of which class something is (`get_queryset`), and costs little. */
const SHORT = 200;

const PASS = "pass";

/** Say of which class another is, or that it does not show all fields, whatever they name. */
const OPTIONS: ReadonlySet<string> = new Set(
  "model queryset fields only_fields exclude exclude_fields model_fields model_exclude extra_kwargs widgets".split(" "),
);

/** The text without longer functions and statements that hold nothing that is wanted, by its name or in a constant of the module. */
export function concernedText(module: PythonModule, wanted: Wanted): string {
  const { text } = module;
  const constants = constantsOf(module, wanted);
  return textWithout(module, (start, end) => {
    return wanted.isIn(text, start, end) || constants?.isIn(text, start, end) === true;
  });
}

/**
 * The text with `pass` and space, at the same length, in place of longer functions and statements that are not needed, and of imports,
 * which are known already: parsing is what takes the time.
 */
export function textWithout({ text, layout }: PythonModule, isNeeded: (start: number, end: number) => boolean): string {
  const pieces: string[] = [];
  let done = 0;
  const pending = layout.statements.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    const { kind, end } = statement;
    const start = statement.decorators[0]?.span.start ?? statement.span.start;
    if (kind === "class" || kind === "block") pending.push(...statement.body.toReversed());
    else if (kind === "import" || (end - start > SHORT && start >= done && !isConcerned(statement, start))) {
      pieces.push(text.slice(done, start), PASS, " ".repeat(end - start - PASS.length));
      done = end;
    }
  }
  if (done === 0) return text;
  pieces.push(text.slice(done));
  return pieces.join("");

  function isConcerned(statement: Statement, start: number): boolean {
    if (statement.kind === "assignment" && OPTIONS.has(nameOf(statement, text))) return true;
    return isNeeded(start, statement.end);
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

export function nameOf({ name }: Statement, text: string): string {
  return name ? text.slice(name.start, name.end) : "";
}
