/** A class that shows fields of a model, as the text says it now: what a fix changes is found anew. */
import type { Expression } from "../python/expression.ts";
import type { Statement } from "../python/layout.ts";
import { textOf } from "../python/literals.ts";
import { rememberedOf, rememberedOfLast } from "../../text/remembered.ts";
import { type PythonModule, readModule } from "../python/module.ts";
import { readExpression } from "../python/readExpression.ts";
import { lastPart } from "./fieldTypes.ts";
import { type ClassScope, classesOf, sourceOf } from "./scope.ts";
import { addTo } from "../../text/addTo.ts";

export interface ShownClass {
  readonly module: PythonModule;
  readonly scope: ClassScope;
  /** Assignments and nested classes of its own body, by name; of several the last. */
  readonly members: ReadonlyMap<string, Statement>;
}

/** What is on offer at each of the classes of a file asks for the same few modules. */
export const moduleOf = rememberedOfLast(readModule);
export const classesIn = rememberedOf(classesOf);
const classesByStart = rememberedOf(
  (module: PythonModule) => new Map(classesIn(module).map((scope) => [scope.statement.span.start, scope])),
);
const classesByName = rememberedOf((module: PythonModule) => grouped(classesIn(module), ({ name }) => [name]));
const classesByBase = rememberedOf((module: PythonModule) =>
  grouped(classesIn(module), ({ bases }) => new Set(bases.map(({ text }) => lastPart(text)))),
);

/** The class whose word `class` stands there; null when it is gone. */
export function classAt(text: string, start: number): ShownClass | null {
  const module = moduleOf(text);
  const scope = classesByStart(module).get(start);
  return scope ? shown(module, scope) : null;
}

export function shown(module: PythonModule, scope: ClassScope): ShownClass {
  const named = scope.members.flatMap((member) =>
    member.name ? [[sourceOf(module, member.name), member] as const] : [],
  );
  return { module, scope, members: new Map(named) };
}

/** A nested class, such as its `Meta`. */
export function nestedIn({ module, members }: ShownClass, name: string): ShownClass | null {
  const statement = members.get(name);
  const scope = statement && classesByStart(module).get(statement.span.start);
  return scope ? shown(module, scope) : null;
}

/** What an option is set to; null where it is not, or not by a plain assignment. */
export function valueIn({ module, members }: ShownClass, option: string): Expression | null {
  const statement = members.get(option);
  return statement?.kind === "assignment" && statement.value ? readExpression(module.text, statement.value) : null;
}

/** The texts in the list that an option is set to; null unless it is a list of nothing but literals. */
export function listIn(found: ShownClass, option: string): readonly string[] | null {
  const value = valueIn(found, option);
  if (value?.kind !== "sequence") return null;
  const texts = value.items.map(textOf);
  return texts.every((text) => text !== null) ? texts : null;
}

/** All of a file that are called so. */
export function classesCalled(module: PythonModule, name: string): readonly ShownClass[] {
  return (classesByName(module).get(name) ?? []).map((scope) => shown(module, scope));
}

/** All of a file of which one base is called so, whatever stands before its last dot. */
export function heirsIn(module: PythonModule, base: string): readonly ClassScope[] {
  return classesByBase(module).get(base) ?? [];
}

function grouped(
  classes: readonly ClassScope[],
  keysOf: (scope: ClassScope) => Iterable<string>,
): ReadonlyMap<string, readonly ClassScope[]> {
  const groups = new Map<string, ClassScope[]>();
  for (const scope of classes) {
    for (const key of keysOf(scope)) {
      addTo(groups, key, scope);
    }
  }
  return groups;
}
