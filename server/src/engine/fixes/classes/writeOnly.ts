import { appendItems } from "../../languages/python/appendItems.ts";
import { commaAfter } from "../../languages/python/dropItems.ts";
import type { DictionaryExpression, Expression } from "../../languages/python/expression.ts";
import { calleeOf, textOf } from "../../languages/python/literals.ts";
import type { PythonModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { indentationAt, isFirstOnLine, newlineOf } from "../../text/whitespace.ts";
import { lastPart } from "../../languages/django/fieldTypes.ts";
import { nameOf } from "../../languages/django/scope.ts";
import { classAt, listIn, nestedIn, type ShownClass, valueIn } from "../../languages/django/shownClass.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { ClassFixContext } from "../model.ts";
import { BY_HAND, classFixByEdit, PUT_TOGETHER } from "./classFixByEdit.ts";
import { ownFields } from "./framework.ts";
import { isEditable } from "./givenFields.ts";
import { reasonInCode } from "./namedInCode.ts";
import { notesOnUsers } from "./usedIn.ts";

/** https://www.django-rest-framework.org/api-guide/fields/#write_only: clients still set the field, and are given it no more. */
export const writeOnly = classFixByEdit({
  id: "write-only",
  label: "Fields",
  isMeant: isOfRest,
  isPreferred: ({ use: { use } }) => use.path.at(-1) !== "*",
  titleOf: ({ field, use }) => `Let \`${use.holder.name}\` take \`${field}\` and give it to nobody (\`write_only\`)`,
  editOf(context) {
    const edits = editsOf(context);
    return typeof edits === "string" ? edits : { edits, notes: () => notesOnUsers(context, context.field) };
  },
});

function isOfRest({ text, use }: ClassFixContext): boolean {
  const found =
    use.holder.role === "serializer" && use.use.by !== "Meta.depth" ? classAt(text, use.holder.start) : null;
  if (!found) return false;
  const own = ownFields(found, use.holder.role);
  // Where it is not known, the reason is told.
  return typeof own === "string" || own.framework === "rest" || own.framework === "linkedRest";
}

/** A sentence where it cannot be done. */
function editsOf(context: ClassFixContext): readonly TextEdit[] | string {
  const { text, use, field } = context;
  const found = classAt(text, use.holder.start);
  if (!found) return BY_HAND;
  const own = ownFields(found, use.holder.role);
  if (typeof own === "string") return own;
  const member = [...found.members].find(
    ([name, { kind, span }]) =>
      kind === "assignment" &&
      (use.use.by === "source" ? span.start <= use.use.span.start && use.use.span.end <= span.end : name === field),
  );
  const asked = reasonInCode(context, found, member?.[0] ?? field, "given");
  if (asked !== null) return asked;
  if (member?.[1].value) return inCall(found.module, readExpression(text, member[1].value));
  if (use.use.by === "source" || own.declared.includes(field)) return "A base declares the field: change it there.";
  const declared = fieldOf(context);
  if (!declared || declared.primaryKey || isEditable(declared) === false)
    return `\`${field}\` is set by nobody: take it out instead.`;
  if (isEditable(declared) === null)
    return `Whether clients may set \`${field}\` is not known: its class is no field of Django's.`;
  const meta = nestedIn(found, "Meta");
  return meta ? inOptions(found.module, meta, field) : BY_HAND;
}

function fieldOf({ graph, use, field }: ClassFixContext): Parameters<typeof isEditable>[0] | null {
  const model = graph.entityAt(use.model.path, use.model.entity);
  return (model && graph.fieldOf(model, field)?.field) ?? null;
}

const NOT_BOTH = "It is read only already, and no field can be both: take it out instead.";

/** Fields that are read only, or hidden, by themselves: https://www.django-rest-framework.org/api-guide/fields/ */
const READ_ONLY: ReadonlySet<string> = new Set([
  "ReadOnlyField",
  "SerializerMethodField",
  "HiddenField",
  "StringRelatedField",
  "HyperlinkedIdentityField",
]);

/** `api_key = serializers.CharField(write_only=True)` */
function inCall(module: PythonModule, call: Expression): readonly TextEdit[] | string {
  if (call.kind !== "call" || call.close === null || call.arguments.some(({ stars }) => stars !== "")) return BY_HAND;
  const { qualified } = nameOf(module, calleeOf(call));
  if (!/^rest_framework\.(?:serializers|fields|relations)\.\w+$/.test(qualified))
    return `Whether \`${calleeOf(call)}\` takes anything is not known: change it by hand.`;
  if (READ_ONLY.has(lastPart(qualified))) return NOT_BOTH;
  if (call.arguments.some(({ name }) => name === "read_only")) return NOT_BOTH;
  const written = call.arguments.find(({ name }) => name === "write_only");
  if (written) return [{ span: written.value.span, text: "True" }];
  const items = { open: call.open, close: call.close, items: call.arguments.map(({ span }) => span) };
  return appendItems(module, items, call.trailingComma, ["write_only=True"]);
}

/** `extra_kwargs = {"api_key": {"write_only": True}}` */
function inOptions(module: PythonModule, meta: ShownClass, field: string): readonly TextEdit[] | string {
  const inherits = meta.scope.bases.some(({ text }) => text !== "object");
  // What a base says of it would hold beside what is written here.
  if (inherits && !["read_only_fields", "extra_kwargs"].every((name) => meta.members.has(name))) return PUT_TOGETHER;
  const readOnly = meta.members.has("read_only_fields") ? listIn(meta, "read_only_fields") : [];
  if (!readOnly) return BY_HAND;
  if (readOnly.includes(field)) return NOT_BOTH;
  const quote = /["']/.exec(module.text.slice(meta.scope.statement.span.start, meta.scope.statement.end))?.[0] ?? '"';
  const setting = `{${quote}write_only${quote}: True}`;
  const entry = `${quote}${field}${quote}: ${setting}`;
  const extra = valueIn(meta, "extra_kwargs");
  if (!extra) {
    if (meta.members.has("extra_kwargs")) return BY_HAND;
    return behindLast(module, meta, `extra_kwargs = {${entry}}`);
  }
  if (extra.kind !== "dictionary" || extra.entries.some(({ key }) => textOf(key) === null)) return BY_HAND;
  const own = extra.entries.find(({ key }) => textOf(key) === field);
  if (!own) return inDictionary(module, extra, entry);
  if (own.value.kind !== "dictionary" || own.value.entries.some(({ key }) => textOf(key) === null)) return BY_HAND;
  if (own.value.entries.some(({ key }) => textOf(key) === "read_only")) return NOT_BOTH;
  const written = own.value.entries.find(({ key }) => textOf(key) === "write_only");
  if (written) return [{ span: written.value.span, text: "True" }];
  return inDictionary(module, own.value, `${quote}write_only${quote}: True`);
}

function inDictionary(
  module: PythonModule,
  { span, entries }: DictionaryExpression,
  entry: string,
): readonly TextEdit[] {
  const items = entries.map(({ key, value }) => ({ start: key.span.start, end: value.span.end }));
  const close = span.end - 1;
  const comments = module.layout.comments.map((comment) => comment.span);
  const last = items.at(-1);
  const comma = last ? commaAfter(module.text, last.end, close, comments) : null;
  return appendItems(module, { open: span.start, close, items }, comma, [entry]);
}

function behindLast({ text }: PythonModule, { scope }: ShownClass, statement: string): readonly TextEdit[] | string {
  const last = scope.statement.body.at(-1);
  const rest = last && /^[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(last.end));
  if (!last || !rest || !isFirstOnLine(text, last.span.start)) return BY_HAND;
  const end = last.end + rest[0].length;
  const indentation = indentationAt(text, last.span.start);
  return [{ span: { start: end, end }, text: `${newlineOf(text)}${indentation}${statement}` }];
}
