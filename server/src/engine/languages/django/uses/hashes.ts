/** What shows that a field holds a digest, and not what it was made of: https://docs.djangoproject.com/en/5.2/topics/auth/passwords/ */
import type { RawUse } from "../../../schema/rawUses.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import { argumentsOf } from "./calls.ts";
import type { Bound } from "./scopes.ts";
import type { ValueReader } from "./values.ts";

/** Take what was typed, and behind it the digest: Django's, and that of bcrypt. */
const COMPARING: ReadonlySet<string> = new Set(["check_password", "checkpw"]);

/** Give a digest that a person's password is compared with later. */
const MAKING: ReadonlySet<string> = new Set(["make_password", "hashpw"]);

/**
 * Methods of what hashlib and hmac make. A field that is set to one tells nothing: a token is often made as a digest of random bytes, and is the
 * secret itself; an erasure hashes what all other rows hold in the clear. It is one where what somebody hands in is hashed to compare it.
 */
const DIGESTS: ReadonlySet<string> = new Set(["hexdigest", "digest"]);

/** Compare two values in constant time. */
const COMPARING_BOTH: ReadonlySet<string> = new Set(["compare_digest", "constant_time_compare"]);

/** Give what nobody handed in. */
const FRESH: ReadonlySet<string> = new Set(
  "urandom random randint randrange randbytes randbits getrandbits choice choices sample uuid1 uuid4 token_bytes token_hex token_urlsafe get_random_string time time_ns now utcnow".split(
    " ",
  ),
);

/** From name to name. */
const DEEPEST = 10;

/** Parameters that take what was hashed elsewhere. */
const HASHED = /hash|digest|encoded|encrypted|crypt/i;

/** Whether the use compares or writes a digest. */
export function isOfDigest({ kind, by, isDigest }: RawUse): boolean {
  if (isDigest) return true;
  return kind === "read" ? COMPARING.has(by) || DIGESTS.has(by) : kind === "write" && MAKING.has(by);
}

/** The function that an attribute is handed to as a digest, or the method that makes what it is compared with; "" for none. */
export function comparedBy(values: ValueReader, attribute: SyntaxNode): string {
  const { parent } = attribute;
  if (parent?.name === "BinaryExpression") {
    const [left, operator, right] = childrenOf(parent);
    const isEquality = operator?.name === "CompareOp" && /^[=!]=$/.test(values.scopes.source(operator));
    const other = left?.from === attribute.from ? right : left;
    return isEquality && other ? digestOfGiven(values, other) : "";
  }
  const call = parent?.name === "ArgList" ? parent.parent : null;
  if (call?.name !== "CallExpression") return "";
  const name = values.lastName(call.firstChild!);
  const [first, second] = argumentsOf(call);
  if (!first || !second) return "";
  if (COMPARING.has(name)) return second.from === attribute.from ? name : "";
  return COMPARING_BOTH.has(name) ? digestOfGiven(values, first.from === attribute.from ? second : first) : "";
}

/** The function whose digest an attribute is set to, `self.token = make_password(token)`; "" for none. */
export function digestedBy(values: ValueReader, attribute: SyntaxNode): string {
  const parts = attribute.parent ? childrenOf(attribute.parent) : [];
  const value = parts.at(-1);
  if (parts[1]?.name !== "AssignOp" || value?.name !== "CallExpression") return "";
  const name = values.lastName(value.firstChild!);
  return MAKING.has(name) ? name : "";
}

/** What else tells of the value that an attribute or a keyword is set to. `target`: the attribute; null for a keyword. */
export function writtenAs(
  values: ValueReader,
  given: SyntaxNode,
  target: SyntaxNode | null,
): Pick<RawUse, "isDigest" | "isPlain"> {
  const { scopes } = values;
  if (isPlain(values, given)) return { isPlain: true };
  const hashed = target && given.name === "CallExpression" ? argumentsOf(given)[0] : undefined;
  const isInPlace =
    hashed !== undefined &&
    MAKING.has(values.lastName(given.firstChild!)) &&
    scopes.source(hashed) === scopes.source(target!);
  return isInPlace ? { isDigest: true } : {};
}

/** `token`, `form.cleaned_data["token"]`, `request.POST.get("token")`, `get_random_string(20)`, or a name of one. */
function isPlain(values: ValueReader, node: SyntaxNode, depth = 0): boolean {
  const { scopes } = values;
  switch (node.name) {
    case "VariableName": {
      const name = scopes.source(node);
      const bound = scopes.find(name, node);
      if (bound?.kind === "value")
        return bound.index === null && depth < DEEPEST && isPlain(values, bound.node, depth + 1);
      return isParameter(bound) && !HASHED.test(name);
    }
    case "MemberExpression": {
      // What an object has may be anything; what was sent is not hashed.
      const text = scopes.source(node);
      return SENT.test(text) && !HASHED.test(text);
    }
    case "CallExpression": {
      const callee = node.firstChild!;
      if (FRESH.has(values.lastName(callee))) return true;
      return values.lastName(callee) === "get" && SENT.test(scopes.source(callee)) && !HASHED.test(scopes.source(node));
    }
    default:
      return false;
  }
}

/** https://docs.djangoproject.com/en/5.2/ref/request-response/ and https://www.django-rest-framework.org/api-guide/requests/ */
const SENT = /\b(cleaned_data|validated_data|request\.(POST|GET|data|query_params))\b/;

function isParameter(bound: Bound | null): boolean {
  return bound?.kind === "parameter" || (bound?.kind === "annotation" && bound.parameter !== undefined);
}

/** The method by which an expression, or the name of one, is the digest of what somebody hands in; "" for any other. */
export function digestOfGiven(values: ValueReader, node: SyntaxNode, depth = 0): string {
  if (node.name === "VariableName") {
    const bound = values.scopes.find(values.scopes.source(node), node);
    const isFollowed = bound?.kind === "value" && bound.index === null && depth < DEEPEST;
    return isFollowed ? digestOfGiven(values, bound.node, depth + 1) : "";
  }
  if (node.name !== "CallExpression") return "";
  const callee = node.firstChild!;
  const name = values.lastName(callee);
  if (callee.name !== "MemberExpression" || !DIGESTS.has(name)) return "";
  const sources = sourcesOf(values, callee.firstChild!);
  return sources.has("given") && !sources.has("fresh") ? name : "";
}

/** Of what an expression is made, as far as its names lead. */
function sourcesOf(values: ValueReader, root: SyntaxNode): ReadonlySet<"given" | "fresh"> {
  const { scopes } = values;
  const found = new Set<"given" | "fresh">();
  const seen = new Set([root]);
  // A set shows what is added while it is gone through.
  for (const part of seen) {
    walk(part, (node) => {
      if (node.name === "CallExpression" && FRESH.has(values.lastName(node.firstChild!))) found.add("fresh");
      if (node.name !== "VariableName") return undefined;
      const name = scopes.source(node);
      const bound = scopes.find(name, node);
      if (isParameter(bound) && name !== "self" && name !== "cls") found.add("given");
      if (bound?.kind === "value") {
        seen.add(bound.node);
        for (const more of addedTo(values, name, node)) seen.add(more);
      }
      return undefined;
    });
  }
  return found;
}

/** What is put into a hash part by part: `h = hashlib.sha256()`, then `h.update(token)`. */
function addedTo(values: ValueReader, name: string, use: SyntaxNode): readonly SyntaxNode[] {
  const { scopes } = values;
  const scope = scopes.at(use);
  const found: SyntaxNode[] = [];
  if (scope === null) return found;
  walk(scope.node, (node) => {
    if (node.name !== "CallExpression" || node.from > use.from) return undefined;
    const callee = node.firstChild!;
    const isOfName = callee.firstChild?.name === "VariableName" && scopes.source(callee.firstChild) === name;
    if (isOfName && values.lastName(callee) === "update") found.push(...argumentsOf(node));
    return undefined;
  });
  return found;
}
