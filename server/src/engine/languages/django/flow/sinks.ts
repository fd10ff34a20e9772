/** Which calls and statements show values to others, or hand them on. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { SinkKind } from "../../../schema/rawFlows.ts";
import { type Argument, handedTo } from "../uses/calls.ts";
import { isWeak, type ValueReader } from "../uses/values.ts";
import { ANSWERS, LOGS, MAKES_LOGGER, PRINTS } from "./flowWords.ts";
import { type Outlet, outletsOf, shownOf } from "./outlets.ts";

export interface Sink {
  readonly kind: SinkKind;
  /** As written: `logger.info`. */
  readonly by: string;
  handed(): readonly Argument[];
}

/** `logger`, `LOG`, `self.audit_logger`, the module `logging`. */
const LOGGER_NAME = /^_*(?:\w+_)?log(?:ger|ging)?$/i;

/** Rooms in which people and programs of other companies read along. */
const CHAT = /slack|discord|mattermost|telegram|teams_?(?:url|web)|chat|hook_?url|webhook/i;

/** `context = super().get_context_data()` */
const CONTEXT: ReadonlySet<string> = new Set(["context", "ctx"]);

/** The header that says what a download is called. */
const FILE_NAME = /^["']content-disposition["']$/i;

const NONE: readonly Sink[] = [];

export class SinkReader {
  readonly #values: ValueReader;

  constructor(values: ValueReader) {
    this.#values = values;
  }

  at(node: SyntaxNode): readonly Sink[] {
    const single = this.#singleAt(node);
    if (single) return [single];
    return node.name === "CallExpression" ? this.#outletsAt(node) : NONE;
  }

  #singleAt(node: SyntaxNode): Sink | null {
    if (node.name === "RaiseStatement") return this.#raised(node);
    if (node.name === "AssertStatement") return this.#asserted(node);
    if (node.name === "MemberExpression") return this.#item(node);
    const callee = node.firstChild!;
    const kind = this.#kindOf(callee);
    return kind && { kind, by: this.#written(callee), handed: () => handedTo(this.#values.scopes, node) };
  }

  #outletsAt(call: SyntaxNode): readonly Sink[] {
    const callee = call.firstChild!;
    const isMethod = lastNamed(callee, "PropertyName") !== null;
    if (!isMethod && callee.name !== "VariableName") return NONE;
    const outlets = outletsOf(this.#values.lastName(callee), isMethod, () =>
      this.#values.qualified(this.#values.scopes.source(callee)),
    );
    return outlets.map((outlet) => ({
      kind: outlet.kind === "web request" && this.#isForChat(call) ? "chat" : outlet.kind,
      by: this.#written(callee),
      handed: () => this.#handed(outlet, call, isMethod ? callee.firstChild : null),
    }));
  }

  /** By what the address is called. */
  #isForChat(call: SyntaxNode): boolean {
    const [first] = handedTo(this.#values.scopes, call);
    return first !== undefined && CHAT.test(this.#values.scopes.source(first.value));
  }

  #handed(outlet: Outlet, call: SyntaxNode, object: SyntaxNode | null): readonly Argument[] {
    const shown = shownOf(outlet, handedTo(this.#values.scopes, call), object);
    if (outlet.kind !== "cached value") return shown;
    // What is asked for only when it is not there yet.
    return shown.map(({ keyword, value }) => ({
      keyword,
      value: value.name === "LambdaExpression" ? value.lastChild! : value,
    }));
  }

  /** `request.session["email"] = …`, `response["Content-Disposition"] = …` */
  #item(item: SyntaxNode): Sink | null {
    const statement = item.parent;
    if (lastNamed(item, "PropertyName") || statement?.name !== "AssignStatement") return null;
    const object = item.firstChild!;
    const value = statement.lastChild!;
    if (item.from !== statement.from || value.from === item.from) return null;
    const handed = (): readonly Argument[] => [{ keyword: null, value }];
    if (object.name === "MemberExpression" && this.#values.lastName(object) === "session")
      return { kind: "session", by: this.#written(object), handed };
    if (object.name === "VariableName" && CONTEXT.has(this.#written(object)))
      return { kind: "context", by: this.#written(object), handed };
    const key = firstNamed(item, "String");
    const isFileName = key !== null && FILE_NAME.test(this.#values.scopes.source(key));
    return isFileName ? { kind: "file name", by: "Content-Disposition", handed } : null;
  }

  #kindOf(callee: SyntaxNode): SinkKind | null {
    if (this.#isLogging(callee)) return "log";
    if (this.#isPrinting(callee)) return "console";
    return this.#isAnswering(callee) ? "response" : null;
  }

  #isAnswering(callee: SyntaxNode): boolean {
    const written = this.#values.scopes.source(callee);
    return ANSWERS.has(callee.name === "VariableName" ? written : written.split(".").slice(-2).join("."));
  }

  #raised(node: SyntaxNode): Sink | null {
    const call = firstNamed(node, "CallExpression");
    if (!call) return null;
    const by = `raise ${this.#written(call.firstChild!)}`;
    return { kind: "exception", by, handed: () => handedTo(this.#values.scopes, call) };
  }

  /** `assert condition, message` */
  #asserted(node: SyntaxNode): Sink | null {
    const comma = firstNamed(node, ",");
    const message = comma?.nextSibling;
    return message ? { kind: "exception", by: "assert", handed: () => [{ keyword: null, value: message }] } : null;
  }

  #isLogging(callee: SyntaxNode): boolean {
    const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
    return object !== null && LOGS.has(this.#values.lastName(callee)) && this.#isLogger(object);
  }

  #isLogger(object: SyntaxNode): boolean {
    if (object.name === "CallExpression") {
      const callee = object.firstChild!;
      return MAKES_LOGGER.has(this.#values.lastName(callee)) || this.#isLogging(callee);
    }
    if (object.name !== "VariableName" && object.name !== "MemberExpression") return false;
    const name = this.#values.lastName(object);
    const bound = object.name === "VariableName" ? this.#values.scopes.find(name, object) : null;
    if (bound?.kind === "value" && bound.node.name === "CallExpression" && bound.index === null) {
      if (this.#isLogger(bound.node)) return true;
    }
    if (!LOGGER_NAME.test(name)) return false;
    // A model that is called `Log`, and `math.log`.
    const value = this.#values.read(object);
    return value === null || isWeak(value) || (value.root.kind === "class" && value.hops.length > 0);
  }

  #isPrinting(callee: SyntaxNode): boolean {
    const written = this.#values.scopes.source(callee);
    if (!/^[\w.]+$/.test(written)) return false;
    const first = /^\w+/.exec(written)![0];
    // A function or variable of its own that is called so.
    const isOwn = first !== "self" && this.#values.scopes.find(first, callee) !== null;
    return !isOwn && PRINTS.has(this.#values.qualified(written));
  }

  #written(callee: SyntaxNode): string {
    const text = this.#values.scopes.source(callee);
    if (/^[\w.]{1,60}$/.test(text)) return text;
    return lastNamed(callee, "PropertyName") ? this.#values.lastName(callee) : "call";
  }
}
