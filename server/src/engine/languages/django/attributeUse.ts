/** Where a field is used in Python, and what the code around says about whose field it is. Nothing is run. */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { AttributeUse, Receiver } from "../language.ts";
import { readModule } from "../python/module.ts";
import { InstanceReader } from "./instances.ts";

export function attributeAt(text: string, offset: number): AttributeUse | null {
  const nameNode = propertyAt(text, offset);
  const object = nameNode?.parent?.firstChild;
  if (!nameNode || !object) return null;
  const receiver = receiverOf(text, object);
  if (!receiver) return null;
  const nameSpan = { start: nameNode.from, end: nameNode.to };
  return { name: text.slice(nameNode.from, nameNode.to), nameSpan, receiver };
}

/** Null also within strings and comments, which are no attributes. */
function propertyAt(text: string, offset: number): SyntaxNode | null {
  const tree = parser.parse(text);
  const found = ([1, -1] as const).map((side) => tree.resolveInner(offset, side));
  return found.find(({ name }) => name === "PropertyName") ?? null;
}

/** Null for a module, whose attributes are nobody's fields. */
function receiverOf(text: string, object: SyntaxNode): Receiver | null {
  const reader = new InstanceReader(text, readModule(text).bindings);
  if (reader.isModule(object)) return null;
  const value = reader.read(object);
  if (value) return value.form === "many" ? null : { kind: "class", name: value.className };
  const last = object.name === "MemberExpression" ? object.lastChild : object;
  if (last?.name !== "VariableName" && last?.name !== "PropertyName") return { kind: "unknown" };
  return { kind: "name", name: text.slice(last.from, last.to) };
}
