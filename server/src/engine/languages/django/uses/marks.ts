import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { isFieldWanted, type Wanted } from "./wanted.ts";

/** The calls of a file, the attributes and items that may be fields, and the statements that raise something, in source order. */
export class Marks {
  readonly nodes: SyntaxNode[] = [];
  readonly #text: string;
  readonly #wanted: Wanted;

  constructor(text: string, wanted: Wanted) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** Of every node of the tree. */
  see(at: SyntaxNode): void {
    switch (at.name) {
      case "CallExpression":
      case "RaiseStatement":
      case "AssertStatement":
        this.nodes.push(at);
        break;
      case "MemberExpression":
        if (this.#mayBeField(lastWordBefore(this.#text, at.to))) this.nodes.push(at);
    }
  }

  #mayBeField(name: string): boolean {
    // Items have none.
    return name === "" || DISPLAYED.test(name) || isFieldWanted(this.#wanted, name);
  }
}

/** What Django gives to models for fields with choices. */
export const DISPLAYED = /^get_(\w+)_display$/;

function lastWordBefore(text: string, end: number): string {
  let start = end;
  while (isWordCharacter(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127
  );
}
