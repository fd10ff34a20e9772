/** Values that reach a text by way of the database: in the SQL of a query, and in what it says of a row that it refuses. */
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { ValueReader } from "../uses/values.ts";
import { caughtAs } from "./caughtText.ts";
import { type Carried, carriedAt, type Reading } from "./carried.ts";

/** The fields that a query compares, whose text `node` gives: those of the chain of calls that makes it, behind one name at most. */
export function comparedFields(node: SyntaxNode, query: SyntaxNode, { values, wanted }: Reading): readonly Carried[] {
  const value = values.read(query);
  if (value?.form !== "many") return [];
  return filtersIn(queryExpression(query, values), values).flatMap((name) => {
    const path = [...value.hops, ...name.split("__")];
    const last = path.findLastIndex((part) => wanted.names.has(part));
    return last < 0 ? [] : carriedAt(node, { kind: "query", path: path.slice(0, last + 1), receiver: value.root });
  });
}

function queryExpression(query: SyntaxNode, values: ValueReader): SyntaxNode {
  const bound = query.name === "VariableName" ? values.scopes.find(values.lastName(query), query) : null;
  return bound?.kind === "value" ? bound.node : query;
}

const FILTERS = new Set(["filter", "exclude", "get"]);

function filtersIn(query: SyntaxNode, values: ValueReader): readonly string[] {
  const found: string[] = [];
  for (let call: SyntaxNode | null = query; call?.name === "CallExpression";) {
    const callee: SyntaxNode = call.firstChild!;
    const list = lastNamed(call, "ArgList");
    if (FILTERS.has(values.lastName(callee))) {
      for (const child of list ? childrenOf(list) : []) {
        if (child.nextSibling?.name === "AssignOp") found.push(values.scopes.source(child));
      }
    }
    call = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
  }
  return found;
}

const REFUSALS = /\b(?:IntegrityError|DataError|DatabaseError)\b/;

/** Write rows, or make sure that one is there. */
const WRITES = new Set(
  "save asave create acreate get_or_create aget_or_create update_or_create bulk_create update".split(" "),
);

/** An error that a `try` catches under a name: what rows it was about to write. */
export function refusedRows(node: SyntaxNode, name: string, values: ValueReader): readonly Carried[] {
  const caught = caughtAs(node, name, values.scopes);
  if (!caught || !REFUSALS.test(caught.types)) return [];
  const { attempt } = caught;
  const found = new Map<string, readonly Carried[]>();
  walk(attempt, (at): undefined => {
    const callee = at.name === "CallExpression" ? at.firstChild! : null;
    const value = callee && WRITES.has(values.lastName(callee)) ? values.receiverOf(callee) : null;
    if (!value || value.root.kind === "name" || value.root.kind === "unknown") return;
    const carrier = { kind: "refusal" as const, path: value.hops, receiver: value.root };
    found.set(JSON.stringify(carrier), carriedAt(node, carrier));
  });
  return [...found.values()].flat();
}
