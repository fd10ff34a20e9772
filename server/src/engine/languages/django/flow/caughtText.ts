/** What exceptions say, where nobody chose the words for those who read them. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed } from "../../python/namedChild.ts";
import type { Scopes } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";
import { type Carried, carriedAt } from "./carried.ts";

/** As an annotation. */
export const ANY_EXCEPTION = /^:\s*(?:Base)?Exception$/;

/** Any exception whatever, and those of databases, of requests to others and of processes, which quote what they were given. */
const TELLING =
  /^(?:\w+\.)*(?:(?:Base)?Exception|IntegrityError|DataError|DatabaseError|OperationalError|ProgrammingError|RequestException|HTTPError|ConnectionError|CalledProcessError|ClientError|SMTPException)$/;

/** The text of an exception that an `except` around a node binds to the name. */
export function caughtText(node: SyntaxNode, name: string, { scopes }: ValueReader): readonly Carried[] {
  const caught = caughtAs(node, name, scopes);
  const types = caught?.types.split(/[(),\s]+/).filter((type) => TELLING.test(type)) ?? [];
  return types.length > 0 ? carriedAt(node, { kind: "caught", types: types.join(", ") }) : [];
}

interface Caught {
  /** As written. */
  readonly types: string;
  /** The body of the `try`. */
  readonly attempt: SyntaxNode;
}

/** What an `except` around a node binds to a name. */
export function caughtAs(node: SyntaxNode, name: string, scopes: Scopes): Caught | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.parent?.name !== "TryStatement" || at.name !== "Body") continue;
    const bound = at.prevSibling;
    const word = bound?.prevSibling;
    if (bound?.name !== "VariableName" || word?.name !== "as" || scopes.source(bound) !== name) continue;
    const types = word.prevSibling;
    const attempt = firstNamed(at.parent, "Body");
    return types && attempt ? { types: scopes.source(types), attempt } : null;
  }
  return null;
}
