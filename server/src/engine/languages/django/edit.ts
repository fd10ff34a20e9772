/** Edits of one declaration in a file of Django models, found anew in the text that is to change. */
import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { FieldChange, FieldReference, LanguageEditor } from "../language.ts";
import { NO_OTHER_NAMES } from "../otherNames.ts";
import { endOfLine, isLineBreak } from "../python/characters.ts";
import { addImportEdits, removeUnusedImportEdits } from "../python/editImports.ts";
import type { CallArgument, CallExpression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import type { Statement } from "../python/layout.ts";
import { calleeOf } from "../python/literals.ts";
import { type PythonModule, readModule } from "../python/module.ts";
import { indentationAt, newlineOf } from "../python/whitespace.ts";
import type { FieldCall } from "./field.ts";
import { ImportedNames } from "./imported.ts";
import { modelsOf } from "./models.ts";
import { classesOf, nameOf, sourceOf } from "./scope.ts";

export const djangoEditor: LanguageEditor = {
  changeField(text, target, change) {
    const module = readModule(text);
    const found = findDeclaration(module, target);
    if (!found) return null;
    const { call } = found.fieldCall;
    const { close } = call;
    if (close === null) return null;
    return [
      ...calleeEdits(module, call, change),
      ...wrapperEdits(call, change),
      ...argumentEdits(module, call, close, change),
    ];
  },

  addComment(text, target, comment) {
    const found = findDeclaration(readModule(text), target);
    if (!found) return null;
    const { start } = found.statement.span;
    const indentation = indentationAt(text, start);
    const line = start - indentation.length;
    // Something else stands before it on its line.
    if (line > 0 && !isLineBreak(text.charCodeAt(line - 1))) return null;
    return [{ span: at(line), text: `${indentation}# ${onOneLine(comment)}${newlineOf(text)}` }];
  },

  addImports(text, imports) {
    return addImportEdits(readModule(text), imports);
  },
};

interface Declaration {
  readonly statement: Statement;
  readonly fieldCall: FieldCall;
}

/** Null when it is gone, or declared more than once so that nobody can tell which one is meant. */
function findDeclaration(module: PythonModule, target: FieldReference): Declaration | null {
  const found = modelsOf(classesOf(module), new ImportedNames("", [module], NO_OTHER_NAMES))
    .filter(({ scope }) => scope.name === target.entity)
    .flatMap(({ fields }) => fields)
    .filter(({ statement: { name } }) => name && module.text.slice(name.start, name.end) === target.field);
  if (found.length === 0) return findCall(module, target);
  return found.length === 1 ? found[0]! : null;
}

/** Of a model or a field that other files make one: then whoever names it knows that it is a field. */
function findCall(module: PythonModule, target: FieldReference): Declaration | null {
  const found = classesOf(module)
    .filter(({ name }) => name === target.entity)
    .flatMap(({ members }) => members)
    .filter(({ kind, name }) => kind === "assignment" && name && sourceOf(module, name) === target.field);
  const call = found.length === 1 && found[0]!.value ? readExpression(module.text, found[0]!.value) : null;
  if (call?.kind !== "call") return null;
  const callee = nameOf(module, calleeOf(call));
  return { statement: found[0]!, fieldCall: { name: target.field, call, callee, wrappers: [], maker: null } };
}

function calleeEdits(module: PythonModule, call: CallExpression, { callee }: FieldChange): readonly TextEdit[] {
  if (callee === undefined) return [];
  const { span } = call.callee;
  const imported = /^\w*/u.exec(module.text.slice(span.start, span.end))![0];
  return [{ span, text: callee }, ...removeUnusedImportEdits(module, imported, span)];
}

function wrapperEdits({ span }: CallExpression, { wrapper }: FieldChange): readonly TextEdit[] {
  if (wrapper === undefined) return [];
  return [
    { span: at(span.start), text: `${wrapper}(` },
    { span: at(span.end), text: ")" },
  ];
}

function argumentEdits(
  module: PythonModule,
  call: CallExpression,
  close: number,
  change: FieldChange,
): readonly TextEdit[] {
  const dropped = new Set(call.arguments.filter(({ name }) => name !== null && change.dropKeywords?.includes(name)));
  const set = Object.entries(change.setKeywords ?? {});
  const written = new Map(call.arguments.flatMap((item) => (item.name === null ? [] : [[item.name, item]])));
  const replaced = set.flatMap(([name, value]) => {
    const item = written.get(name);
    return item && !dropped.has(item) ? [{ span: item.value.span, text: value }] : [];
  });
  const appended = set.filter(([name]) => !written.has(name)).map(([name, value]) => `${name}=${value}`);

  // What is to be appended takes the place of a last argument that goes, so that no comma has to move.
  const last = call.arguments.at(-1);
  if (last && dropped.has(last) && appended.length > 0) {
    dropped.delete(last);
    return [...replaced, ...dropEdits(module, call, close, dropped), { span: last.span, text: appended.join(", ") }];
  }
  return [...replaced, ...dropEdits(module, call, close, dropped), ...appendEdits(module, call, close, appended)];
}

/** An argument or a comment within the parentheses. */
interface Item {
  readonly span: Span;
  readonly dropped: boolean;
}

/** Each run of arguments goes with its commas and the space up to what comes next. Comments stay. */
function dropEdits(
  { text, layout }: PythonModule,
  { open, arguments: args }: CallExpression,
  close: number,
  dropped: ReadonlySet<CallArgument>,
): readonly TextEdit[] {
  const comments = layout.comments
    .map(({ span }) => span)
    .filter((span) => open < span.start && span.end <= close && !args.some((item) => isWithin(span, item.span)));
  const items: readonly Item[] = [
    ...args.map((item) => ({ span: item.span, dropped: dropped.has(item) })),
    ...comments.map((span) => ({ span, dropped: false })),
  ].sort((a, b) => a.span.start - b.span.start);

  const gone: Span[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!items[first]!.dropped) continue;
    let last = first;
    while (items[last + 1]?.dropped) last++;
    const { start } = items[first]!.span;
    const { end } = items[last]!.span;
    const previous = items[first - 1]?.span;
    const next = items[last + 1]?.span;
    const comma = commaAfter(text, end, close, comments);
    if (next) {
      gone.push({ start, end: next.start });
      // It may stand behind a comment.
      if (comma !== null) gone.push({ start: comma, end: comma + 1 });
    } else if (previous && comments.includes(previous)) {
      // The comma before the comment now ends the list. The parenthesis must not come to stand in the comment.
      const behind = comma === null ? end : comma + 1;
      const closesOnItsOwnLine = !isSameLine(text, behind, close);
      gone.push({ start: closesOnItsOwnLine ? previous.end : start, end: behind });
    } else if (previous) {
      gone.push({ start: previous.end, end });
    } else {
      gone.push({ start: open + 1, end: close });
    }
    first = last;
  }
  return merged(gone).map((span) => ({ span, text: "" }));
}

/** The comma that ends the argument before `from`; null when it is the last one without a comma. */
function commaAfter(text: string, from: number, close: number, comments: readonly Span[]): number | null {
  for (let offset = from; offset < close; offset++) {
    const comment = comments.find(({ start }) => start === offset);
    if (comment) offset = comment.end - 1;
    else if (text[offset] === ",") return offset;
  }
  return null;
}

/** In order, those that touch or overlap as one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const before = result.at(-1);
    if (before && span.start <= before.end) result.splice(-1, 1, { ...before, end: Math.max(before.end, span.end) });
    else result.push(span);
  }
  return result;
}

function appendEdits(
  { text, layout }: PythonModule,
  { open, arguments: args, trailingComma }: CallExpression,
  close: number,
  appended: readonly string[],
): readonly TextEdit[] {
  if (appended.length === 0) return [];
  const last = args.at(-1);
  if (!last) return [{ span: at(open + 1), text: appended.join(", ") }];
  const indentation = indentationAt(text, last.span.start);
  const ownLine =
    text.slice(0, last.span.start).endsWith(indentation) && startsLine(text, last.span.start - indentation.length);
  if (!ownLine) {
    return trailingComma === null
      ? [{ span: at(last.span.end), text: `, ${appended.join(", ")}` }]
      : [{ span: at(trailingComma + 1), text: ` ${appended.join(", ")},` }];
  }
  const separator = `${newlineOf(text)}${indentation}`;
  const lines = appended.join(`,${separator}`);
  const end = trailingComma === null ? last.span.end : trailingComma + 1;
  // Behind a comment that belongs to the last argument.
  const comment = layout.comments.find(
    ({ span }) => span.start >= end && span.end <= close && isSameLine(text, end, span.start),
  );
  const place = comment ? comment.span.end : end;
  if (trailingComma !== null) return [{ span: at(place), text: `${separator}${lines},` }];
  return place === end
    ? [{ span: at(end), text: `,${separator}${lines}` }]
    : [
        { span: at(end), text: "," },
        { span: at(place), text: `${separator}${lines}` },
      ];
}

function isSameLine(text: string, from: number, to: number): boolean {
  return endOfLine(text, from) >= to;
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || isLineBreak(text.charCodeAt(offset - 1));
}

/** What a person typed must not become code. */
function onOneLine(comment: string): string {
  return comment.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ").trim();
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
