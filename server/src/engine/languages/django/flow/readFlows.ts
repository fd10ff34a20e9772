/** What the functions of a file hand to logs, the console, exceptions and others, and what objects make of themselves as text. */
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import type {
  ClassMember,
  FlowStep,
  RawCall,
  RawCarrier,
  RawFlow,
  RawFunction,
  SinkKind,
} from "../../../schema/rawFlows.ts";
import type { PlacedIgnore } from "../../../schema/ruleIgnore.ts";
import type { Span } from "../../../text/span.ts";
import type { PythonModule } from "../../python/module.ts";
import { firstNamed } from "../../python/namedChild.ts";
import { spanOf } from "../../python/places.ts";
import { headOf, ignoresAt } from "../ignores.ts";
import { handedTo } from "../uses/calls.ts";
import { returnsIn } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";
import { Additions } from "./additions.ts";
import { type Carried, carriedAt, type Reading, wholeObject } from "./carried.ts";
import { CarrierReader, MOST_STEPS } from "./carriers.ts";
import { calledElsewhere, functionCalled, isOfClass, valueFor } from "./functionCalled.ts";
import { ChosenNames } from "./chosenNames.ts";
import { openCookie } from "./openCookies.ts";
import { sharedPages } from "./sharedPages.ts";
import { functionsIn, type Handed } from "./functions.ts";
import { membersOfClasses } from "./members.ts";
import { QUERY_PARTS } from "./sentData.ts";
import { isSecretName } from "./flowWords.ts";
import { namedInRoute } from "./routes.ts";
import { shownByDefault } from "./shownByDefault.ts";
import { type Sink, SinkReader } from "./sinks.ts";
import { modelOfForm } from "./objectCarriers.ts";
import { takesAllSent, unmarkedPage } from "./takenParameters.ts";
import { viewClasses } from "./viewClasses.ts";
import { uploadPathsIn } from "../uses/uploads.ts";

export interface FlowsInText {
  readonly flows: readonly RawFlow[];
  readonly members: readonly ClassMember[];
  readonly calls: readonly RawCall[];
}

export interface FlowSource extends Reading {
  readonly module: PythonModule;
  /** Among others all calls, items, and statements that raise something. */
  readonly marked: readonly SyntaxNode[];
}

export function readFlows({ module, marked, values, wanted }: FlowSource): FlowsInText {
  const reading = { values, wanted };
  const carriers = new CarrierReader(reading, new Additions(marked, values.scopes));
  const reader = new FlowReader(reading, carriers);
  for (const node of marked) reader.enter(node);
  reader.enterTexts();
  reader.enterUploads();
  reader.enterShownClasses();
  reader.enterViews();
  reader.enterSharedPages();
  return {
    flows: withIgnores(reader.flows(), module),
    members: membersOfClasses(values, carriers),
    calls: withIgnores(reader.callsElsewhere(), module),
  };
}

/** What functions of these names do with what others hand to them. */
export function readFunctionsOf(
  { marked, values, wanted }: Omit<FlowSource, "module">,
  asked: ReadonlySet<string>,
): readonly RawFunction[] {
  const reading = { values, wanted };
  const carriers = new CarrierReader(reading, new Additions(marked, values.scopes));
  const reader = new FlowReader(reading, carriers);
  for (const node of marked) reader.enter(node);
  return functionsIn(values, carriers, reader.handedOn(), asked);
}

/** Before the comments are read. */
type Placed<T> = T & { readonly statement: Span };

type PlacedFlow = Placed<RawFlow>;

class FlowReader {
  readonly #reading: Reading;
  readonly #values: ValueReader;
  readonly #carriers: CarrierReader;
  readonly #sinks: SinkReader;
  readonly #chosen: ChosenNames;
  readonly #flows: PlacedFlow[] = [];
  /** By the place of a function. */
  readonly #handed = new Map<number, Handed[]>();
  readonly #calls: SyntaxNode[] = [];

  constructor(reading: Reading, carriers: CarrierReader) {
    this.#reading = reading;
    this.#values = reading.values;
    this.#carriers = carriers;
    this.#sinks = new SinkReader(reading.values);
    this.#chosen = new ChosenNames(reading);
  }

  enter(node: SyntaxNode): void {
    this.#enterParameter(node);
    this.#enterCookie(node);
    const sinks = this.#sinks.at(node);
    if (sinks.length === 0) {
      if (node.name !== "CallExpression") return;
      this.#calls.push(node);
      for (const carried of namedInRoute(node, this.#reading)) this.#add(ROUTE, carried, node);
      const by = this.#values.lastName(node.firstChild!);
      for (const carried of this.#chosen.in(node)) this.#add({ kind: "lookup", by, handed: () => [] }, carried, node);
    }
    for (const sink of sinks) this.#enterSink(sink, node);
  }

  #enterCookie(node: SyntaxNode): void {
    const name = node.name === "CallExpression" ? openCookie(node, this.#values) : null;
    if (name === null) return;
    for (const carried of carriedAt(node.firstChild!, { kind: "secret", name }))
      this.#add({ kind: "open cookie", by: name, handed: () => [] }, carried, node);
  }

  #enterParameter(node: SyntaxNode): void {
    const page = unmarkedPage(node, this.#values);
    if (!page) return;
    const by = this.#values.scopes.at(page)?.name ?? "";
    const name = firstNamed(page, "VariableName") ?? page;
    const form = takesAllSent(node, this.#values) ? modelOfForm(node, this.#values) : null;
    const carriers: readonly Carried["carrier"][] = form
      ? [{ kind: "object", as: "sent", path: [], receiver: form }]
      : this.#carriers.read(node).map(({ carrier }) => carrier);
    for (const carrier of carriers) {
      if (carrier.kind !== "key" && !form) continue;
      const steps: readonly FlowStep[] = [{ kind: "taken", name: by, span: spanOf(node) }];
      this.#add({ kind: "parameters", by, handed: () => [] }, { carrier, span: spanOf(name), steps }, page);
    }
  }

  #enterSink(sink: Sink, node: SyntaxNode): void {
    for (const { keyword, value } of sink.handed()) {
      if (keyword !== null && NOT_SHOWN.has(keyword)) continue;
      // The environment is where a secret is to be.
      if (sink.kind === "process" && keyword !== "env") this.#enterSecrets(sink, value, node);
      for (const carried of this.#carriers.read(value)) {
        if (carried.carrier.kind === "secret" && keyword === "env") continue;
        const whole = sink.kind === "cached value" ? wholeObject(carried) : carried;
        this.#add(sink, whole, node, sink.kind === "exception" && isObjectItself(carried, value));
      }
    }
  }

  /** Variables that are called like a secret, wherever they come from. */
  #enterSecrets(sink: Sink, value: SyntaxNode, node: SyntaxNode): void {
    walk(value, (at) => {
      if (at.name !== "VariableName" && at.name !== "PropertyName") return;
      const name = this.#values.scopes.source(at);
      if (!isSecretName(name) || !isHandedOn(at, value)) return;
      for (const carried of carriedAt(at, { kind: "secret", name })) this.#add(sink, carried, node);
    });
  }

  /** What functions call the files that somebody uploads. */
  enterUploads(): void {
    const { scopes } = this.#values;
    for (const [name, definition] of uploadPathsIn(scopes)) {
      const sink: Sink = { kind: "file name", by: name, handed: () => [] };
      for (const statement of returnsIn(definition)) {
        const value = statement.firstChild?.nextSibling;
        for (const carried of value ? this.#carriers.read(value) : []) this.#add(sink, carried, statement);
      }
    }
  }

  /** What a cache keeps for everybody, though it is made for one person. */
  enterSharedPages(): void {
    for (const page of sharedPages(this.#values.scopes)) {
      const name = firstNamed(page, "VariableName") ?? page;
      const by = this.#values.scopes.source(name);
      for (const carried of carriedAt(name, { kind: "request", part: "user" }))
        this.#add({ kind: "shared page", by, handed: () => [] }, carried, page);
    }
  }

  /** What classes of views take, and what they are asked by. */
  enterViews(): void {
    for (const { sink: kind, by, at, span, carrier } of viewClasses(this.#reading))
      this.#add({ kind, by, handed: () => [] }, { carrier, span: spanOf(span), steps: [] }, at);
    const { scopes, roles } = this.#values;
    for (const scope of scopes.classes) {
      const method = scopes.member(scope, "get_ordering");
      if (method?.kind !== "function" || roles.of(scope).role !== "view") continue;
      for (const statement of returnsIn(method.node)) {
        const value = statement.firstChild?.nextSibling;
        for (const carried of value ? this.#chosen.of(value) : [])
          this.#add({ kind: "lookup", by: "get_ordering", handed: () => [] }, carried, statement);
      }
    }
  }

  /** What classes show of themselves by default: what they name a secret, and what a model has under that name. */
  enterShownClasses(): void {
    for (const [{ node, name: by }, fields] of shownByDefault(this.#values)) {
      for (const { name, node: at } of fields) {
        const isSecret = isSecretName(name);
        if (!isSecret && !this.#reading.wanted.names.has(name)) continue;
        const carried = carriedAt(at, isSecret ? { kind: "secret", name } : { kind: "name", name });
        for (const each of carried) this.#add({ kind: "shown class", by, handed: () => [] }, each, node);
      }
    }
  }

  /** What objects of models say of themselves as text, and their addresses. */
  enterTexts(): void {
    const { scopes, roles } = this.#values;
    for (const scope of scopes.classes) {
      if (roles.of(scope).role !== "model") continue;
      for (const [name, kind] of SHOWING_METHODS) {
        const method = scopes.member(scope, name);
        if (method?.kind !== "function") continue;
        for (const statement of returnsIn(method.node)) {
          const value = statement.firstChild?.nextSibling;
          for (const carried of value ? this.#carriers.read(value) : []) {
            const { kind: of } = carried.carrier;
            // Another object tells of itself what it will; a property of this one is as good as a field.
            if (of === "field" || of === "object")
              this.#add({ kind, by: name, handed: () => [] }, carried, statement, of === "object");
          }
        }
      }
    }
  }

  flows(): readonly PlacedFlow[] {
    // Functions may stand behind those that call them.
    this.#followCalls();
    const each = new Map(this.#flows.map((flow) => [identityOf(flow), flow]));
    return [...each.values()].sort((a, b) => a.span.start - b.span.start);
  }

  /** What functions hand on of their parameters, by the places of the functions. */
  handedOn(): ReadonlyMap<number, readonly Handed[]> {
    this.#followCalls();
    return this.#handed;
  }

  /** What functions of other modules are handed. */
  callsElsewhere(): readonly Placed<RawCall>[] {
    return this.#calls.flatMap((call) => {
      const callee = call.firstChild!;
      const name = calledElsewhere(callee, this.#values);
      if (name === null || functionCalled(callee, this.#values)) return [];
      let place = 0;
      const given = handedTo(this.#values.scopes, call).flatMap(({ keyword, value }) => {
        const argument = keyword ?? place++;
        return this.#carriers
          .read(value)
          .flatMap(({ carrier, span, steps }) => (isValue(carrier) ? [{ argument, span, carrier, steps }] : []));
      });
      const ofClass = isOfClass(call, this.#values) ? ({ isOfClass: true } as const) : {};
      return given.length > 0 ? [{ ...this.#placeOf(call), callee: name, ...ofClass, given }] : [];
    });
  }

  #followCalls(): void {
    for (const call of this.#calls) this.#handedOver(call);
  }

  #add(sink: Sink, carried: Carried, node: SyntaxNode, isItself = false): void {
    const { carrier, span, steps } = carried;
    if (!isOfInterest(carrier, sink.kind)) return;
    if (carrier.kind !== "parameter") {
      const itself = isItself ? { isItself } : {};
      this.#flows.push({ ...this.#placeOf(node), sink: sink.kind, by: sink.by, span, carrier, ...itself, steps });
      return;
    }
    const known = this.#handed.get(carrier.owner.from);
    if (!known) this.#handed.set(carrier.owner.from, [{ sink, carried }]);
    else if (known.length < MOST_HANDED) known.push({ sink, carried });
  }

  /** What a function of the file hands on is the same as if it stood at the call. */
  #handedOver(call: SyntaxNode): void {
    if (this.#handed.size === 0) return;
    const definition = functionCalled(call.firstChild!, this.#values);
    const handed = definition ? (this.#handed.get(definition.from) ?? []) : [];
    if (handed.length === 0) return;
    // A function that calls itself adds to them.
    for (const { sink, carried } of [...handed]) {
      const { carrier, span, steps } = carried;
      if (carrier.kind !== "parameter") continue;
      const value = valueFor(carrier, call, this.#values);
      const step: FlowStep = { kind: "handed over", name: sink.by, span };
      const read = value ? this.#carriers.read(value) : [];
      for (const at of carrier.areFields ? read.map(wholeObject) : read) {
        if (!isOfInterest(at.carrier, sink.kind)) continue;
        // What a name alone tells is too little to follow it into a function.
        if (at.carrier.kind === "name") continue;
        const way = [...steps, step, ...at.steps];
        if (at.carrier.kind === "parameter") {
          if (way.length <= MOST_STEPS) this.#add(sink, { ...at, steps: way }, call);
          continue;
        }
        this.#flows.push({
          ...this.#placeOf(call),
          sink: sink.kind,
          by: sink.by,
          span: at.span,
          carrier: at.carrier,
          steps: way,
        });
      }
    }
  }

  #placeOf(node: SyntaxNode): Pick<PlacedFlow, "inside" | "statement" | "at"> {
    const names: string[] = [];
    let statement: SyntaxNode | null = null;
    for (let at: SyntaxNode | null = node; at; at = at.parent) {
      if (statement === null && (at.name.endsWith("Statement") || at.parent?.name === "Body")) statement = at;
      if (at.name !== "FunctionDefinition" && at.name !== "ClassDefinition") continue;
      const name = firstNamed(at, "VariableName");
      if (name) names.unshift(this.#values.scopes.source(name));
    }
    return { at: node.from, inside: names.join("."), statement: headOf(statement ?? node) };
  }
}

const SHOWING_METHODS: readonly (readonly [method: string, kind: SinkKind])[] = [
  ["__str__", "text"],
  ["__repr__", "text"],
  ["get_absolute_url", "address"],
];

const ROUTE: Sink = { kind: "address", by: "path", handed: () => [] };

/** A value may come to the same place on several ways. */
function identityOf({ at, span, carrier }: RawFlow): string {
  return JSON.stringify([at, span.start, span.end, carrier]);
}

/** An object that an exception is given, which its message need not show. */
function isObjectItself({ carrier, span }: Carried, value: SyntaxNode): boolean {
  return carrier.kind === "object" && span.start === value.from && span.end === value.to;
}

/** Whether an expression holds the value of a name within it, not what a function makes of it. */
function isHandedOn(name: SyntaxNode, within: SyntaxNode): boolean {
  for (let at = name; at.from !== within.from || at.to !== within.to; at = at.parent!) {
    const { parent } = at;
    if (!parent) return false;
    if (parent.name === "ArgList" || (parent.name === "MemberExpression" && parent.lastChild?.from !== at.from))
      return false;
  }
  return true;
}

/** What a function of another module may hand on: the text of an object is mostly a number, and asked for all the time. */
function isValue(carrier: Carried["carrier"]): carrier is RawCarrier {
  switch (carrier.kind) {
    case "field":
    case "key":
    case "request":
      return true;
    case "object":
      return carrier.as !== "text" || (carrier.path.length > 0 && carrier.receiver.kind !== "name");
    default:
      return false;
  }
}

/** What is asked for in an address counts where it decides on a query, what an exception says where it is answered, and a secret of no model where all can see it. */
export function isOfInterest(carrier: Carried["carrier"], sink: SinkKind): boolean {
  if (carrier.kind === "caught") return sink === "response";
  if (carrier.kind === "secret") return OF_SECRETS.has(sink);
  if (carrier.kind === "request" && QUERY_PARTS.has(carrier.part)) return sink === "lookup";
  return true;
}

const OF_SECRETS: ReadonlySet<SinkKind> = new Set<SinkKind>(["process", "shown class", "open cookie"]);

/** More of one function is not told. */
const MOST_HANDED = 20;

/** Keywords of sinks that say how something is shown, not what. */
const NOT_SHOWN = new Set(
  "exc_info stack_info stacklevel level file sep end flush code category style_func fg bg err".split(" "),
);

function withIgnores<T>(
  flows: readonly (T & { readonly statement: Span })[],
  module: PythonModule,
): readonly (Omit<T, "statement"> & { readonly ignores?: readonly PlacedIgnore[] })[] {
  const said = ignoresAt(
    module,
    flows.map(({ statement }) => statement),
  );
  return flows.map(({ statement, ...flow }) => {
    const ignores = said.get(statement.start);
    return ignores ? { ...flow, ignores } : flow;
  });
}
