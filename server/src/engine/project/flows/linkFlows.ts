/** Which sensitive fields the values are that functions hand to logs and the like. */
import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { FlowStep, RawCall, RawCarrier, RawFlow, RawFunction } from "../../schema/rawFlows.ts";
import type { ClassAbout, FileUses, ModuleFunctions, RawUse } from "../../schema/rawUses.ts";
import type { UseReceiver } from "../../schema/useReceiver.ts";
import { ModulePaths } from "./modulePaths.ts";
import { optionOf } from "../uses/frameworkUses.ts";
import { type Certainty, type FieldKey, type FileLinker, keyOf, linkerOf, type UseLinks } from "../uses/linkUses.ts";

export interface LinkedFlow {
  /** Of the file, with its lines. */
  readonly path: string;
  readonly lines: FileUses["lines"];
  readonly flow: RawFlow;
  readonly certainty: Certainty;
  /** Each once; none where all that came with a request is handed over. */
  readonly fields: readonly FlowingField[];
  /** The way from the sink back to where the value comes from. */
  readonly steps: readonly LinkedStep[];
}

export interface LinkedStep extends FlowStep {
  /** Of the file that it is in, with its lines. */
  readonly path: string;
  readonly lines: FileUses["lines"];
}

export interface FlowingField {
  readonly key: FieldKey;
  /** Name of the model that it is a field of, which may inherit it. */
  readonly model: string;
}

/** A file, and what it says. */
export type UsesOfFile = readonly [path: string, uses: FileUses];

/** `functions`: of modules that calls in these files lead to, by path. */
export function linkFlows(
  files: readonly UsesOfFile[],
  functions: ReadonlyMap<string, ModuleFunctions>,
  links: UseLinks,
): readonly LinkedFlow[] {
  const linker = new FlowLinker(files, functions, links);
  return files.flatMap(([path, { flows, calls, lines }]) => [
    ...withoutVague(
      flows.flatMap((flow) => {
        const found = linker.link(path, flow.carrier);
        if (!found || (flow.isItself && !found.member)) return [];
        return [linkedFlow({ path, lines, flow }, found)];
      }),
    ),
    ...calls.flatMap((call) => linker.handedOn(path, lines, call)),
  ]);
}

/** Where it is known which row a database refuses, more is told than what an exception may say. */
function withoutVague(flows: readonly LinkedFlow[]): readonly LinkedFlow[] {
  const refused = new Set(flows.flatMap(({ flow }) => (flow.carrier.kind === "refusal" ? flow.at : [])));
  return flows.filter(({ flow }) => flow.carrier.kind !== "caught" || !refused.has(flow.at));
}

/** The functions of other modules on which it hangs where values of a file go. */
export function calleesIn({ flows, calls }: FileUses): readonly string[] {
  const results = flows.flatMap(({ carrier }) => (carrier.kind === "result" ? carrier.callee : []));
  return [...calls.map(({ callee }) => callee), ...results];
}

function linkedFlow(placed: Pick<LinkedFlow, "path" | "lines" | "flow">, found: Found): LinkedFlow {
  const { path, lines, flow } = placed;
  const { certainty, fields, member } = found;
  const steps = flow.steps.map((step) => ({ ...step, path, lines }));
  if (!member) return { ...placed, certainty, fields, steps };
  // What it gives is as good as the fields themselves.
  const carrier: RawCarrier = { kind: "field", path: [], receiver: { kind: "unknown" } };
  return { ...placed, flow: { ...flow, carrier }, certainty, fields, steps: [...steps, member] };
}

interface Found extends Pick<LinkedFlow, "certainty" | "fields"> {
  /** The method or property that gives them. */
  readonly member?: LinkedStep;
}

/** The text of an object may be made of that of another. */
const DEEPEST_TEXT = 3;

/** By this name `ClassMember` keeps what an object makes of itself as text. */
const TEXT = "__str__";

/** More fields than these are not told by a name that they share. */
const MOST_NAMED = 3;

/** A function of another module. */
interface Helper {
  readonly path: string;
  readonly lines: FileUses["lines"];
  readonly called: RawFunction;
}

class FlowLinker {
  readonly #links: UseLinks;
  readonly #files: ReadonlyMap<string, FileUses>;
  readonly #linkers = new Map<string, FileLinker>();
  readonly #functions: ReadonlyMap<string, ModuleFunctions>;
  readonly #modules: ModulePaths;
  readonly #memberNames: ReadonlySet<string>;

  constructor(files: readonly UsesOfFile[], functions: ReadonlyMap<string, ModuleFunctions>, links: UseLinks) {
    this.#links = links;
    this.#functions = functions;
    this.#modules = new ModulePaths(functions.keys());
    this.#files = new Map(files);
    this.#memberNames = new Set(files.flatMap(([, { members }]) => members.map(({ member }) => member)));
  }

  /** Null for what is nothing sensitive. */
  link(path: string, carrier: RawCarrier, depth = 0): Found | null {
    const linker = this.#linkerOf(path);
    switch (carrier.kind) {
      case "field":
        return (
          fieldsIn(linker, carrier.receiver, carrier.path) ??
          this.#member(linker, carrier.receiver, carrier.path, depth)
        );
      case "key": {
        const told = carrier.receiver && fieldsIn(linker, carrier.receiver, [carrier.name]);
        // A form that speaks of no model says as little of whose field it is as a request.
        return told && told.certainty !== "by name" ? told : (this.#called(carrier.name, "likely") ?? told);
      }
      case "name":
        return this.#called(carrier.name, "by name");
      case "result":
        return this.#result(path, carrier, depth);
      case "query":
        return fieldsIn(linker, carrier.receiver, carrier.path);
      case "refusal":
        return this.#quoted(linker, carrier.receiver, carrier.path);
      case "queries":
      case "secret":
      case "caught":
      case "request":
        return { certainty: "sure", fields: [] };
      case "object":
        if (carrier.as === "sent") return sentTo(linker, carrier.receiver);
        if (carrier.as === "fields") return fieldsIn(linker, carrier.receiver, [...carrier.path, "*"]);
        return (
          this.#texts(linker, carrier.receiver, carrier.path, depth) ??
          this.#member(linker, carrier.receiver, carrier.path, depth)
        );
    }
  }

  /** What a function of another module hands to sinks is the same as if it stood at the call. */
  handedOn(path: string, lines: FileUses["lines"], call: RawCall): readonly LinkedFlow[] {
    const helper = this.#helper(call.callee, path);
    if (!helper) return [];
    const { called } = helper;
    return called.handed.flatMap((handed) =>
      call.given.flatMap((given) => {
        const { sink, by, span } = handed;
        const { argument, steps } = given;
        if (argument !== handed.parameter && argument !== handed.place + (handed.takesObject && call.isOfClass ? 1 : 0))
          return [];
        const carrier = handed.areFields ? ofAllFields(given.carrier) : given.carrier;
        if (carrier.kind === "request" && QUERY.has(carrier.part) && sink !== "lookup") return [];
        if (carrier.kind !== "request" && sink === "lookup") return [];
        const found = this.link(path, carrier);
        if (!found) return [];
        const { inside, at, ignores } = call;
        const flow: RawFlow = { sink, by, inside, at, span: given.span, carrier, steps, ...(ignores && { ignores }) };
        const linked = linkedFlow({ path, lines, flow }, found);
        const within: readonly FlowStep[] = [...handed.steps, { kind: "handed over", name: by, span }];
        const ways = within.map((step) => ({ ...step, path: helper.path, lines: helper.lines }));
        return [{ ...linked, steps: [...ways, ...linked.steps] }];
      }),
    );
  }

  /** What a function of another module gives: by itself, and of what it is called with. */
  #result(path: string, { callee, given = [] }: CarrierOf<"result">, depth: number): Found | null {
    const helper = depth < DEEPEST_TEXT ? this.#helper(callee, path) : null;
    if (!helper) return null;
    const { called, lines } = helper;
    const linker = this.#linkerOf(helper.path);
    const found = called.gives.flatMap((carrier) => {
      if (carrier.kind !== "object") return [];
      const { receiver, path: hops } = carrier;
      const given =
        carrier.as === "text"
          ? (fieldsIn(linker, receiver, hops) ?? this.#member(linker, receiver, hops, depth + 1))
          : this.link(helper.path, carrier, depth + 1);
      return given ?? [];
    });
    for (const { parameter, place, areFields } of called.passes) {
      for (const { argument, carrier } of given) {
        if (argument !== parameter && argument !== place) continue;
        found.push(...[this.link(path, areFields ? ofAllFields(carrier) : carrier, depth + 1) ?? []].flat());
      }
    }
    if (found.length === 0) return null;
    const certainty = found.some((given) => given.certainty !== "by name") ? "likely" : "by name";
    const fields = eachOnce(found.flatMap((given) => given.fields));
    return {
      certainty,
      fields,
      member: { kind: "returned", name: called.name, span: called.span, path: helper.path, lines },
    };
  }

  #helper(callee: string, from: string): Helper | null {
    for (const { path, name } of this.#modules.declaring(callee, from)) {
      const module = this.#functions.get(path);
      const called = module?.functions.find((each) => each.name === name);
      if (module && called) return { path, lines: module.lines, called };
    }
    return null;
  }

  /** By nothing but a name, where whatever is called so is sensitive. */
  #called(name: string, certainty: Certainty): Found | null {
    const called = this.#links.graph.fieldsCalled(name);
    const areSensitive = called.length > 0 && called.every((field) => this.#links.sensitive.has(keyOf(field)));
    if (!areSensitive || called.length > MOST_NAMED) return null;
    return { certainty, fields: called.map((field) => ({ key: keyOf(field), model: field.declared.entity.name })) };
  }

  /** The fields that a database quotes when it refuses a row for them. */
  #quoted(linker: FileLinker, receiver: UseReceiver, path: readonly string[]): Found | null {
    const { graph, sensitive } = this.#links;
    const [first, ...others] = linker.models(receiver, path);
    if (!first || others.length > 0) return null;
    const unique = graph.fieldsOf(first.model).filter((field) => field.field.unique && sensitive.has(keyOf(field)));
    const fields = unique.map((field) => ({ key: keyOf(field), model: first.model.entity.name }));
    return fields.length > 0 ? { certainty: first.certainty, fields } : null;
  }

  #texts(linker: FileLinker, receiver: UseReceiver, path: readonly string[], depth: number): Found | null {
    const models = linker.models(receiver, path);
    const texts = models.flatMap(({ model }) => this.#text(model, depth) ?? []);
    const fields = texts.flatMap((text) => text.fields);
    const [first] = models;
    // `sso_email` is no object of a model `Email`, whatever it is called.
    const isNamed = receiver.kind === "name" && receiver.name !== "user";
    if (!first || fields.length === 0) return null;
    const isSure = texts.some(({ certainty }) => certainty === "sure");
    return {
      certainty: isNamed ? "by name" : isSure ? first.certainty : weaker(first.certainty, "likely"),
      fields: eachOnce(fields),
    };
  }

  /** What the text of an object shows; by default that is its number. */
  #text(model: DeclaredEntity, depth: number): Found | null {
    if (depth >= DEEPEST_TEXT) return null;
    const { graph } = this.#links;
    const given = this.#given(model, TEXT, depth);
    if (given) return given;
    // https://github.com/django/django/blob/5.2/django/contrib/auth/base_user.py: `__str__` gives the user name.
    const isUser = graph.userFor(model.schema)?.entity === model.entity;
    const named = isUser ? graph.fieldOf(model, optionOf(graph.ancestry(model), "USERNAME_FIELD") ?? "username") : null;
    const key = named && keyOf(named);
    if (key === null || !this.#links.sensitive.has(key)) return null;
    return { certainty: "sure", fields: [{ key, model: model.entity.name }] };
  }

  /** What a property or a method of the model at the end of a path gives. */
  #member(linker: FileLinker, receiver: UseReceiver, path: readonly string[], depth: number): Found | null {
    const name = path.at(-1);
    if (name === undefined || name === TEXT || depth >= DEEPEST_TEXT || !this.#memberNames.has(name)) return null;
    for (const { model, certainty } of linker.models(receiver, path.slice(0, -1))) {
      const found = this.#given(model, name, depth);
      if (found && found.fields.length > 0) return { ...found, certainty: weaker(certainty, found.certainty) };
    }
    return null;
  }

  /** Of a member that the model has, or inherits; null where it has none of that name. */
  #given(model: DeclaredEntity, member: string, depth: number): Found | null {
    for (const { entity, schema } of this.#links.graph.ancestry(model)) {
      const file = this.#files.get(schema.path);
      const known = file?.members.find((each) => each.name === entity.name && each.member === member);
      if (!file || !known) continue;
      const ways = known.ways.map((way) => way.flatMap((carrier) => this.link(schema.path, carrier, depth + 1) ?? []));
      // What another way shows may be all that anybody ever sees.
      const isSure = ways.every((way) => way.some(({ certainty }) => certainty === "sure"));
      const step: LinkedStep = {
        kind: "returned",
        name: member,
        span: known.span,
        path: schema.path,
        lines: file.lines,
      };
      return {
        certainty: isSure ? "sure" : "likely",
        fields: eachOnce(ways.flat().flatMap(({ fields }) => fields)),
        member: step,
      };
    }
    return null;
  }

  #linkerOf(path: string): FileLinker {
    const known = this.#linkers.get(path);
    if (known) return known;
    const linker = linkerOf(path, this.#files.get(path) ?? NO_USES, this.#links.graph.schemaOf(path), this.#links);
    this.#linkers.set(path, linker);
    return linker;
  }
}

type CarrierOf<K extends RawCarrier["kind"]> = Extract<RawCarrier, { readonly kind: K }>;

/** What stands in an address, which counts where it decides on a query. */
const QUERY: ReadonlySet<string> = new Set(["GET", "query_params"]);

/** Not what an object is as text. */
function ofAllFields(carrier: RawCarrier): RawCarrier {
  return carrier.kind === "object" && carrier.as === "text" ? { ...carrier, as: "fields" } : carrier;
}

function fieldsIn(
  linker: FileLinker,
  receiver: UseReceiver,
  path: readonly string[],
  { only, except = [] }: Pick<ClassAbout, "only" | "except"> = {},
): Found | null {
  const use: RawUse = { kind: "read", by: "", path, except, lookup: null, span: NOWHERE, receiver };
  const last = path.at(-1);
  // The relations on the way are not handed over.
  const found = linker
    .link(use)
    .filter(({ field: { field }, isOneOfAll }) => isOneOfAll ?? field.name === last)
    .filter(({ field: { field } }) => only?.includes(field.name) ?? true);
  const [first] = found;
  if (!first) return null;
  const fields = found.map(({ field, model }) => ({ key: keyOf(field), model: model.entity.name }));
  return { certainty: first.certainty, fields: eachOnce(fields) };
}

/** A form may have fewer fields than its model, and one that speaks of no model has its own alone. */
function sentTo(linker: FileLinker, receiver: UseReceiver): Found | null {
  const sent = receiver.kind === "about" ? linker.sent(receiver.name) : null;
  return sent && fieldsIn(linker, receiver, ["*"], sent);
}

function weaker(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;
}

const CERTAINTIES: readonly Certainty[] = ["sure", "likely", "by name"];

function eachOnce(fields: readonly FlowingField[]): readonly FlowingField[] {
  return [...new Map(fields.map((field) => [field.key, field])).values()];
}

/** Of a module that is read for its functions alone. */
const NO_USES: FileUses = { lines: [0], uses: [], abouts: [], flows: [], members: [], calls: [], appLabel: null };

const NOWHERE = { start: 0, end: 0 };
