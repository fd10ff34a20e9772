/**
 * Edits of a module's imports. New ones are merged into what is there, in the order that isort and ruff keep with their
 * default settings: sections separated by an empty line; in each, `import x` before `from x import y`; by module, then
 * by name with constants before classes before functions. A file that is in another order gets them at the end of the
 * section.
 */
import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { Import } from "../language.ts";
import { afterLineBreak, endOfLine, isLineBreak } from "../../text/characters.ts";
import type { ImportedName, ImportStatement } from "./imports.ts";
import type { Statement } from "./layout.ts";
import type { PythonModule } from "./module.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";

/** The longest line before names are put on lines of their own: that of Black, and of isort's profile for it. */
const LONGEST_LINE = 88;

/**
 * Null when the file already uses one of the names for something else. `import *` may bring any name: what is imported goes below it, and
 * not at all where the file has the name already, or where that is no place for it.
 */
export function addImportEdits(module: PythonModule, imports: readonly Import[]): readonly TextEdit[] | null {
  const star = lastStar(module);
  const end = star?.span.end ?? 0;
  const missing = imports.filter((item) => !isImported(module, item, end));
  if (missing.some((item) => isTaken(module, item))) return null;
  if (star && missing.length > 0) {
    if (!topImports(module).includes(star)) return null;
    if (missing.some(({ name }) => mentions(module.text, name).length > 0)) return null;
  }
  return [...new Set(missing.map((item) => item.module))].flatMap((name) => {
    const items = missing.filter((item) => item.module === name);
    const names = items.map((item) => item.name).toSorted(byName);
    const target = topImports(module).find((item) => item.span.start >= end && canTake(item, name));
    if (target) return merge(module, target, names);
    const placed = place(module, items[0]!, names);
    const isAbove = star && (placed.span.start < end || sortsAbove(name, star.module));
    return [isAbove ? behind(module, star, placed.text.trim()) : placed];
  });
}

/** The last one that may bring a name that is not known, but for those behind all classes, whose names come too late. */
function lastStar({ imports, layout }: PythonModule): ImportStatement | null {
  const end = layout.statements.findLast(({ kind }) => kind === "class")?.end ?? Infinity;
  const stars = imports.filter(
    ({ place: where, names, module: from, span }) =>
      where !== "local" &&
      names.at(-1)?.name === "*" &&
      span.start < end &&
      !STANDARD_MODULES.has(firstPart(from)) &&
      firstPart(from) !== "django",
  );
  return stars.at(-1) ?? null;
}

/** In one section. */
function sortsAbove(module: string, other: string): boolean {
  return module.startsWith(".") === other.startsWith(".") && compare(moduleKey(module), moduleKey(other)) < 0;
}

/** Where sorting would put it above the star import, it says that it is to stay. */
function behind({ text }: PythonModule, star: ImportStatement, statement: string): TextEdit {
  return { span: at(endOfLine(text, star.span.end)), text: `${newlineOf(text)}${statement}  # isort: skip` };
}

/** `import module` for a module of the standard library, ahead of the offset of its use. Null when its name stands for something else. */
export function addModuleImportEdits(module: PythonModule, name: string, use: number): readonly TextEdit[] | null {
  const bound = module.bindings.get(name);
  const isInTime = ({ span }: ImportStatement): boolean => span.end <= use;
  if (
    topImports(module)
      .filter(isInTime)
      .some(
        (item) =>
          item.kind === "import" && item.names.some((imported) => imported.name === name && imported.alias === null),
      )
  )
    return [];
  if (bound !== undefined && bound !== name) return null;
  const { text } = module;
  const newline = newlineOf(text);
  const statement = `import ${name}`;
  const groups = groupsOf(module).filter((group) => group.every(isInTime));
  const first = groups.find((group) => rankOf(group) !== RANK.future);
  if (!first) {
    const future = groups[0]?.at(-1);
    if (!future) return [placeInEmpty(module, statement, use)];
    return [{ span: at(endOfLine(text, future.span.end)), text: newline + newline + statement }];
  }
  const isStandard = first.some((item) => modulesOf(item).some((other) => STANDARD_MODULES.has(firstPart(other))));
  if (!isStandard) return [{ span: at(first[0]!.span.start), text: statement + newline + newline }];
  const next = first.find((item) => item.kind === "from" || modulesOf(item)[0]! > name);
  const last = first.at(-1)!;
  return [
    next
      ? { span: at(next.span.start), text: statement + newline }
      : { span: at(endOfLine(text, last.span.end)), text: newline + statement },
  ];
}

/** Those that stand at the head of settings files; enough to tell the section of the standard library. */
const STANDARD_MODULES = new Set(
  "ast base64 collections configparser contextlib copy datetime email enum functools importlib ipaddress itertools json locale logging mimetypes os pathlib platform random re secrets shutil socket ssl string subprocess sys tempfile time typing urllib uuid warnings".split(
    " ",
  ),
);

/** Takes out a name that nothing else in the file mentions, `except` for the places given. */
export function removeUnusedImportEdits(module: PythonModule, name: string, except: Span): readonly TextEdit[] {
  const statement = module.imports.find(
    (item) => item.place === "module" && item.names.some((imported) => (imported.alias ?? imported.name) === name),
  );
  const imported = statement?.names.find((item) => (item.alias ?? item.name) === name);
  if (!statement || !imported) return [];
  if (mentions(module.text, name).some((at) => !isWithin(at, except) && !isWithin(at, imported.span))) return [];
  const edit =
    statement.names.length === 1 ? removeStatement(module, statement) : removeName(module, statement, imported);
  return edit ? [edit] : [];
}

function qualifiedName({ module, name }: Import): string {
  return module.endsWith(".") ? module + name : `${module}.${name}`;
}

function isImported(module: PythonModule, { module: from, name }: Import, behindOffset: number): boolean {
  return topImports(module).some(
    (item) =>
      item.span.start >= behindOffset &&
      item.kind === "from" &&
      item.module === from &&
      item.names.some((imported) => imported.name === name && imported.alias === null),
  );
}

/** Bound to something else by an import, or at the top of the file by an assignment, a class or a function. */
function isTaken(module: PythonModule, item: Import): boolean {
  const bound = module.bindings.get(item.name);
  if (bound !== undefined && bound !== qualifiedName(item)) return true;
  return module.layout.statements.some(
    ({ name }) => name !== null && module.text.slice(name.start, name.end) === item.name,
  );
}

/** The imports at the head of the file; those after its first class or function come too late for either. */
function topImports(module: PythonModule): readonly ImportStatement[] {
  const first = module.layout.statements.find((item) => item.kind === "class" || item.kind === "function");
  const end = first ? (first.decorators[0]?.span.start ?? first.span.start) : module.text.length;
  return module.imports.filter((item) => item.place === "module" && item.span.start < end);
}

function canTake(statement: ImportStatement, module: string): boolean {
  const last = statement.names.at(-1);
  return statement.kind === "from" && statement.module === module && last !== undefined && last.name !== "*";
}

function merge(module: PythonModule, statement: ImportStatement, names: readonly string[]): readonly TextEdit[] {
  const onLines =
    statement.open !== null && hasLineBreak(module, { start: statement.open, end: statement.names[0]!.span.start });
  if (onLines) return names.map((name) => mergeOnLine(module, statement, name));
  const edits = names.map((name) => mergeInLine(statement, name));
  const length =
    module.text.slice(...ends(statement.span)).length + names.reduce((sum, name) => sum + name.length + 2, 0);
  if (length <= LONGEST_LINE || hasLineBreak(module, statement.span)) return edits;
  const all = [...statement.names.map((item) => module.text.slice(...ends(item.span))), ...names];
  return [{ span: statement.span, text: onOwnLines(module, statement.module, all.toSorted(byName)) }];
}

function mergeInLine({ names }: ImportStatement, name: string): TextEdit {
  const next = successorOf(names, name);
  if (next) return { span: at(next.span.start), text: `${name}, ` };
  return { span: at(names.at(-1)!.span.end), text: `, ${name}` };
}

function mergeOnLine(module: PythonModule, { names, trailingComma }: ImportStatement, name: string): TextEdit {
  const newline = newlineOf(module.text);
  const next = successorOf(names, name);
  if (next)
    return { span: at(next.span.start), text: `${name},${newline}${indentationAt(module.text, next.span.start)}` };
  const last = names.at(-1)!.span;
  const indentation = indentationAt(module.text, last.start);
  if (!trailingComma) return { span: at(last.end), text: `,${newline}${indentation}${name}` };
  // Behind the comma and its comment.
  return { span: at(endOfLine(module.text, last.end)), text: `${newline}${indentation}${name},` };
}

/** The name before which a new one belongs; null at the end, and where the names are in no order. */
function successorOf(names: readonly ImportedName[], name: string): ImportedName | null {
  const sorted = names.every((item, index) => index === 0 || byName(names[index - 1]!.name, item.name) <= 0);
  return sorted ? (names.find((item) => byName(name, item.name) < 0) ?? null) : null;
}

function place(module: PythonModule, item: Import, names: readonly string[]): TextEdit {
  const { text } = module;
  const newline = newlineOf(text);
  const line = `from ${item.module} import ${names.join(", ")}`;
  const statement = line.length > LONGEST_LINE ? onOwnLines(module, item.module, names) : line;
  const groups = groupsOf(module);
  const group = groupFor(groups, item);
  if (group) {
    const next = nextIn(group, item.module);
    const previous = next ? group[group.indexOf(next) - 1] : group.at(-1);
    if (!previous) return { span: at(next!.span.start), text: statement + newline };
    return { span: at(endOfLine(text, previous.span.end)), text: newline + statement };
  }
  const before = groups.findLast((other) => rankOf(other) <= rankOfImport(item))?.at(-1);
  if (before) return { span: at(endOfLine(text, before.span.end)), text: newline + newline + statement };
  const after = groups[0]?.[0];
  if (after) return { span: at(after.span.start), text: statement + newline + newline };
  return placeInEmpty(module, statement);
}

/** A file without imports gets its first one below its head: shebang, licence, docstring. */
function placeInEmpty({ text, layout }: PythonModule, statement: string, use = text.length): TextEdit {
  const newline = newlineOf(text);
  const first = layout.statements[0];
  if (first && isText(text, first))
    return { span: at(endOfLine(text, first.span.end)), text: newline + newline + statement };
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  while (text[offset] === "#" && offset < use) {
    const end = endOfLine(text, offset);
    offset = end < text.length ? afterLineBreak(text, end) : end;
  }
  return { span: at(offset), text: statement + newline + newline };
}

type Group = readonly ImportStatement[];

/** Imports that follow each other without an empty line or another statement between them. */
function groupsOf(module: PythonModule): readonly Group[] {
  const groups: ImportStatement[][] = [];
  const statements = module.layout.statements;
  let previous: ImportStatement | null = null;
  for (const item of topImports(module)) {
    const index = statements.findIndex((other) => other.span.start === item.span.start);
    const follows =
      previous !== null &&
      statements[index - 1]?.span.start === previous.span.start &&
      !/\n[ \t\r]*\n|\r[ \t]*\r/.test(module.text.slice(previous.span.end, item.span.start));
    if (follows) groups.at(-1)!.push(item);
    else groups.push([item]);
    previous = item;
  }
  return groups;
}

/** The group that the new import belongs to; null when it is to have one of its own. */
function groupFor(groups: readonly Group[], item: Import): Group | null {
  const rank = rankOfImport(item);
  if (rank === RANK.relative) return groups.findLast((group) => rankOf(group) === RANK.relative) ?? null;
  const absolute = groups.filter((group) => rankOf(group) === RANK.package);
  const top = firstPart(item.module);
  const sameTop = absolute.findLast((group) =>
    group.some((other) => modulesOf(other).some((name) => firstPart(name) === top)),
  );
  if (sameTop) return sameTop;
  const withDjango = absolute.findIndex((group) =>
    group.some((other) => modulesOf(other).some((name) => firstPart(name) === "django")),
  );
  if (withDjango < 0) return null;
  return (item.origin === "package" ? absolute[withDjango] : absolute[withDjango + 1]) ?? null;
}

const RANK = { future: 0, package: 1, relative: 3 } as const;
const PROJECT_RANK = 2;

function rankOf(group: Group): number {
  const modules = group.flatMap(modulesOf);
  if (modules.every((name) => name === "__future__")) return RANK.future;
  return modules.every((name) => name.startsWith(".")) ? RANK.relative : RANK.package;
}

function rankOfImport({ module, origin }: Import): number {
  if (module.startsWith(".")) return RANK.relative;
  return origin === "package" ? RANK.package : PROJECT_RANK;
}

function modulesOf(statement: ImportStatement): readonly string[] {
  return statement.kind === "from" ? [statement.module] : statement.names.map(({ name }) => name);
}

function nextIn(group: Group, module: string): ImportStatement | null {
  const isBefore = (a: ImportStatement, b: ImportStatement): boolean =>
    a.kind === b.kind
      ? compare(moduleKey(modulesOf(a)[0] ?? ""), moduleKey(modulesOf(b)[0] ?? "")) <= 0
      : a.kind === "import";
  const sorted = group.every((item, index) => index === 0 || isBefore(group[index - 1]!, item));
  if (!sorted) return null;
  return group.find((item) => item.kind === "from" && compare(moduleKey(module), moduleKey(item.module)) < 0) ?? null;
}

/** Relative ones from the farthest package to the nearest. */
function moduleKey(module: string): string {
  const dots = /^\.*/.exec(module)![0];
  return dots === "" ? module.toLowerCase() : `${dots}_${module.slice(dots.length).toLowerCase()}`;
}

function byName(a: string, b: string): number {
  return compare(nameKey(a), nameKey(b));
}

function nameKey(name: string): string {
  const kind = name.length > 1 && name === name.toUpperCase() ? "A" : /^[A-Z]/.test(name) ? "B" : "C";
  return kind + name.toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function onOwnLines({ text }: PythonModule, module: string, names: readonly string[]): string {
  const newline = newlineOf(text);
  return `from ${module} import (${newline}${names.map((name) => `    ${name},${newline}`).join("")})`;
}

/** Null when a comment would go with it, or something else shares the line. */
function removeStatement({ text, layout }: PythonModule, { span }: ImportStatement): TextEdit | null {
  if (layout.comments.some((comment) => isWithin(comment.span.start, span))) return null;
  const end = endOfLine(text, span.end);
  if (text.slice(span.end, end).trim() !== "" || !startsLine(text, span.start)) return null;
  return { span: { start: span.start, end: end < text.length ? afterLineBreak(text, end) : end }, text: "" };
}

/** With its comma, and with its line when it has one to itself. Null when a comment stands by it. */
function removeName(module: PythonModule, { names, span }: ImportStatement, name: ImportedName): TextEdit | null {
  const { text, layout } = module;
  const index = names.indexOf(name);
  const next = names[index + 1];
  const previous = names[index - 1];
  const removed = next
    ? { start: name.span.start, end: next.span.start }
    : { start: previous!.span.end, end: name.span.end };
  const line = { start: removed.start, end: Math.min(endOfLine(text, removed.end), span.end) };
  if (layout.comments.some((comment) => isWithin(comment.span.start, line))) return null;
  return { span: removed, text: "" };
}

/** Where the word stands on its own, not behind a dot: in code, texts and comments alike: to leave an import costs less than to take a used one. */
function mentions(text: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let offset = text.indexOf(name); offset >= 0; offset = text.indexOf(name, offset + name.length)) {
    const isWord =
      !/[\p{L}\p{N}_.]/u.test(text[offset - 1] ?? " ") && !/[\p{L}\p{N}_]/u.test(text[offset + name.length] ?? " ");
    if (isWord) found.push(offset);
  }
  return found;
}

function isText(text: string, { kind, span }: Statement): boolean {
  return kind === "other" && /^[rRuU]?["']/.test(text.slice(span.start, span.start + 2));
}

function hasLineBreak({ text }: PythonModule, { start, end }: Span): boolean {
  for (let offset = start; offset < end; offset++) if (isLineBreak(text.charCodeAt(offset))) return true;
  return false;
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || isLineBreak(text.charCodeAt(offset - 1)) || text[offset - 1] === "\uFEFF";
}

function firstPart(dotted: string): string {
  return dotted.split(".", 1)[0]!;
}

function isWithin(offset: number, { start, end }: Span): boolean {
  return start <= offset && offset < end;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}

function ends({ start, end }: Span): [number, number] {
  return [start, end];
}
