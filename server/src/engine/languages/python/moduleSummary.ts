import type { Bound, ModuleSummary } from "../../schema/moduleSummary.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import type { Span } from "../../text/span.ts";
import type { CallExpression, Expression } from "./expression.ts";
import { readExpression } from "./readExpression.ts";
import type { Statement } from "./layout.ts";
import { calleeOf, literalOf } from "./literals.ts";
import type { PythonModule } from "./module.ts";
import { passedIn } from "./passedKeywords.ts";

/**
 * Imports under `if TYPE_CHECKING` and in any branch of a `try` count as all others; those within functions do not. `modules` are
 * the file, or its parts in their order.
 */
export function summaryOf(modules: readonly PythonModule[]): ModuleSummary {
  const bound = new Map<string, Bound[]>();
  const stars: string[] = [];
  let all: readonly string[] | null = null;
  for (const saying of modules.flatMap(sayingsOf)) {
    if (saying.kind === "all") all = saying.names;
    else if (saying.kind === "star") stars.push(saying.module);
    else {
      // What always runs takes the place of what was bound before it; what may run stands beside it.
      const before = bound.get(saying.name);
      if (before && saying.isGuarded) before.push(saying.bound);
      else bound.set(saying.name, [saying.bound]);
    }
  }
  const names = [...bound].flatMap(([name, each]) => each.map((one) => ({ name, bound: one })));
  return { names, stars, all };
}

/** Whether two modules say the same of what their names lead to. */
export function bindsTheSame(some: PythonModule, other: PythonModule): boolean {
  return some === other || JSON.stringify(sayingsOf(some)) === JSON.stringify(sayingsOf(other));
}

type Saying =
  | { readonly kind: "bound"; readonly name: string; readonly bound: Bound; readonly isGuarded: boolean }
  | { readonly kind: "star"; readonly module: string }
  | { readonly kind: "all"; readonly names: readonly string[] | null };

/** Kept for the parts that are the same after a key is hit. */
const known = new WeakMap<PythonModule, readonly Saying[]>();

function sayingsOf(module: PythonModule): readonly Saying[] {
  const before = known.get(module);
  if (before) return before;
  const names = new Names(module);
  const pending = module.layout.statements.toReversed().map((statement) => ({ statement, isGuarded: false }));
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { statement, isGuarded } = item;
    names.take(statement, isGuarded);
    if (statement.kind !== "block") continue;
    for (const inner of statement.body.toReversed()) pending.push({ statement: inner, isGuarded: true });
  }
  known.set(module, names.said);
  return names.said;
}

class Names {
  readonly said: Saying[] = [];
  readonly #module: PythonModule;
  /** Of imports, which were read already, by the start of their statements. */
  readonly #imports: ReadonlyMap<number, PythonModule["imports"][number]>;

  constructor(module: PythonModule) {
    this.#module = module;
    this.#imports = new Map(module.imports.map((statement) => [statement.span.start, statement]));
  }

  take(statement: Statement, isGuarded: boolean): void {
    const { kind, name } = statement;
    if (kind === "import") this.#takeImport(statement, isGuarded);
    else if (name && kind !== "block" && kind !== "other") {
      const text = this.#text(name);
      if (text === "__all__") this.said.push({ kind: "all", names: this.#namesIn(statement.value) });
      else this.#bind(text, this.#boundBy(statement), isGuarded);
    }
  }

  #takeImport({ span }: Statement, isGuarded: boolean): void {
    const statement = this.#imports.get(span.start);
    for (const { name, alias } of statement?.names ?? []) {
      const { kind, module } = statement!;
      if (name === "*") this.said.push({ kind: "star", module: ownCopy(module) });
      else if (kind === "from")
        this.#bind(alias ?? name, { kind: "import", module: ownCopy(module), name: ownCopy(name) }, isGuarded);
      else {
        // `import a.b` binds `a`, whose attribute `b` is; `import a.b as c` binds what is at the end of the way.
        const whole = alias === null ? name.split(".")[0]! : name;
        this.#bind(alias ?? whole, { kind: "import", module: ownCopy(whole), name: "" }, isGuarded);
      }
    }
  }

  #bind(name: string, bound: Bound, isGuarded: boolean): void {
    this.said.push({ kind: "bound", name: ownCopy(name), bound, isGuarded });
  }

  #boundBy(statement: Statement): Bound {
    if (statement.kind === "class") return this.#class(statement);
    if (statement.kind === "function") return this.#function(statement);
    const value = statement.value && this.#mayLead(statement.value) ? this.#read(statement.value) : null;
    if (value?.kind === "name") return { kind: "alias", to: ownCopy(value.text) };
    return value?.kind === "call" ? this.#call(value) : VALUE;
  }

  /** Most values are literals, which lead nowhere and need not be parsed. */
  #mayLead({ start, end }: Span): boolean {
    return LEADS.test(this.#module.text.slice(start, Math.min(end, start + LONGEST_NAME)));
  }

  #class(statement: Statement): Bound {
    const { name, value, body } = statement;
    const header = name && value && value.end > value.start ? this.#read({ start: name.start, end: value.end }) : null;
    const bases = header?.kind === "call" ? header.arguments.filter((each) => each.name === null) : [];
    const init = body.find(
      (member) => member.kind === "function" && member.name !== null && this.#text(member.name) === "__init__",
    );
    // `Base[T]` is `Base`, and `get_user_model()` says more than nothing.
    const names = bases.map((base) => ownCopy(this.#text(base.value.span).replace(/\[[^]*$/, "")));
    const gives = names.every((base) => base === "object") ? this.#given(body) : [];
    return {
      kind: "class",
      bases: names,
      passes: init ? passedIn(this.#module.text, init) : [],
      ...(gives.length > 0 && { gives }),
    };
  }

  #given(body: readonly Statement[]): readonly string[] {
    return body.flatMap(({ kind, name }) => {
      const text = name && (kind === "assignment" || kind === "function") ? this.#text(name) : "__";
      return text.startsWith("__") ? [] : ownCopy(text);
    });
  }

  #function(statement: Statement): Bound {
    const last = statement.body.findLast(({ span }) => this.#text(span).startsWith("return"));
    if (!last) return { kind: "function", returns: null, passes: [] };
    const start = last.span.start + "return".length;
    const value = this.#mayLead({ start: start + 1, end: last.span.end })
      ? this.#read({ start: start + 1, end: last.span.end })
      : null;
    const callee = value?.kind === "call" ? calleeOf(value) : "";
    if (callee === "") return { kind: "function", returns: null, passes: [] };
    return { kind: "function", returns: ownCopy(callee), passes: passedIn(this.#module.text, statement) };
  }

  #call(call: CallExpression): Bound {
    const callee = calleeOf(call);
    if (callee === "") return VALUE;
    const positional = call.arguments.filter(({ name, stars }) => name === null && stars === "");
    const first = positional[0]?.value;
    const texts = positional.flatMap(({ value }) => (value.kind === "text" ? ownCopy(value.value) : []));
    const passes = call.arguments.flatMap(({ name, value }) => {
      const literal = name === null ? undefined : literalOf(value);
      return name === null || literal === undefined ? [] : { name: ownCopy(name), value: literal };
    });
    return {
      kind: "call",
      callee: ownCopy(callee),
      first: first?.kind === "name" ? ownCopy(first.text) : null,
      texts,
      passes,
    };
  }

  #namesIn(value: Span | null): readonly string[] | null {
    const list = value && this.#read(value);
    if (list?.kind !== "sequence") return null;
    const names = list.items.map((item) => literalOf(item));
    return names.every((name) => typeof name === "string") ? names : null;
  }

  #read(span: Span): Expression {
    return readExpression(this.#module.text, span);
  }

  #text({ start, end }: Span): string {
    return this.#module.text.slice(start, end);
  }
}

const VALUE: Bound = { kind: "value" };

/** A dotted name, and perhaps a call of it. */
const LEADS = /^\(?\s*[\p{L}_][\p{L}\p{N}_.]*\s*(\(|\)|$)/u;

const LONGEST_NAME = 200;
