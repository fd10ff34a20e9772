import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { handedTo } from "../uses/calls.ts";
import { decoratorsOf, type Parameter } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";

/** The function of the file that a call means: its own, or a method of the same class. */
export function functionCalled(callee: SyntaxNode, values: ValueReader): SyntaxNode | null {
  const { scopes, roles } = values;
  if (callee.name === "VariableName") {
    const bound = scopes.find(scopes.source(callee), callee);
    return bound?.kind === "function" ? bound.node : null;
  }
  const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
  // `super().save()` is that of another class.
  if (object?.name === "CallExpression" && values.lastName(object.firstChild!) === "super") return null;
  const value = object && values.read(object);
  if (value?.root.kind !== "class" || value.hops.length > 0 || value.form === "many") return null;
  const holder = roles.classCalled(value.root.name);
  const member = holder && scopes.member(holder, values.lastName(callee));
  return member?.kind === "function" ? member.node : null;
}

/** The name in full of a function, or of a method of a class, that another module may declare. */
export function calledElsewhere(callee: SyntaxNode, values: ValueReader): string | null {
  const { scopes } = values;
  if (CLASS_NAME.test(values.lastName(callee))) return null;
  const value = values.receiverOf(callee);
  // `Customer.objects.create` is of Django.
  if (value?.form === "many") return null;
  const written = scopes.source(callee);
  if (/^\w+(?:\.\w+)*$/.test(written)) {
    const [first] = written.split(".", 1);
    const name = values.qualified(written);
    // `import shop.util` binds its first part to itself.
    const isImported = name !== written || (/\..*\./.test(written) && values.isImported(first!));
    if (isImported && !scopes.find(first!, callee)) return name;
  }
  if (value?.root.kind !== "class" || value.hops.length > 0 || !value.root.name.includes(".")) return null;
  return `${value.root.name}.${values.lastName(callee)}`;
}

/** What is called so is a class (PEP 8), which makes an object. */
const CLASS_NAME = /^_*[A-Z]\w*[a-z]/;

/** What a call gives for a parameter of the function that it means. */
export function valueFor(
  { name, place, owner }: { readonly name: string; readonly place: number; readonly owner: SyntaxNode },
  call: SyntaxNode,
  values: ValueReader,
): SyntaxNode | null {
  const given = handedTo(values.scopes, call);
  const positional = given.filter(({ keyword }) => keyword === null);
  const shift = takesObject(owner, values) && isOfClass(call, values) ? 1 : 0;
  return (given.find(({ keyword }) => keyword === name) ?? positional[place + shift])?.value ?? null;
}

/** `Gateway.charge(gateway, amount)`: what is called of the class is handed the object like any other argument. */
export function isOfClass(call: SyntaxNode, values: ValueReader): boolean {
  return values.receiverOf(call.firstChild!)?.form === "class";
}

/** Whether a function is a method to whose calls Python adds the object. */
export function takesObject(owner: SyntaxNode, { scopes }: ValueReader): boolean {
  const isMethod = scopes.at(owner)?.parent?.node.name === "ClassDefinition";
  return (
    isMethod && !decoratorsOf(owner).some((decorator) => /\b(?:static|class)method\b/.test(scopes.source(decorator)))
  );
}

/** The place of a parameter among the arguments of a call, where Python hands over `self` and `cls` by itself. */
export function argumentPlace({ owner, index }: Parameter, { scopes }: ValueReader): number {
  const isMethod = scopes.at(owner)?.parent?.node.name === "ClassDefinition";
  const isStatic = decoratorsOf(owner).some((decorator) => scopes.source(decorator).includes("staticmethod"));
  return isMethod && !isStatic ? index - 1 : index;
}
