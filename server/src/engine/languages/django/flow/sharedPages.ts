/** Pages of one person that a cache keeps for everybody (https://docs.djangoproject.com/en/5.2/topics/cache/#using-vary-headers). */
import { allNamed, firstNamed } from "../../python/namedChild.ts";
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import type { Scopes } from "../uses/scopes.ts";

const CACHES = "cache_page";

/** Functions and classes of the file that `cache_page` keeps, and that ask who is there. */
export function sharedPages(scopes: Scopes): readonly SyntaxNode[] {
  const root = scopes.module?.node;
  if (!root || !scopes.text.includes(CACHES)) return [];
  const found = new Set<SyntaxNode>();
  walk(root, (node) => {
    const page = node.name === "DecoratedStatement" ? decoratedBy(node, scopes) : wrappedBy(node, scopes);
    if (page && isOfOnePerson(page, scopes)) found.add(page);
  });
  return [...found];
}

/** `@cache_page(60)`, and `@method_decorator(cache_page(60), name="dispatch")`. */
function decoratedBy(statement: SyntaxNode, scopes: Scopes): SyntaxNode | null {
  const isCached = allNamed(statement, "Decorator").some((decorator) => CACHED.test(scopes.source(decorator)));
  return isCached ? (firstNamed(statement, "FunctionDefinition") ?? firstNamed(statement, "ClassDefinition")) : null;
}

/** `cache_page(60)(profile)` */
function wrappedBy(node: SyntaxNode, scopes: Scopes): SyntaxNode | null {
  const inner = node.name === "CallExpression" ? node.firstChild : null;
  if (inner?.name !== "CallExpression" || !CACHED.test(scopes.source(inner))) return null;
  const list = firstNamed(node, "ArgList");
  const page = list && firstNamed(list, "VariableName");
  const bound = page && scopes.find(scopes.source(page), page);
  return bound?.kind === "function" ? bound.node : null;
}

function isOfOnePerson(page: SyntaxNode, scopes: Scopes): boolean {
  const text = scopes.source(page.parent?.name === "DecoratedStatement" ? page.parent : page);
  return OF_ONE_PERSON.test(text) && !TOLD_APART.test(text);
}

const CACHED = /\bcache_page\(/;

/** More than whether somebody may see a page. */
const OF_ONE_PERSON = /\brequest\.(?:session\b|user\b(?!\.(?:is_\w+|has_\w*perms?)\b))/;

const TOLD_APART = /\bvary_on_cookie\b|\bvary_on_headers\([^)]*[Cc]ookie|\bprivate\s*=\s*True|\bnever_cache\b/;
