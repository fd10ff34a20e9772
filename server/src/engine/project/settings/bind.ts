/** What statements do to the names of a scope. */
import type { Span } from "../../text/span.ts";
import type { Scope } from "./scope.ts";
import { type Binding, bounded, environment, joinedPlaces, type Value } from "./value.ts";

export function bind(scope: Scope, name: string, value: Value, span: Span): void {
  const binding: Binding = {
    value: bounded(nameVariable(value, name, scope)),
    places: [placeOf(scope, span)],
    always: true,
    overridable: false,
  };
  scope.values.set(name, binding);
}

/** Settings of django-configurations read the variable that is called like them. */
function nameVariable(value: Value, name: string, scope: Scope): Value {
  const isUnnamed = value.kind === "environment" && value.variable === "" && scope.outer !== null;
  return isUnnamed ? environment(`DJANGO_${name}`, value.default) : value;
}

/** Does nothing to a name that stands for nothing. */
export function change(scope: Scope, name: string, span: Span, changed: (value: Value) => Value): void {
  const before = scope.values.get(name);
  if (!before) return;
  const value = bounded(changed(before.value));
  if (value === before.value) return;
  scope.values.set(name, { ...before, value, places: joinedPlaces(before.places, [placeOf(scope, span)]) });
}

function placeOf({ path }: Scope, { start, end }: Span): Binding["places"][number] {
  return { path, span: { start, end } };
}

export function sourceOf({ module }: Scope, { start, end }: Span): string {
  return module.text.slice(start, end);
}
