import type { Statement } from "../../python/layout.ts";
import { type PythonModule, readModule } from "../../python/module.ts";
import { nameOf, textWithout } from "./concernedText.ts";

/** A function, method or assignment. */
interface Definition {
  readonly start: number;
  readonly end: number;
  /** By which others name it: its own, and attributes that it sets. */
  readonly names: readonly string[];
  /** As in `RawFunction`; null for no function. */
  readonly fullName: string | null;
}

/**
 * The text without what neither the functions of these names nor any of the module on which they hang may use; null where
 * there is no such function. Of a word all is kept that it may mean.
 */
export function textOfFunctions(
  text: string,
  asked: readonly string[],
): { readonly module: PythonModule; readonly text: string } | null {
  const defined = new Set(Array.from(text.matchAll(DEFINED), ([, name]) => name!));
  const sought = new Set(asked.filter((name) => defined.has(name.slice(name.lastIndexOf(".") + 1))));
  if (sought.size === 0) return null;
  const module = readModule(text);
  const definitions = definitionsIn(text, module.layout.statements, "");
  const pending = definitions.filter(({ fullName }) => fullName !== null && sought.has(fullName));
  if (pending.length === 0) return null;
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions)
    for (const name of definition.names) byName.set(name, [...(byName.get(name) ?? []), definition]);
  const unneeded = new Set(definitions.map(({ start }) => start));
  for (let definition = pending.pop(); definition; definition = pending.pop()) {
    if (!unneeded.delete(definition.start)) continue;
    for (const [word] of text.slice(definition.start, definition.end).matchAll(WORD)) {
      pending.push(...(byName.get(word) ?? []));
      byName.delete(word);
    }
  }
  return { module, text: textWithout(module, (start) => !unneeded.has(start)) };
}

function definitionsIn(text: string, statements: readonly Statement[], holder: string): readonly Definition[] {
  return statements.flatMap((statement) => {
    const { kind, body, end, span, decorators } = statement;
    const name = nameOf(statement, text);
    if (kind === "block") return definitionsIn(text, body, holder);
    if (kind === "class") return definitionsIn(text, body, name);
    if (kind !== "function" && kind !== "assignment") return [];
    const start = decorators[0]?.span.start ?? span.start;
    const set = kind === "function" ? text.slice(start, end).matchAll(SET_ATTRIBUTE) : [];
    const fullName = holder === "" ? name : `${holder}.${name}`;
    const names = [name, ...Array.from(set, ([, attribute]) => attribute!)];
    return [{ start, end, names, fullName: kind === "function" ? fullName : null }];
  });
}

const DEFINED = /\bdef\s+([^\s([]+)/g;

const WORD = /[\w\u0080-\uffff]+/g;

/** `self.customer = …` */
const SET_ATTRIBUTE = /\.(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=(?!=)/g;
