import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { OutletKind } from "../../../schema/rawFlows.ts";
import type { Argument } from "../uses/calls.ts";
import entries from "./outlets.yml";

/** A call that hands values to others. */
export interface Outlet {
  readonly kind: OutletKind;
  /** Places from 0 and keywords of the arguments that are read there; null for all. */
  readonly shown: ReadonlySet<string> | null;
}

/** By the last name of what is called, then by all that is known of it. */
const OUTLETS = new Map<string, Map<string, Outlet[]>>();
for (const { sink, calls, shown } of entries) {
  const outlet: Outlet = { kind: sink, shown: shown === undefined ? null : new Set(shown.split(" ")) };
  for (const call of calls.split(" ")) {
    const last = call.split(".").at(-1)!;
    const named = OUTLETS.get(last) ?? new Map<string, Outlet[]>();
    OUTLETS.set(last, named.set(call, [...(named.get(call) ?? []), outlet]));
  }
}

/** `qualified`: the full name of what is called, which is asked for only where its last name is one of these. */
export function outletsOf(last: string, isMethod: boolean, qualified: () => string): readonly Outlet[] {
  const named = OUTLETS.get(last);
  if (!named) return NONE;
  const parts = qualified().split(".");
  return named.get(parts.slice(-2).join(".")) ?? named.get(isMethod ? `.${last}` : last) ?? NONE;
}

const NONE: readonly Outlet[] = [];

/** `object`: what it is a method of. */
export function shownOf({ shown }: Outlet, given: readonly Argument[], object: SyntaxNode | null): readonly Argument[] {
  if (!shown) return given;
  const positional = given.filter(({ keyword }) => keyword === null);
  const ofCall = given.filter((argument) => shown.has(argument.keyword ?? String(positional.indexOf(argument))));
  return object && shown.has("object") ? [...ofCall, { keyword: null, value: object }] : ofCall;
}
