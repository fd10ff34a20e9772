import type { ClassMember, RawCarrier } from "../../../schema/rawFlows.ts";
import { firstNamed } from "../../python/namedChild.ts";
import { spanOf } from "../../python/places.ts";
import { type Bound, returnsIn, type Scope } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";
import type { Carried } from "./carried.ts";
import type { CarrierReader } from "./carriers.ts";

/** What methods and properties of classes that may be models give of their object. */
export function membersOfClasses({ scopes, roles }: ValueReader, carriers: CarrierReader): readonly ClassMember[] {
  return scopes.classes.flatMap((scope) => {
    if (roles.of(scope).role !== "model") return [];
    const shown = TEXT_METHODS.find((name) => scopes.member(scope, name)?.kind === "function");
    const text = shown ? membersIn(scope, shown, TEXT, scopes.member(scope, shown)!, carriers) : [];
    const others = [...scope.names.keys()].flatMap((name) =>
      name.startsWith("__") ? [] : membersIn(scope, name, name, scopes.member(scope, name)!, carriers),
    );
    // Where there is a text, that of a base does not count.
    return [...text, ...others.filter(({ ways }) => ways.some((way) => way.length > 0))];
  });
}

function membersIn(
  { name }: Scope,
  method: string,
  member: string,
  bound: Bound,
  carriers: CarrierReader,
): readonly ClassMember[] {
  if (bound.kind !== "function" || NOT_OF_THE_OBJECT.has(method)) return [];
  const own = firstNamed(bound.node, "VariableName");
  const ways = returnsIn(bound.node).flatMap((statement) => {
    const value = statement.firstChild?.nextSibling;
    if (!value || value.name === "String") return [];
    return [
      carriers
        .read(value)
        .map(({ carrier }) => carrier)
        .filter(isTold),
    ];
  });
  return own ? [{ name, member, span: spanOf(own), ways }] : [];
}

/** By this name the text of an object is kept, whichever method makes it: the first that a class has. */
export const TEXT = "__str__";

const TEXT_METHODS = [TEXT, "__repr__", "__unicode__"];

/** Write it, or say where it is shown. */
const NOT_OF_THE_OBJECT: ReadonlySet<string> = new Set(["save", "delete", "clean", "full_clean", "get_absolute_url"]);

function isTold(carrier: Carried["carrier"]): carrier is RawCarrier {
  return carrier.kind === "field" || carrier.kind === "object";
}
