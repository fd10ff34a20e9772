import { type LineStarts, lineStartsOf } from "../../text/lineIndex.ts";
import { type Bindings, bindingsOf, type ImportStatement, readImports } from "./imports.ts";
import { type Layout, readLayout } from "./layout.ts";

/** A Python file, read as far as every reader of it needs. */
export interface PythonModule {
  readonly text: string;
  readonly layout: Layout;
  readonly lines: LineStarts;
  readonly imports: readonly ImportStatement[];
  readonly bindings: Bindings;
}

export function readModule(text: string): PythonModule {
  const layout = readLayout(text);
  const imports = readImports(text, layout);
  let lines: LineStarts | null = null;
  return {
    text,
    layout,
    imports,
    bindings: bindingsOf(imports),
    // Most files turn out to declare nothing.
    get lines() {
      return (lines ??= lineStartsOf(text));
    },
  };
}
