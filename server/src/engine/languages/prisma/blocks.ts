import type { Span } from "../../text/span.ts";
import type { Token } from "../tokens/tokens.ts";

/** What stands between braces: `model Customer { … }`. */
export interface Block {
  readonly keyword: string;
  readonly name: Token;
  /** From the keyword to the brace. */
  readonly header: Span;
  /** To the closing brace, or to the last that it has where that is missing. */
  readonly span: Span;
  readonly members: readonly Member[];
  /** Attributes of the block itself: `@@map("customers")`. */
  readonly attributes: readonly Attribute[];
}

/** A field, or a value of an enum, which has no type. */
export interface Member {
  readonly name: Token;
  readonly type: TypeReference | null;
  readonly attributes: readonly Attribute[];
  readonly span: Span;
}

/** `Post[]`, `String?`, `Unsupported("circle")`. */
export interface TypeReference {
  readonly name: Token;
  readonly span: Span;
  readonly isList: boolean;
  readonly isOptional: boolean;
}

export interface Attribute {
  /** Without its `@`: `map`, `db.VarChar`. */
  readonly name: string;
  /** What stands between its parentheses; null without any. */
  readonly arguments: Span | null;
}

/** The blocks of a schema, by lines: what is wrong with one line leaves the others alone, and the header of a block ends the one before. */
export function readBlocks(text: string, tokens: readonly Token[]): readonly Block[] {
  return new BlockReader(text, tokens).read();
}

interface OpenBlock extends Omit<Block, "span"> {
  readonly members: Member[];
  readonly attributes: Attribute[];
}

const KEYWORDS: ReadonlySet<string> = new Set(["model", "type", "view", "enum", "datasource", "generator"]);

class BlockReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #blocks: Block[] = [];
  #open: OpenBlock | null = null;
  #at = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  read(): readonly Block[] {
    while (this.#at < this.#tokens.length) {
      if (this.#isBreak(0)) this.#at++;
      else if (this.#isSign(0, "}")) this.#close(this.#tokens[this.#at++]!.end);
      else if (this.#isHeader(0)) this.#header();
      else if (this.#open) this.#line(this.#open);
      else this.#skipLine();
    }
    this.#close(null);
    return this.#blocks;
  }

  #close(end: number | null): void {
    if (!this.#open) return;
    const { members, header } = this.#open;
    const span = { start: header.start, end: end ?? members.at(-1)?.span.end ?? header.end };
    this.#blocks.push({ ...this.#open, span });
    this.#open = null;
  }

  /** A field may be called `model`, too: within a block only the brace tells. */
  #isHeader(from: number): boolean {
    if (!this.#isName(from) || !KEYWORDS.has(this.#source(from)) || !this.#isName(from + 1)) return false;
    return this.#isSign(from + 2, "{") || (this.#open === null && this.#isBreak(from + 2));
  }

  #header(): void {
    this.#close(null);
    const [keyword, name] = [this.#tokens[this.#at]!, this.#tokens[this.#at + 1]!];
    const end = this.#isSign(2, "{") ? this.#tokens[this.#at + 2]!.end : name.end;
    this.#open = {
      keyword: this.#source(0),
      name,
      header: { start: keyword.start, end },
      members: [],
      attributes: [],
    };
    this.#at += this.#isSign(2, "{") ? 3 : 2;
  }

  #line(block: OpenBlock): void {
    if (this.#isSign(0, "@")) block.attributes.push(...this.#attributes());
    else if (this.#isName(0)) block.members.push(this.#member());
    this.#skipLine();
  }

  #member(): Member {
    const name = this.#tokens[this.#at++]!;
    const type = this.#type();
    const attributes = this.#attributes();
    return { name, type, attributes, span: { start: name.start, end: this.#tokens[this.#at - 1]!.end } };
  }

  #type(): TypeReference | null {
    if (!this.#isName(0)) return null;
    const name = this.#tokens[this.#at++]!;
    if (this.#isSign(0, "(")) this.#arguments();
    const isList = this.#isSign(0, "[") && this.#isSign(1, "]");
    if (isList) this.#at += 2;
    const isOptional = this.#isSign(0, "?");
    if (isOptional) this.#at++;
    return { name, span: { start: name.start, end: this.#tokens[this.#at - 1]!.end }, isList, isOptional };
  }

  #attributes(): readonly Attribute[] {
    const found: Attribute[] = [];
    while (this.#isSign(0, "@")) {
      this.#at += this.#isSign(1, "@") ? 2 : 1;
      const start = this.#at;
      if (!this.#isName(0)) break;
      this.#at++;
      while (this.#isSign(0, ".") && this.#isName(1)) this.#at += 2;
      const name = this.#text.slice(this.#tokens[start]!.start, this.#tokens[this.#at - 1]!.end);
      found.push({ name, arguments: this.#isSign(0, "(") ? this.#arguments() : null });
    }
    return found;
  }

  /** From the parenthesis on. Prisma takes them on one line; several are read as well, but where it is never closed they end with the first one. */
  #arguments(): Span {
    const start = this.#tokens[this.#at]!.end;
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      if (this.#isSign(0, "}")) break;
      if (this.#isBreak(0)) {
        const next = this.#nextLine();
        if (this.#isDeclaration(next)) break;
        this.#at += next;
      }
      if (this.#isSign(0, "(") || this.#isSign(0, "[")) depth++;
      if ((this.#isSign(0, ")") || this.#isSign(0, "]")) && --depth === 0) {
        this.#at++;
        return { start, end: this.#tokens[this.#at - 1]!.start };
      }
    }
    return { start, end: Math.max(start, this.#tokens[this.#at - 1]!.end) };
  }

  /** How far away the next line is that is not empty. */
  #nextLine(): number {
    let next = 1;
    while (this.#isBreak(next)) next++;
    return next;
  }

  /** Whether a line is one of a block's, which no line within parentheses looks like. */
  #isDeclaration(from: number): boolean {
    if (this.#at + from >= this.#tokens.length) return true;
    return this.#isSign(from, "}") || this.#isSign(from, "@") || (this.#isName(from) && this.#isName(from + 1));
  }

  /** What is left of a line, to the brace that ends a block on it. */
  #skipLine(): void {
    while (this.#at < this.#tokens.length && !this.#isBreak(0) && !this.#isSign(0, "}")) this.#at++;
  }

  #isName(offset: number): boolean {
    return this.#tokens[this.#at + offset]?.kind === "name";
  }

  #isBreak(offset: number): boolean {
    return this.#tokens[this.#at + offset]?.kind === "line break";
  }

  #isSign(offset: number, sign: string): boolean {
    const token = this.#tokens[this.#at + offset];
    return token?.kind === "sign" && this.#text.startsWith(sign, token.start);
  }

  #source(offset: number): string {
    const { start, end } = this.#tokens[this.#at + offset]!;
    return this.#text.slice(start, end);
  }
}
