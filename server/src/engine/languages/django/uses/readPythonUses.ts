/** Where a file of Python uses fields: what it asks of queries, reads and writes, shows and lets people change. */
import { innermostAt, type SyntaxNode, syntaxTreeOf, walk } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import { DISPLAYED, Marks } from "./marks.ts";
import type { ModuleFunctions, RawUse, UseKind } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { lineStartsOf } from "../../../text/lineIndex.ts";
import { DIRECTIVE_MARK } from "../../directives.ts";
import { type PythonModule, readModule } from "../../python/module.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { spanOf } from "../../python/places.ts";
import { type FlowSource, type FlowsInText, readFlows, readFunctionsOf } from "../flow/readFlows.ts";
import { ignoresAt, statementAround } from "../ignores.ts";
import { argumentsOf, handedTo, keywordOf } from "./calls.ts";
import { concernedText } from "./concernedText.ts";
import { textOfFunctions } from "./textOfFunctions.ts";
import { readClassUses } from "./classUses.ts";
import { readFactoryUses } from "./factoryUses.ts";
import { comparedBy, digestedBy, digestOfGiven, writtenAs } from "./hashes.ts";
import { keptByCall } from "./keptVersions.ts";
import type { Failure, UsesInText, Value } from "./model.ts";
import { isFieldWanted, Wanted } from "./wanted.ts";
import {
  EXPRESSIONS,
  isQueryMethod,
  KEYWORDS,
  LIST_KEYWORDS,
  LOOKUPS,
  SHORTCUTS,
  SURELY_QUERY,
  TEXTS,
} from "./queryWords.ts";
import { classAround, functionOf, returnsIn, Scopes } from "./scopes.ts";
import { namesInSql } from "./sql.ts";
import { LiteralNames } from "./literalNames.ts";
import { joinedTexts, type PlacedText, textsIn } from "./texts.ts";
import { OPAQUE, ValueReader } from "./values.ts";

/** What the value tells that a field is compared with or set to. */
type Compared = Pick<RawUse, "isNone" | "isComputed" | "isDigest" | "isPlain">;

const UNKNOWN: UseReceiver = { kind: "unknown" };

export function readPythonUses(text: string, wanted: Wanted): UsesInText {
  const module = readModule(text);
  const tree = syntaxTreeOf(concernedText(module, wanted));
  const marks = new Marks(text, wanted);
  const scopes = new Scopes(text, tree, (at) => {
    marks.see(at);
  });
  const values = new ValueReader(scopes, module.bindings);
  const reader = new UseReader(text, tree, values, wanted);
  const uses = [
    ...reader.read(marks.nodes),
    ...readClassUses(values, wanted),
    ...readFactoryUses(values, wanted, marks.nodes),
  ];
  return {
    ...flowsOrNone({ module, marked: marks.nodes, values, wanted }),
    lines: lineStartsOf(text),
    uses: withIgnores(uses, module, tree).toSorted((a, b) => a.span.start - b.span.start),
    abouts: [...values.roles.abouts(), ...values.roles.managersElsewhere()],
  };
}

/** What functions of these names do with what others hand to them; it hangs on the text alone. */
export function readModuleFunctions(text: string, asked: readonly string[]): ModuleFunctions {
  const needed = textOfFunctions(text, asked);
  if (!needed) return { asked, lines: [0], functions: [] };
  const wanted = new Wanted([]);
  const marks = new Marks(text, wanted);
  const scopes = new Scopes(text, syntaxTreeOf(needed.text), (at) => {
    marks.see(at);
  });
  const values = new ValueReader(scopes, needed.module.bindings);
  const functions = readFunctionsOf({ marked: marks.nodes, values, wanted }, new Set(asked));
  return { asked, lines: functions.length > 0 ? lineStartsOf(text) : [0], functions };
}

/** What goes wrong with them loses nothing else of the file. */
function flowsOrNone(source: FlowSource): FlowsInText & Failure {
  try {
    return readFlows(source);
  } catch (failure) {
    return { flows: [], members: [], calls: [], failure };
  }
}

/** What comments say at the options and members of classes. */
function withIgnores(uses: readonly RawUse[], module: PythonModule, tree: SyntaxNode): readonly RawUse[] {
  if (!module.text.includes(DIRECTIVE_MARK)) return uses;
  const statements = new Map(
    uses.flatMap((use) =>
      use.holder ? [[use, statementAround(innermostAt(tree, use.span.start, "behind"))] as const] : [],
    ),
  );
  const said = ignoresAt(module, [...statements.values()]);
  return uses.map((use) => {
    const ignores = said.get(statements.get(use)?.start ?? -1);
    return ignores ? { ...use, ignores } : use;
  });
}

/** Where a receiver stands for a query: its class and the relations that lead on from there. */
interface Query {
  readonly root: UseReceiver;
  readonly hops: readonly string[];
  /** Other names of fields: `x` of `annotate(x=F("email"))`. */
  readonly aliases?: Aliases;
}

/** Paths by name. */
type Aliases = ReadonlyMap<string, string>;

class UseReader {
  readonly #text: string;
  readonly #tree: SyntaxNode;
  readonly #values: ValueReader;
  readonly #wanted: Wanted;
  readonly #names: LiteralNames;
  readonly #uses: RawUse[] = [];

  constructor(text: string, tree: SyntaxNode, values: ValueReader, wanted: Wanted) {
    this.#text = text;
    this.#tree = tree;
    this.#values = values;
    this.#wanted = wanted;
    this.#names = new LiteralNames(values.scopes);
  }

  /** Each once: several queries may get the same list of names. */
  read(marked: readonly SyntaxNode[]): readonly RawUse[] {
    for (const node of marked) {
      if (node.name === "MemberExpression") this.#attribute(node);
      else if (node.name === "CallExpression") this.#call(node);
    }
    return [...new Map(this.#uses.map((use) => [JSON.stringify(use), use])).values()];
  }

  #add(kind: UseKind, by: string, query: Query, names: string, span: RawUse["span"], compared: Compared = {}): void {
    const parts = inFull(names, query.aliases)
      .split("__")
      .filter((part) => part !== "");
    const last = parts.at(-1) ?? "";
    const lookup = parts.length > 1 && LOOKUPS.has(last) ? last : null;
    const path = [...query.hops, ...(lookup === null ? parts : parts.slice(0, -1))];
    if (path.some((part) => isFieldWanted(this.#wanted, part)))
      this.#uses.push({
        kind,
        by,
        path,
        lookup,
        ...compared,
        span,
        receiver: query.root,
      });
  }

  /** `customer.email`, read or written. */
  #attribute(node: SyntaxNode): void {
    const property = lastNamed(node, "PropertyName");
    const object = node.firstChild;
    if (!object) return;
    if (!property) {
      this.#dictionaryItem(object, firstNamed(node, "String") ?? undefined);
      return;
    }
    const written = this.#source(property);
    const isCalled =
      node.parent?.name === "CallExpression" &&
      node.parent.firstChild?.from === node.from &&
      node.parent.firstChild.to === node.to;
    const name = isCalled ? (DISPLAYED.exec(written)?.[1] ?? "") : written;
    if (!isFieldWanted(this.#wanted, name)) return;
    const value = this.#values.read(object);
    if (value && value.form !== "one") return;
    if (!value && (this.#values.isModule(object) || !OPAQUE.has(object.name))) return;
    const span = { start: property.from, end: property.to };
    const query = value ? queryOf(value) : { root: UNKNOWN, hops: [] };
    if (this.#isTarget(node))
      this.#add("write", digestedBy(this.#values, node), query, name, span, this.#assigned(node));
    else this.#add("read", comparedBy(this.#values, node), query, name, span);
  }

  #assigned(target: SyntaxNode): Compared {
    const parts = target.parent?.name === "AssignStatement" ? childrenOf(target.parent) : [];
    return parts.length === 3 ? writtenAs(this.#values, parts[2]!, target) : {};
  }

  #isTarget(node: SyntaxNode): boolean {
    const statement = node.parent;
    if (!statement || !["AssignStatement", "UpdateStatement"].includes(statement.name)) return false;
    const last = childrenOf(statement).findLast(({ name }) => name === "AssignOp" || name === "UpdateOp");
    return last !== undefined && node.from < last.from;
  }

  #call(node: SyntaxNode): void {
    const callee = node.firstChild!;
    const name = this.#values.lastName(callee);
    if (callee.name === "MemberExpression" && isQueryMethod(name)) {
      const query = this.#queryOf(callee, name, node);
      if (query) this.#queryCall(node, name, query);
    }
    if (name === "partial") this.#partial(node);
    else if (SHORTCUTS.has(name)) this.#keywords(node, "lookup", name, this.#firstArgument(node));
    else if (EXPRESSION_CLASSES.has(name)) this.#expression(node, name);
    else if (name === "getattr" || name === "setattr" || name === "hasattr") this.#reflection(node, name);
    else if (name === "get" || name === "pop") this.#dictionaryGet(node, callee);
    else if (name === GENERATED) this.#generated(node);
    else if (name === "get_field") this.#metaField(node, callee);
    else if (name === "save" || name === "asave" || name === "refresh_from_db") this.#savedFields(node, callee, name);
    else if (name === "raw" || name === "execute" || name === "executemany" || name === "RawSQL")
      this.#sql(node, callee, name);
    else if (VALIDATED.has(name)) this.#validator(node, name);
    else if (!isQueryMethod(name) && (CHOOSING.has(name) || this.#wanted.isIn(this.#text, node.from, node.to))) {
      this.#constructed(node, callee);
      this.#fieldOptions(node);
      this.#choices(node);
      this.#uses.push(...keptByCall(this.#values, node));
    }
  }

  #queryCall(node: SyntaxNode, name: string, query: Query): void {
    const kind = KEYWORDS.get(name);
    if (kind) this.#keywords(node, kind, name, query);
    const texts = TEXTS.get(name);
    const given = argumentsOf(node);
    if (texts) {
      const isDate = name === "dates" || name === "datetimes";
      for (const argument of isDate ? given.slice(0, 1) : [...given, ...spreadIn(node)]) {
        for (const { value, span } of this.#names.textsOf(argument)) {
          this.#add(texts, this.#apart(node, name), query, value.replace(/^[-+]/, ""), span);
        }
      }
    }
    if (name === "extra") this.#extra(node, query);
    if (name.endsWith("bulk_update")) {
      const fields = given[1] ?? this.#keyword(node, "fields");
      for (const { value, span } of fields ? this.#names.textsOf(fields) : [])
        this.#add("write", name, query, value, span);
    }
    for (const [keyword, kindOfList] of LIST_KEYWORDS) {
      const given = this.#keyword(node, keyword);
      if (!given) continue;
      const keys = this.#names.keysOf(given);
      const found = keys.length > 0 ? keys : this.#names.textsOf(given);
      for (const { value: field, span } of found) this.#add(kindOfList, name, query, field, span);
    }
  }

  /** `partial(Customer.objects.filter, email=…)` */
  #partial(node: SyntaxNode): void {
    const [method] = argumentsOf(node);
    const name = method?.name === "MemberExpression" ? this.#values.lastName(method) : "";
    const query = isQueryMethod(name) ? this.#queryOf(method!, name, node) : null;
    if (query) this.#queryCall(node, name, query);
  }

  /** Parts of statements that are put into that of the query. */
  #extra(node: SyntaxNode, query: Query): void {
    for (const keyword of ["select", "where"]) {
      const value = this.#keyword(node, keyword);
      const parts = value?.name === "DictionaryExpression" ? valuesOf(value) : value ? [value] : [];
      for (const part of parts) {
        for (const texts of joinedTexts(this.#text, part)) this.#columns("extra", texts, query.root);
      }
    }
    const order = this.#keyword(node, "order_by");
    for (const { value, span } of order ? textsIn(this.#text, order) : []) {
      this.#add("ordering", "extra", query, value.replace(/^-/, ""), span);
    }
  }

  /**
   * Which rows the result of `values` tells apart by what it selects: `values().annotate` groups, `values().distinct` drops; and whether another
   * query compares with it: `values() in filter`.
   */
  #apart(call: SyntaxNode, name: string): string {
    if (name !== "values" && name !== "values_list") return name;
    const compared = this.#comparedIn(call);
    if (compared !== null) return `values() in ${compared}`;
    for (let at = call.parent; at?.name === "MemberExpression"; at = at.parent?.parent ?? null) {
      const next = this.#values.lastName(at);
      const following = at.parent?.name === "CallExpression" ? at.parent : null;
      if (next === "distinct") return "values().distinct";
      if (next === "annotate" && following && this.#aggregates(following)) return "values().annotate";
    }
    return name;
  }

  /** The method of a query that takes the call as what it compares a field with. */
  #comparedIn(call: SyntaxNode): string | null {
    for (let at = call; at.parent; at = at.parent) {
      const { parent } = at;
      if (parent.name === "ArgList") {
        const callee = parent.parent!.firstChild!;
        const name = this.#values.lastName(callee);
        const isKeyword = at.prevSibling?.name === "AssignOp";
        if (isKeyword && (KEYWORDS.get(name) === "lookup" || CONDITIONS.has(name))) return name;
        if (name !== "Subquery" && name !== "list" && name !== "set") return null;
      } else if (!PASSED_ON.has(parent.name)) return null;
    }
    return null;
  }

  #aggregates(call: SyntaxNode): boolean {
    const list = lastNamed(call, "ArgList");
    return (
      list !== null &&
      childrenOf(list).some(
        (child) => child.name === "CallExpression" && AGGREGATES.has(this.#values.lastName(child.firstChild!)),
      )
    );
  }

  #keywords(node: SyntaxNode, kind: UseKind, by: string, query: Query | null): void {
    const list = lastNamed(node, "ArgList");
    if (!list || !query) return;
    let before: SyntaxNode | null = null;
    for (const child of childrenOf(list)) {
      if (child.name === "VariableName" && child.nextSibling?.name === "AssignOp") {
        const name = this.#source(child);
        const isGiven = kind === "lookup" || by === "update" || by === "aupdate";
        const given = child.nextSibling.nextSibling;
        const isDigest = kind === "lookup" && given !== null && digestOfGiven(this.#values, given) !== "";
        const written = kind === "write" && given !== null ? writtenAs(this.#values, given, null) : {};
        const compared = isDigest
          ? ({ isDigest } as const)
          : isGiven
            ? { ...written, ...this.#givenBy(given) }
            : written;
        if (!LIST_KEYWORDS.has(name)) this.#add(kind, by, query, name, { start: child.from, end: child.to }, compared);
      } else if (before?.name === "**") {
        for (const { value, span } of this.#names.keysOf(child)) this.#add(kind, by, query, value, span);
      }
      before = child;
    }
  }

  /** `Q(("email", value))` */
  #pairs(node: SyntaxNode, kind: UseKind, by: string, query: Query): void {
    for (const pair of argumentsOf(node)) {
      const [, first] = pair.name === "TupleExpression" ? childrenOf(pair) : [];
      for (const { value, span } of first ? this.#names.textsOf(first) : []) this.#add(kind, by, query, value, span);
    }
  }

  #givenBy(value: SyntaxNode | null): Compared {
    if (value?.name === "None") return { isNone: true };
    const callee = value?.name === "CallExpression" ? this.#values.lastName(value.firstChild!) : "";
    return EXPRESSION_CLASSES.has(callee) || VALUE_CLASSES.has(callee) ? { isComputed: true } : {};
  }

  #keyword(node: SyntaxNode, wanted: string): SyntaxNode | null {
    return keywordOf(this.#values.scopes, node, wanted);
  }

  #firstArgument(node: SyntaxNode): Query {
    const first = argumentsOf(node)[0];
    const value = first ? this.#values.read(first) : null;
    return value ? queryOf(value) : { root: UNKNOWN, hops: [] };
  }

  /** The query that a method is called on; null when it is called on something else, such as a dictionary. */
  #queryOf(callee: SyntaxNode, method: string, call: SyntaxNode): Query | null {
    const query = this.#queryAsked(callee, method, call);
    const aliases = query && this.#aliasesIn(callee.firstChild!);
    return query && aliases && aliases.size > 0 ? { ...query, aliases } : query;
  }

  /** What `annotate(x=F("email"))` and the like have called otherwise in a query. */
  #aliasesIn(node: SyntaxNode, depth = 0): Aliases {
    const found = new Map<string, string>();
    let at: SyntaxNode | null = node;
    const calls: SyntaxNode[] = [];
    for (; at?.name === "CallExpression"; at = at.firstChild?.firstChild ?? null) calls.push(at);
    if (at?.name === "VariableName" && depth < DEEPEST) {
      for (const bound of this.#values.scopes.reaching(this.#source(at), at)) {
        if (bound.kind !== "value" || bound.index !== null) continue;
        for (const [name, path] of this.#aliasesIn(bound.node, depth + 1)) found.set(name, path);
      }
    }
    for (const call of calls.toReversed()) {
      if (!NAMING.has(this.#values.lastName(call.firstChild!))) continue;
      for (const { keyword, value } of handedTo(this.#values.scopes, call)) {
        const isField = value.name === "CallExpression" && this.#values.lastName(value.firstChild!) === "F";
        const [path] = isField ? this.#firstText(value) : [];
        if (keyword !== null && path) found.set(keyword, inFull(path.value, found));
      }
    }
    return found;
  }

  #queryAsked(callee: SyntaxNode, method: string, call: SyntaxNode): Query | null {
    const value = this.#values.receiverOf(callee);
    if (value?.form === "class") return null;
    if (value && (value.form === "many" || value.hops.length > 0)) {
      return isQueryLike(value, method) || this.#spans(call) ? queryOf(value) : null;
    }
    if (value?.root.kind === "class" || value?.root.kind === "user") return null;
    const object = callee.firstChild!;
    const name = value?.root.kind === "name" ? value.root.name : this.#values.lastName(object);
    const isNamedQuery = /(?:^objects|_set|^qs|_qs|queryset|query|manager)$/i.test(name);
    if (!isNamedQuery && !SURELY_QUERY.has(method) && !this.#spans(call)) return null;
    if (!isNamedQuery && method === "filter" && argumentsOf(call).length > 1) return null;
    return value && !isNamedQuery ? queryOf(value) : this.#aboutQuery(callee);
  }

  /** Whether a keyword leads over a relation or names a way to compare, which nothing but a query takes. */
  #spans(call: SyntaxNode): boolean {
    const list = lastNamed(call, "ArgList");
    return childrenOf(list ?? call).some(
      (child) =>
        child.name === "VariableName" && child.nextSibling?.name === "AssignOp" && this.#source(child).includes("__"),
    );
  }

  /** What the class around speaks of, where nothing else tells. */
  #aboutQuery(node: SyntaxNode): Query {
    const scope = classAround(this.#values.scopes.at(node));
    const about = scope && this.#values.roles.of(scope).about;
    return { root: about ?? UNKNOWN, hops: [] };
  }

  /** `F("email")`, `Q(email=…)`, `Lower("email")`: their fields are those of the query around them. */
  #expression(node: SyntaxNode, name: string): void {
    const query = this.#queryAround(node, name === "OuterRef" ? 1 : 0);
    if (!query) return;
    const { isConstraint, ...receiver } = query;
    const kind = isConstraint ? "constraint" : null;
    if (CONDITIONS.has(name)) {
      this.#keywords(node, kind ?? "lookup", name, receiver);
      this.#pairs(node, kind ?? "lookup", name, receiver);
    }
    if (name === "Prefetch") {
      for (const { value, span } of this.#firstText(node)) this.#add("relation", name, receiver, value, span);
      return;
    }
    if (name === "Q" || name === "Value") return;
    if (isConstraint) {
      for (const keyword of ["fields", "include"]) {
        const value = this.#keyword(node, keyword);
        for (const { value: field, span } of value ? textsIn(this.#text, value) : []) {
          this.#add("constraint", name, receiver, field.replace(/^-/, ""), span);
        }
      }
    }
    for (const [keyword, kindOfText] of EXPRESSION_KEYWORDS) {
      const value = this.#keyword(node, keyword);
      for (const { value: field, span } of value ? textsIn(this.#text, value) : []) {
        this.#add(kindOfText, `${name}(${keyword})`, receiver, field.replace(/^-/, ""), span);
      }
    }
    const isSelected = name === "F" && this.#isSelected(node);
    const by = name === "Count" && this.#keyword(node, "distinct") ? "Count(distinct)" : name;
    for (const argument of argumentsOf(node)) {
      if (argument.name !== "String") continue;
      for (const { value, span } of textsIn(this.#text, argument)) {
        this.#add(kind ?? (isSelected ? "selection" : "expression"), by, receiver, value.replace(/^-/, ""), span);
      }
    }
  }

  /** `annotate(address=F("email"))`: the value goes into the result as it is. */
  #isSelected({ parent: list }: SyntaxNode): boolean {
    const call = list?.name === "ArgList" ? list.parent : null;
    return call?.name === "CallExpression" && SELECTING.has(this.#values.lastName(call.firstChild!));
  }

  /** The model of a relation that a condition limits: `limit_choices_to=Q(email=…)`. */
  #limited(call: SyntaxNode, condition: SyntaxNode): Query | null {
    const limit = this.#keyword(call, LIMIT);
    const owner = classAround(this.#values.scopes.at(call));
    if (!limit || !owner || condition.from < limit.from || limit.to < condition.to) return null;
    const target = this.#keyword(call, "to") ?? argumentsOf(call)[0];
    const root = target && this.#targetOf(target, owner.name);
    return root ? { root, hops: [] } : null;
  }

  #firstText(node: SyntaxNode): ReturnType<typeof textsIn> {
    const first = argumentsOf(node)[0];
    return first?.name === "String" ? textsIn(this.#text, first) : [];
  }

  /** The query within whose call a node stands, or the one around that; what the class speaks of when there is none. */
  #queryAround(node: SyntaxNode, outwards: number): (Query & { readonly isConstraint: boolean }) | null {
    let skip = outwards;
    for (let at = node.parent; at; at = at.parent) {
      if (at.name === "CallExpression") {
        const callee = at.firstChild!;
        const name = this.#values.lastName(callee);
        const isWithin = node.from >= callee.to;
        if (!isWithin) continue;
        if (name === GENERATED) return null;
        const isQuery =
          callee.name === "MemberExpression" && (EXPRESSIONS.has(name) || KEYWORDS.has(name) || TEXTS.has(name));
        const query = isQuery
          ? this.#queryOf(callee, name, at)
          : SHORTCUTS.has(name)
            ? this.#firstArgument(at)
            : this.#limited(at, node);
        if (query && skip-- === 0) return { ...query, isConstraint: false };
      } else if (at.name === "ClassDefinition" && functionOf(this.#values.scopes.at(node)) === null) {
        return this.#ofMeta(at);
      } else if (at.name === "FunctionDefinition") break;
    }
    return { ...(this.#queryGiven(node) ?? this.#aboutQuery(node)), isConstraint: false };
  }

  /** The query that gets a condition which a variable holds first: `condition = Q(…)`, then `filter(condition)`. */
  #queryGiven(node: SyntaxNode): Query | null {
    let statement: SyntaxNode | null = node;
    while (statement && !STATEMENTS.has(statement.name)) statement = statement.parent;
    const target = statement && targetOf(statement, node);
    if (!statement || target?.name !== "VariableName") return null;
    const name = this.#source(target);
    const scope = functionOf(this.#values.scopes.at(node))?.node ?? this.#tree;
    let found: Query | null = null;
    walk(scope, (at) => {
      if (found) return false;
      if (at.name !== "VariableName" || at.from < statement.to || this.#source(at) !== name) return;
      const call = this.#callThatGets(at);
      const callee = call?.firstChild;
      const method = callee?.name === "MemberExpression" ? this.#values.lastName(callee) : "";
      if (EXPRESSIONS.has(method) || KEYWORDS.has(method)) found = this.#queryOf(callee!, method, call!);
      return;
    });
    return found;
  }

  /** The call among whose arguments an expression stands, by itself or joined with others: `reduce(or_, conditions)`. */
  #callThatGets(node: SyntaxNode): SyntaxNode | null {
    let at = node;
    while (at.parent && JOINED.has(at.parent.name)) at = at.parent;
    const call = at.parent?.name === "ArgList" && at.prevSibling?.name !== "AssignOp" ? at.parent.parent : null;
    if (call?.name !== "CallExpression") return null;
    return this.#values.lastName(call.firstChild!) === "reduce" ? this.#callThatGets(call) : call;
  }

  /** Constraints and indexes stand in the `Meta` of their model. */
  #ofMeta(definition: SyntaxNode): (Query & { readonly isConstraint: boolean }) | null {
    const scope = this.#values.scopes.at(definition);
    const isMeta = scope?.name === "Meta";
    const owner = isMeta ? classAround(scope.parent) : null;
    if (!owner) return scope ? { ...this.#aboutQuery(definition), isConstraint: false } : null;
    const { role, name } = this.#values.roles.of(owner);
    return role === "model" ? { root: { kind: "class", name }, hops: [], isConstraint: true } : null;
  }

  /** `getattr(customer, "email")`. */
  #reflection(node: SyntaxNode, name: string): void {
    const [object, field] = argumentsOf(node);
    const value = object ? this.#values.read(object) : null;
    if (value?.form !== "one" || field?.name !== "String") return;
    for (const { value: text, span } of textsIn(this.#text, field)) {
      this.#add(name === "setattr" ? "write" : "read", name, queryOf(value), text, span);
    }
  }

  /** `form.cleaned_data.get("email")`, `validated_data.pop("email")`. */
  #dictionaryGet(node: SyntaxNode, callee: SyntaxNode): void {
    const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
    if (object) this.#dictionaryItem(object, argumentsOf(node)[0]);
  }

  #dictionaryItem(object: SyntaxNode, key: SyntaxNode | undefined): void {
    const kind = DICTIONARIES.get(this.#values.lastName(object));
    if (!kind || key?.name !== "String") return;
    const query = this.#formAround(object);
    for (const { value, span } of textsIn(this.#text, key))
      this.#add(kind, this.#values.lastName(object), query, value, span);
  }

  /** The model of the form or serializer whose data these are. */
  #formAround(object: SyntaxNode): Query {
    const owner = lastNamed(object, "PropertyName") ? object.firstChild : null;
    const value = owner && this.#values.read(owner);
    if (value?.root.kind === "class" && value.hops.length === 0) {
      return { root: { kind: "about", name: value.root.name }, hops: [] };
    }
    return this.#aboutQuery(object);
  }

  /** `Customer._meta.get_field("email")`. */
  #metaField(node: SyntaxNode, callee: SyntaxNode): void {
    const meta = callee.firstChild;
    const object =
      meta && lastNamed(meta, "PropertyName") && this.#values.lastName(meta) === "_meta" ? meta.firstChild : null;
    const value = object && this.#values.read(object);
    if (!value) return;
    for (const { value: text, span } of this.#firstText(node))
      this.#add("read", "get_field", queryOf(value), text, span);
  }

  #savedFields(node: SyntaxNode, callee: SyntaxNode, name: string): void {
    const value = this.#values.receiverOf(callee);
    const fields = this.#keyword(node, name.endsWith("save") ? "update_fields" : "fields");
    if (value?.form !== "one" || !fields) return;
    for (const { value: text, span } of this.#names.textsOf(fields)) {
      this.#add(name.endsWith("save") ? "write" : "read", name, queryOf(value), text, span);
    }
  }

  /** Columns that a statement names. */
  #sql(node: SyntaxNode, callee: SyntaxNode, name: string): void {
    const statement = argumentsOf(node)[0];
    if (!statement) return;
    const value = name === "raw" ? this.#values.receiverOf(callee) : null;
    const told = name === "RawSQL" ? this.#queryAround(node, 0) : value?.form === "many" ? queryOf(value) : null;
    for (const texts of joinedTexts(this.#text, this.#constant(statement)))
      this.#columns(name, texts, told?.root ?? UNKNOWN);
  }

  /**
   * `texts`: of one statement, one behind the other. `root`: of the query around, which counts where its class is known and the statement
   * names no tables of its own.
   */
  #columns(by: string, texts: readonly PlacedText[], root: UseReceiver): void {
    const isPart = by === "RawSQL" || by === "extra";
    const { tables, columns, written } = namesInSql(texts.map(({ value }) => value).join(""), isPart);
    const isKnown = root.kind === "class" || root.kind === "user" || root.kind === "about";
    const isOfTables = tables.length > 0 && (isPart || !isKnown);
    const receiver: UseReceiver = isOfTables ? { kind: "tables", names: tables } : isKnown ? root : UNKNOWN;
    for (const { name: column, at } of columns) {
      if (!isFieldWanted(this.#wanted, column)) continue;
      const span = placeIn(texts, at, column.length);
      const given = written.includes(column) ? { written } : {};
      this.#uses.push({ kind: "sql", by, path: [column], lookup: null, ...given, span, receiver });
    }
  }

  /** What a name stands for, where a text, a list or a dictionary is put into a variable first. */
  #constant(node: SyntaxNode): SyntaxNode {
    if (node.name !== "VariableName") return node;
    const bound = this.#values.scopes.find(this.#source(node), node);
    return bound?.kind === "value" && bound.index === null ? bound.node : node;
  }

  /** `Customer(email=…)`. */
  #constructed(node: SyntaxNode, callee: SyntaxNode): void {
    const value = this.#values.read(callee);
    if (value?.form !== "class") return;
    this.#keywords(node, "write", "", queryOf(value));
  }

  /** All that the expression of a `GeneratedField` names: the database computes the column of these whenever they are written. */
  #generated(node: SyntaxNode): void {
    const owner = classAround(this.#values.scopes.at(node));
    const given = this.#keyword(node, "expression");
    if (!owner || !given) return;
    const query: Query = { root: { kind: "class", name: owner.name }, hops: [] };
    walk(this.#constant(given), (part) => {
      if (part.name === "CallExpression" && this.#values.lastName(part.firstChild!) === "Value") return false;
      if (part.name === "String") {
        for (const { value, span } of textsIn(this.#text, part)) this.#add("expression", GENERATED, query, value, span);
      } else if (part.name === "VariableName" && part.nextSibling?.name === "AssignOp") {
        this.#add("expression", GENERATED, query, this.#source(part), spanOf(part));
      }
      return;
    });
  }

  /** Options of a declared field that name another one: `ForeignKey(Customer, to_field="email")`, `unique_for_date="born"`. */
  #fieldOptions(node: SyntaxNode): void {
    const owner = node.parent?.name === "AssignStatement" ? classAround(this.#values.scopes.at(node)) : null;
    if (!owner || functionOf(this.#values.scopes.at(node)) !== null) return;
    for (const option of ["unique_for_date", "unique_for_month", "unique_for_year"]) {
      const root: UseReceiver = { kind: "class", name: owner.name };
      this.#fieldOption(node, option, "constraint", { root, hops: [] });
    }
    const target = this.#keyword(node, "to") ?? argumentsOf(node)[0];
    const root = target && this.#targetOf(target, owner.name);
    if (!root) return;
    this.#fieldOption(node, "to_field", "relation", { root, hops: [] });
    this.#limit(node, { root, hops: [] });
  }

  /** `ModelChoiceField(Customer.objects.all(), to_field_name="email")`, `SlugRelatedField("email", queryset=…)` */
  #choices(node: SyntaxNode): void {
    const query = this.#queryset(node);
    if (!query) return;
    for (const option of ["to_field_name", "slug_field"]) this.#fieldOption(node, option, "lookup", query);
    this.#limit(node, query);
  }

  /** `UniqueValidator(queryset=…)` of a serializer, which looks up what it is to be unique in. */
  #validator(node: SyntaxNode, name: string): void {
    const query = this.#queryset(node);
    if (!query) return;
    for (const option of VALIDATED.get(name)!) {
      const given = this.#keyword(node, option);
      for (const { value, span } of given ? this.#names.textsOf(given) : [])
        this.#add("lookup", name, query, value, span);
    }
    if (name !== "UniqueValidator") return;
    const asked = this.#keyword(node, "lookup");
    const [lookup] = asked ? textsIn(this.#text, asked) : [];
    const field = this.#validated(node);
    if (!field) return;
    const path = lookup && lookup.value !== "exact" ? `${field.value}__${lookup.value}` : field.value;
    this.#add("lookup", name, query, path, { start: node.from, end: node.firstChild!.to });
  }

  /** The field of the serializer: `email = CharField(validators=[…])`, `extra_kwargs = {"email": {"validators": […]}}`. */
  #validated(node: SyntaxNode): { readonly value: string } | null {
    for (let at = node; at.parent; at = at.parent) {
      const { parent } = at;
      if (parent.name === "DictionaryExpression") {
        const key = at.prevSibling?.name === ":" ? at.prevSibling.prevSibling : null;
        const [text] = key ? textsIn(this.#text, key) : [];
        if (text && text.value !== "validators") return text;
      } else if (parent.name === "AssignStatement") {
        const source = at.name === "CallExpression" ? this.#keyword(at, "source") : null;
        const [text] = source ? textsIn(this.#text, source) : [];
        const target = parent.firstChild;
        return text ?? (target?.name === "VariableName" ? { value: this.#source(target) } : null);
      } else if (parent.name === "Body") return null;
    }
    return null;
  }

  /** What a call chooses from, or looks into. */
  #queryset(node: SyntaxNode): Query | null {
    const given = this.#keyword(node, "queryset") ?? argumentsOf(node)[0];
    const value = given && this.#values.read(given);
    return value?.form === "many" ? queryOf(value) : null;
  }

  /** `limit_choices_to={"email__endswith": …}`, also where a function gives it. */
  #limit(node: SyntaxNode, query: Query): void {
    const given = this.#keyword(node, LIMIT);
    const bound = given?.name === "VariableName" ? this.#values.scopes.find(this.#source(given), given) : null;
    const limits =
      bound?.kind === "function"
        ? returnsIn(bound.node).flatMap((statement) => childrenOf(statement).slice(1))
        : [given?.name === "LambdaExpression" ? given.lastChild : given];
    for (const limit of limits)
      for (const { value, span } of limit ? this.#names.keysOf(limit) : [])
        this.#add("lookup", LIMIT, query, value, span);
  }

  #fieldOption(node: SyntaxNode, option: string, kind: UseKind, query: Query): void {
    const value = this.#keyword(node, option);
    for (const { value: text, span } of value?.name === "String" ? textsIn(this.#text, value) : [])
      this.#add(kind, option, query, text, span);
  }

  /** The model that a relation names, by itself or in a text. */
  #targetOf(node: SyntaxNode, owner: string): UseReceiver | null {
    if (node.name !== "String") return this.#values.read(node)?.root ?? null;
    const [named] = textsIn(this.#text, node);
    return named ? { kind: "class", name: named.value === "self" ? owner : named.value } : null;
  }

  #source({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }
}

/** Expressions of queries (https://docs.djangoproject.com/en/5.2/ref/models/expressions/) and what constraints are made of. */
const EXPRESSION_CLASSES = new Set(
  (
    "F Q OuterRef Case When Window Prefetch Count Max Min Sum Avg StdDev Variance ArrayAgg StringAgg JSONBAgg BoolAnd BoolOr " +
    "Lower Upper Concat Coalesce Cast Trim LTrim RTrim Substr Left Right Length Replace Greatest Least NullIf MD5 SHA1 " +
    "SHA224 SHA256 SHA384 SHA512 Collate Reverse Func ExpressionWrapper SearchVector TrigramSimilarity " +
    "TrigramWordSimilarity TruncDate TruncDay TruncMonth TruncYear TruncWeek Extract ExtractYear ExtractMonth ExtractDay " +
    "UniqueConstraint CheckConstraint ExclusionConstraint Index GinIndex GistIndex BTreeIndex HashIndex BrinIndex OpClass"
  ).split(" "),
);

/** Validators of serializers, by what names fields in them (https://www.django-rest-framework.org/api-guide/validators/). */
const VALIDATED: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["UniqueValidator", []],
  ["UniqueTogetherValidator", ["fields"]],
  ["UniqueForDateValidator", ["field", "date_field"]],
  ["UniqueForMonthValidator", ["field", "date_field"]],
  ["UniqueForYearValidator", ["field", "date_field"]],
]);

/** Fields whose limits may stand elsewhere. */
const CHOOSING = new Set(
  "ForeignKey OneToOneField ManyToManyField ModelChoiceField ModelMultipleChoiceField".split(" "),
);

/** https://docs.djangoproject.com/en/5.2/ref/models/fields/#django.db.models.ForeignKey.limit_choices_to */
const LIMIT = "limit_choices_to";

/** https://docs.djangoproject.com/en/5.2/ref/models/fields/#generatedfield */
const GENERATED = "GeneratedField";

/** Keywords of expressions that take names of fields (https://docs.djangoproject.com/en/5.2/ref/models/expressions/). */
const EXPRESSION_KEYWORDS: ReadonlyMap<string, UseKind> = new Map([
  ["partition_by", "selection"],
  ["order_by", "ordering"],
  ["ordering", "ordering"],
  ["then", "expression"],
  ["default", "expression"],
]);

/** What a call may stand in, or be the beginning of, and be compared all the same. */
const PASSED_ON = new Set(
  "CallExpression MemberExpression ParenthesizedExpression ArrayExpression TupleExpression".split(" "),
);

/** Other expressions that a condition may compare with. */
const VALUE_CLASSES = new Set(["Value", "Subquery", "RawSQL", "Case"]);

/** https://docs.djangoproject.com/en/5.2/ref/models/querysets/#aggregation-functions */
const AGGREGATES = new Set(
  "Count Max Min Sum Avg StdDev Variance ArrayAgg StringAgg JSONBAgg BoolAnd BoolOr AnyValue".split(" "),
);

/** Beyond this many steps from name to name nobody follows. */
const DEEPEST = 6;

/** Methods whose keywords give expressions a name. */
const NAMING = new Set(["annotate", "alias", "values", "values_list"]);

/** Methods that put expressions into their result. */
const SELECTING = new Set(["annotate", "values", "values_list"]);

/** Those whose keywords are conditions. */
const CONDITIONS = new Set(["Q", "When", "FilteredRelation"]);

/** Data of forms and serializers, by the fields of these. */
const DICTIONARIES: ReadonlyMap<string, UseKind> = new Map([
  ["cleaned_data", "form"],
  ["fields", "form"],
  ["validated_data", "serializer"],
  ["attrs", "serializer"],
]);

function valuesOf(dictionary: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(dictionary).filter((child) => child.prevSibling?.name === ":");
}

/** What an expression is put into: `condition = Q(…)`, `condition.add(Q(…), Q.OR)`, `conditions.append(Q(…))`. */
function targetOf(statement: SyntaxNode, { from }: SyntaxNode): SyntaxNode | null {
  const { firstChild } = statement;
  if (ASSIGNMENTS.has(statement.name)) return firstChild;
  const callee = firstChild?.name === "CallExpression" ? firstChild.firstChild : null;
  return callee && callee.to <= from && lastNamed(callee, "PropertyName") ? callee.firstChild : null;
}

const ASSIGNMENTS = new Set(["AssignStatement", "UpdateStatement"]);
const STATEMENTS = new Set([
  ...ASSIGNMENTS,
  "ExpressionStatement",
  "ReturnStatement",
  "FunctionDefinition",
  "ClassDefinition",
]);

const JOINED = new Set(["BinaryExpression", "ParenthesizedExpression", "UnaryExpression"]);

/** Of what stands at an offset of texts that are joined; the whole text where it is not known where in it. */
function placeIn(texts: readonly PlacedText[], at: number, length: number): RawUse["span"] {
  let before = 0;
  for (const { value, span, isExact } of texts) {
    const start = span.start + at - before;
    if (at < before + value.length) return isExact ? { start, end: start + length } : span;
    before += value.length;
  }
  return texts.at(-1)!.span;
}

/** `names` of `values(*names)`. */
function spreadIn(call: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(lastNamed(call, "ArgList") ?? call).filter((child) => child.prevSibling?.name === "*");
}

/** A path that may begin with another name of a field. */
function inFull(path: string, aliases: Aliases | undefined): string {
  const end = path.indexOf("__");
  const first = end < 0 ? path : path.slice(0, end);
  const meant = aliases?.get(first);
  return meant === undefined ? path : meant + path.slice(first.length);
}

function queryOf({ root, hops }: Value): Query {
  return { root, hops };
}

/** A relation's manager, or an attribute that is called so. */
function isQueryLike({ form, root, hops }: Value, method: string): boolean {
  if (form === "many") return true;
  const name = hops.at(-1) ?? "";
  if (root.kind === "class" || root.kind === "user" || root.kind === "about") return true;
  return SURELY_QUERY.has(method) || name === "objects" || name.endsWith("_set");
}
