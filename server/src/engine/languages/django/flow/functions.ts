import type { HandedOn, PassedParameter, RawCarrier, RawFunction } from "../../../schema/rawFlows.ts";
import { firstNamed } from "../../python/namedChild.ts";
import { spanOf } from "../../python/places.ts";
import type { Scope } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";
import type { Carried } from "./carried.ts";
import type { CarrierReader } from "./carriers.ts";
import { takesObject } from "./functionCalled.ts";
import type { Sink } from "./sinks.ts";

/** A parameter that a function hands to a sink. */
export interface Handed {
  readonly sink: Sink;
  readonly carried: Carried;
}

/** The functions of a module and the methods of its classes, of these names, that hand on what they are handed, or give a value. `handed`: by the places of functions. */
export function functionsIn(
  values: ValueReader,
  carriers: CarrierReader,
  handed: ReadonlyMap<number, readonly Handed[]>,
  asked: ReadonlySet<string>,
): readonly RawFunction[] {
  const { scopes } = values;
  const module = scopes.module;
  const holders = module ? [module, ...scopes.classes.filter(({ parent }) => parent === module)] : [];
  return holders.flatMap((holder) =>
    [...holder.names.keys()].flatMap((name): readonly RawFunction[] => {
      const fullName = nameIn(holder, name);
      const bound = asked.has(fullName) ? scopes.member(holder, name) : null;
      const own = bound?.kind === "function" ? firstNamed(bound.node, "VariableName") : null;
      if (bound?.kind !== "function" || !own) return [];
      const isMethod = takesObject(bound.node, values) ? ({ takesObject: true } as const) : {};
      const handedOn = (handed.get(bound.node.from) ?? []).flatMap((each) =>
        toHandedOn(each).map((handing) => ({ ...handing, ...isMethod })),
      );
      const gives = carriers.givenBy(bound.node).flatMap(({ carrier }) => (isGiven(carrier) ? carrier : []));
      const passes = carriers.givenBy(bound.node).flatMap(({ carrier }) => toPassed(carrier));
      if (handedOn.length === 0 && gives.length === 0 && passes.length === 0) return [];
      return [{ name: fullName, handed: handedOn, gives, passes, span: spanOf(own) }];
    }),
  );
}

function nameIn({ name }: Scope, member: string): string {
  return name === "" ? member : `${name}.${member}`;
}

function toHandedOn({ sink, carried: { carrier, span, steps } }: Handed): readonly HandedOn[] {
  return toPassed(carrier).map((passed) => ({ sink: sink.kind, by: sink.by, span, steps, ...passed }));
}

function toPassed(carrier: Carried["carrier"]): readonly PassedParameter[] {
  if (carrier.kind !== "parameter") return [];
  const { name: parameter, place, areFields } = carrier;
  return [{ parameter, place, ...(areFields && { areFields }) }];
}

function isGiven(carrier: Carried["carrier"]): carrier is RawCarrier {
  return carrier.kind === "object" && (carrier.as !== "text" || carrier.path.length > 0);
}
