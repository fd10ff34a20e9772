import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";

/** What is to stand in a file: mappings, lists of texts, values. */
export interface YamlTree {
  readonly [key: string]: YamlTree | readonly string[] | string | boolean | null;
}

/** Why a file cannot be filled in. */
export interface YamlRefusal {
  /** 1-based. */
  readonly line: number;
  readonly because: string;
}

/**
 * The text with what it lacks: keys that are missing or empty, and texts at the end of lists. What stands there stays, to
 * the character, comments as well. Refuses a file that is no YAML, or that has something else where a mapping or a list
 * belongs; an alias is that, too, since what is added to it would be added elsewhere.
 */
export function fillYaml(text: string, tree: YamlTree): string | YamlRefusal {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) return { line: lines.linePos(error.pos[0]).line, because: error.message };
  const filling = new Filling(text);
  try {
    filling.fillDocument(document.contents, tree);
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return { line: lines.linePos(refusal.offset).line, because: refusal.message };
  }
  return applyEdits(text, filling.edits);
}

class Refused extends Error {
  readonly offset: number;

  constructor(node: unknown, expected: string) {
    super(`something else stands where ${expected} belongs`);
    this.offset = rangeOf(node)?.[0] ?? 0;
  }
}

type Content = YamlTree[string];

class Filling {
  readonly edits: TextEdit[] = [];
  readonly #text: string;
  readonly #lineEnd: string;

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  }

  fillDocument(node: unknown, tree: YamlTree): void {
    if (!isEmpty(node)) {
      this.#fillMap(node, tree);
      return;
    }
    const [start, end] = rangeOf(node) ?? [0, 0];
    this.#edit(start, end, "");
    this.#insertLines(this.#text.length, blockOf(tree, 0));
  }

  #fillMap(node: unknown, tree: YamlTree): void {
    if (!isMap(node)) throw new Refused(node, "a mapping");
    const missing = new Map(Object.entries(tree));
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      const wanted = missing.get(key);
      missing.delete(key);
      if (wanted !== undefined && wanted !== null) this.#fillPair(node, pair, wanted);
    }
    if (missing.size > 0) this.#add(node, Object.fromEntries(missing));
  }

  #fillPair(map: YAMLMap, { key, value }: Pair, wanted: Exclude<Content, null>): void {
    if (isEmpty(value)) {
      const afterColon = rangeOf(key)![1] + 1;
      const [start, end] = rangeOf(value) ?? [afterColon, afterColon];
      const before = this.#text.slice(0, start).trimEnd().length;
      if (map.flow === true || typeof wanted !== "object") {
        this.#edit(before, end, ` ${flowOf(wanted)}`);
      } else {
        this.#edit(before, end, "");
        this.#insertLines(end, blockOf(wanted, this.#columnOf(map) + (isList(wanted) ? 0 : INDENT)));
      }
    } else if (isList(wanted)) {
      if (!isSeq(value)) throw new Refused(value, "a list");
      this.#add(value, wanted);
    } else if (typeof wanted === "object") {
      this.#fillMap(value, wanted);
    }
  }

  /** At the end of a mapping or list that has something in it. */
  #add(node: YAMLMap | YAMLSeq, content: YamlTree | readonly string[]): void {
    if (node.flow !== true) {
      this.#insertLines(node.range![1], blockOf(content, this.#columnOf(node)));
      return;
    }
    const last = node.items.at(-1);
    const [, end] = rangeOf(isPair(last) ? (last.value ?? last.key) : last)!;
    this.#edit(end, end, `, ${flowOf(content).slice(1, -1).trim()}`);
  }

  /** Whole lines, below the one that holds the unit before the offset. */
  #insertLines(offset: number, block: string): void {
    const end = this.#text.indexOf("\n", Math.max(0, offset - 1));
    const isOpen = end < 0 && this.#text !== "" && !this.#text.endsWith("\n");
    const place = end < 0 ? this.#text.length : end + 1;
    this.#edit(place, place, (isOpen ? "\n" : "") + block);
  }

  #columnOf({ range }: YAMLMap | YAMLSeq): number {
    return range![0] - (this.#text.lastIndexOf("\n", range![0] - 1) + 1);
  }

  #edit(start: number, end: number, text: string): void {
    this.edits.push({ span: { start, end }, text: text.replaceAll("\n", this.#lineEnd) });
  }
}

const INDENT = 2;

/** In version 1.1, which PyYAML reads, `yes` has to stand in quotes to be a text. */
const STYLE = { version: "1.1", indent: INDENT, indentSeq: false, lineWidth: 0, singleQuote: true } as const;

/** As PyYAML writes it: two columns for a mapping in a mapping, none for a list. */
function blockOf(content: Content, column: number): string {
  return stringify(content, STYLE).replaceAll(/^(?=.)/gm, " ".repeat(column));
}

function flowOf(content: Content): string {
  return stringify(content, { ...STYLE, collectionStyle: "flow" }).trimEnd();
}

function isList(content: Content): content is readonly string[] {
  return Array.isArray(content);
}

function isEmpty(node: unknown): boolean {
  if (node === null) return true;
  if (isScalar(node)) return node.value === null;
  return (isMap(node) || isSeq(node)) && node.items.length === 0;
}

/** Offsets of its start, of the end of its value, and of the end of what belongs to it. */
function rangeOf(node: unknown): readonly [number, number, number] | null {
  return (isNode(node) ? node.range : null) ?? null;
}
