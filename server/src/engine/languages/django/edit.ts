/** Edits of one declaration in a file of Django models, found anew in the text that is to change. */
import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { FieldChange, FieldReference, LanguageEditor } from "../language.ts";
import { NO_OTHER_NAMES } from "../otherNames.ts";
import { appendItems } from "../python/appendItems.ts";
import { afterLineBreak, endOfLine, isLineBreak } from "../../text/characters.ts";
import { dropItems } from "../python/dropItems.ts";
import { addImportEdits, removeUnusedImportEdits } from "../python/editImports.ts";
import type { CallExpression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import type { Statement } from "../python/layout.ts";
import { calleeOf } from "../python/literals.ts";
import { type PythonModule, readModule } from "../python/module.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";
import { silencingEdit } from "./commentAt.ts";
import { dropRulesEdit } from "./dropRules.ts";
import { dropEntryEdits } from "./dropEntries.ts";
import type { FieldCall } from "./field.ts";
import { ImportedNames } from "./imported.ts";
import { modelsOf } from "./models.ts";
import { renameInUniquenessEdits } from "./renameInUniqueness.ts";
import { classesOf, nameOf, sourceOf } from "./scope.ts";
import { moduleOf } from "./shownClass.ts";

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

  addBehindField(text, target, statement) {
    const lines = linesOf(text, findDeclaration(readModule(text), target));
    if (!lines) return null;
    const isLast = !isLineBreak(text.charCodeAt(lines.end - 1));
    const line = `${indentationAt(text, lines.start)}${statement}`;
    const newline = newlineOf(text);
    return [{ span: at(lines.end), text: isLast ? `${newline}${line}` : `${line}${newline}` }];
  },

  removeField(text, target) {
    const module = readModule(text);
    const found = findDeclaration(module, target);
    const lines = linesOf(text, found);
    if (!found || !lines) return null;
    const { span } = found.fieldCall.call.callee;
    const imported = /^\w*/u.exec(text.slice(span.start, span.end))![0];
    return [...removeUnusedImportEdits(module, imported, found.statement.span), { span: lines, text: "" }];
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

  silence(text, offset, rule, comment) {
    return silencingEdit(text, offset, rule, onOneLine(comment));
  },

  dropRules: dropRulesEdit,

  dropEntries(text, entries, filled) {
    return dropEntryEdits(moduleOf(text), entries, filled);
  },

  renameInUniqueness(text, target, to) {
    return renameInUniquenessEdits(readModule(text), target, to);
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

/** The whole lines of a declaration, with a comment behind it; null where something else stands on them. */
function linesOf(text: string, declaration: Declaration | null): Span | null {
  if (!declaration) return null;
  const { start, end } = declaration.statement.span;
  const line = start - indentationAt(text, start).length;
  if (!startsLine(text, line)) return null;
  const rest = endOfLine(text, end);
  return /^[ \t]*(#.*)?$/.test(text.slice(end, rest))
    ? { start: line, end: Math.min(afterLineBreak(text, rest), text.length) }
    : null;
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

  const drops = (): readonly TextEdit[] =>
    dropItems(module, { open: call.open, close, items: call.arguments.map(({ span }) => span) }, (index) =>
      dropped.has(call.arguments[index]!),
    );

  // What is to be appended takes the place of a last argument that goes, so that no comma has to move.
  const last = call.arguments.at(-1);
  if (last && dropped.has(last) && appended.length > 0) {
    dropped.delete(last);
    return [...replaced, ...drops(), { span: last.span, text: appended.join(", ") }];
  }
  const items = { open: call.open, close, items: call.arguments.map(({ span }) => span) };
  return [...replaced, ...drops(), ...appendItems(module, items, call.trailingComma, appended)];
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || isLineBreak(text.charCodeAt(offset - 1));
}

/** What a person typed must not become code. */
function onOneLine(comment: string): string {
  return comment.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ").trim();
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
