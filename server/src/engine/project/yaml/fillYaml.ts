import {
  type Document,
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
 * belongs; an alias is that, too, since what is added to it would be added elsewhere. The result is read again: what would
 * then say something else than is meant is refused as well.
 */
export function fillYaml(text: string, tree: YamlTree): string | YamlRefusal {
  const edits = yamlEdits(
    text,
    (filling, document) => {
      filling.fillDocument(document.contents, tree);
    },
    (before) => filledIn(before, tree),
  );
  return "because" in edits ? edits : applyEdits(text, edits);
}

/** What is to be added to a mapping or a list that is there. */
export interface YamlAddition {
  /** Keys of mappings and places in lists. */
  readonly path: readonly (string | number)[];
  readonly content: YamlTree | readonly string[];
}

/** The same in the midst of a file, as edits. What stands in several places by an alias is added to in all of them. */
export function addToYaml(text: string, additions: readonly YamlAddition[]): readonly TextEdit[] | YamlRefusal {
  if (additions.length === 0) return [];
  return yamlEdits(
    text,
    (filling, document) => {
      for (const { path, content } of additions) filling.fill(nodeAt(document, path), content);
    },
    (before) => additions.reduce(withAddition, before),
  );
}

function yamlEdits(
  text: string,
  fill: (filling: Filling, document: Document.Parsed) => void,
  meant: (before: unknown) => unknown,
): readonly TextEdit[] | YamlRefusal {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...READING, lineCounter: lines, keepSourceTokens: true });
  const [error] = document.errors;
  if (error) return { line: lines.linePos(error.pos[0]).line, because: error.message };
  const filling = new Filling(text);
  try {
    fill(filling, document);
    if (!readsAs(applyEdits(text, filling.edits), meant(contentOf(document)))) {
      const first = Math.min(...filling.edits.map(({ span }) => span.start));
      throw new Refused(first, "filled in from here on, it would say something else than is meant");
    }
    return filling.edits;
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return { line: lines.linePos(refusal.offset).line, because: refusal.message };
  }
}

function nodeAt(document: Document.Parsed, path: YamlAddition["path"]): unknown {
  let node: unknown = document.contents;
  for (const key of path) {
    const before = node;
    node = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (node === undefined) throw misplaced(before, "a mapping or a list");
  }
  return node;
}

/** Objects that an alias repeats are one object here, too. */
function withAddition(content: unknown, { path, content: added }: YamlAddition): unknown {
  let target = content;
  for (const key of path) target = (target as Record<string | number, unknown>)[key];
  if (Array.isArray(target) && isList(added)) target.push(...added);
  else Object.assign(target as object, filledIn(target, added));
  return content;
}

const READING = { prettyErrors: false, logLevel: "error" } as const;

class Refused extends Error {
  readonly offset: number;

  constructor(offset: number, because: string) {
    super(because);
    this.offset = offset;
  }
}

function misplaced(node: unknown, expected: string): Refused {
  return new Refused(rangeOf(node)?.[0] ?? 0, `something else stands where ${expected} belongs`);
}

function contentOf(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Of an alias without an anchor, or of too many.
    throw error instanceof ReferenceError ? new Refused(0, error.message) : error;
  }
}

function readsAs(text: string, meant: unknown): boolean {
  const document = parseDocument(text, READING);
  return document.errors.length === 0 && JSON.stringify(contentOf(document)) === JSON.stringify(meant);
}

/** What is to be read in the end. */
function filledIn(before: unknown, wanted: Content): unknown {
  if (before === undefined) return wanted;
  if (wanted === null || isNothing(wanted)) return before;
  if (before === null) return wanted;
  if (typeof before !== "object") return before;
  if (Object.keys(before).length === 0) return wanted;
  if (isList(wanted)) return [...(before as readonly unknown[]), ...wanted];
  if (typeof wanted !== "object") return before;
  const old = new Map<string, unknown>(Object.entries(before));
  const all = new Map(old);
  for (const [key, value] of Object.entries(wanted)) all.set(key, filledIn(old.get(key), value));
  return Object.fromEntries(all);
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
    this.#remove(start, end);
    this.#insertLines(this.#text.length, blockOf(tree, 0));
  }

  fill(node: unknown, content: YamlTree | readonly string[]): void {
    if (!isList(content)) {
      this.#fillMap(node, content);
      return;
    }
    if (!isSeq(node)) throw misplaced(node, "a list");
    this.#add(node, content);
  }

  #fillMap(node: unknown, tree: YamlTree): void {
    if (!isMap(node)) throw misplaced(node, "a mapping");
    const missing = new Map(Object.entries(tree));
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      const wanted = missing.get(key);
      missing.delete(key);
      if (wanted !== undefined && wanted !== null && !isNothing(wanted)) this.#fillPair(node, pair, wanted);
    }
    if (missing.size > 0) this.#add(node, Object.fromEntries(missing));
  }

  #fillPair(map: YAMLMap, pair: Pair, wanted: Exclude<Content, null>): void {
    const { value } = pair;
    if (isEmpty(value)) {
      this.#fillEmpty(map, pair, wanted);
    } else if (isList(wanted)) {
      if (!isSeq(value)) throw misplaced(value, "a list");
      this.#add(value, wanted);
    } else if (typeof wanted === "object") {
      this.#fillMap(value, wanted);
    }
  }

  #fillEmpty(map: YAMLMap, pair: Pair, wanted: Exclude<Content, null>): void {
    const colon = colonOf(pair);
    // Comments may stand behind the colon, before the place where the library sees an empty value.
    const [start, end] = isWritten(pair) ? rangeOf(pair.value)! : [colon, colon];
    if (map.flow === true || typeof wanted !== "object") {
      this.#remove(start, end);
      this.#edit(end, end, (start === colon ? " " : "") + flowOf(wanted));
    } else {
      const blanks = /[ \t]*$/.exec(this.#text.slice(colon, start))![0].length;
      this.#remove(start - blanks, end);
      this.#insertLines(end, blockOf(wanted, this.#columnOf(map) + (isList(wanted) ? 0 : INDENT)));
    }
  }

  /** Of an empty value. */
  #remove(start: number, end: number): void {
    if (this.#text.slice(start, end).includes("#")) throw new Refused(start, "a comment stands in empty brackets");
    if (start < end) this.#edit(start, end, "");
  }

  /** At the end of a mapping or list that has something in it. */
  #add(node: YAMLMap | YAMLSeq, content: YamlTree | readonly string[]): void {
    if (node.flow !== true) {
      this.#insertLines(endOf(node), blockOf(content, this.#columnOf(node)));
      return;
    }
    const end = endOf(node.items.at(-1));
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

function isNothing(content: Exclude<Content, null>): boolean {
  return typeof content === "object" && Object.keys(content).length === 0;
}

function isList(content: Content): content is readonly string[] {
  return Array.isArray(content);
}

/** Offset behind it. */
function colonOf({ key, srcToken }: Pair): number {
  const separators = srcToken?.sep ?? [];
  const colon = separators.find(({ type }) => type === "map-value-ind");
  if (!colon) throw new Refused(rangeOf(key)?.[0] ?? 0, "a key stands without a colon");
  const property = separators.find(({ type }) => type === "anchor" || type === "tag");
  if (property) throw new Refused(property.offset, "an anchor or a tag stands where a value belongs");
  return colon.offset + colon.source.length;
}

/** `null`, `~` or brackets, not nothing at all. */
function isWritten({ value }: Pair): boolean {
  const range = rangeOf(value);
  return range !== null && range[0] < range[1];
}

/** Where it ends; comments behind an empty value are none of it. */
function endOf(node: unknown): number {
  if (isPair(node)) return isEmpty(node.value) && !isWritten(node) ? endOfKey(node) : endOf(node.value);
  if ((isMap(node) || isSeq(node)) && node.flow !== true) return endOf(node.items.at(-1));
  return rangeOf(node)![1];
}

/** With its colon, anchor and tag. */
function endOfKey({ key, srcToken }: Pair): number {
  const last = srcToken?.sep?.findLast(({ type }) => !/^(space|newline|comment)$/.test(type));
  return last ? last.offset + last.source.length : rangeOf(key)![1];
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
