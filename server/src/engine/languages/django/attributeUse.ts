/** Where a field is used in Python, and what the code around says about whose field it is. Nothing is run. */
import { innermostAt, type SyntaxNode, syntaxTreeOf } from "../python/syntaxTree.ts";
import type { UseReceiver } from "../../schema/useReceiver.ts";
import type { AttributeUse, Receiver } from "../language.ts";
import { readModule } from "../python/module.ts";
import type { ClassRoles } from "./uses/classRoles.ts";
import { Scopes } from "./uses/scopes.ts";
import { ValueReader } from "./uses/values.ts";

/** The attribute whose name stands at `offset` where it is used, not declared; null when there is none. */
export function attributeAt(text: string, offset: number): AttributeUse | null {
  const tree = syntaxTreeOf(text);
  const nameNode = propertyAt(tree, offset);
  const object = nameNode?.parent?.firstChild;
  if (!nameNode || !object) return null;
  const receiver = receiverOf(text, tree, object);
  if (!receiver) return null;
  const nameSpan = { start: nameNode.from, end: nameNode.to };
  return { name: text.slice(nameNode.from, nameNode.to), nameSpan, receiver };
}

/** Null also within strings and comments, which are no attributes. */
function propertyAt(tree: SyntaxNode, offset: number): SyntaxNode | null {
  const found = (["behind", "before"] as const).map((side) => innermostAt(tree, offset, side));
  return found.find(({ name }) => name === "PropertyName") ?? null;
}

/** Null for a module and a query, whose attributes are nobody's fields. */
function receiverOf(text: string, tree: SyntaxNode, object: SyntaxNode): Receiver | null {
  const values = new ValueReader(new Scopes(text, tree), readModule(text).bindings);
  if (values.isModule(object)) return null;
  const value = values.read(object);
  if (value?.form === "many") return null;
  const relation = value?.hops.at(-1);
  if (relation !== undefined) return { kind: "name", name: relation };
  const told = value ? rootOf(value.root, values.roles) : null;
  if (told) return told;
  const last = object.name === "MemberExpression" ? object.lastChild : object;
  if (last?.name !== "VariableName" && last?.name !== "PropertyName") return { kind: "unknown" };
  return { kind: "name", name: text.slice(last.from, last.to) };
}

function rootOf(root: UseReceiver, roles: ClassRoles): Receiver | null {
  const meant = root.kind === "about" ? roles.abouts().find(({ name }) => name === root.name)?.model : root;
  return meant?.kind === "class" ? { kind: "class", name: meant.name.slice(meant.name.lastIndexOf(".") + 1) } : null;
}
