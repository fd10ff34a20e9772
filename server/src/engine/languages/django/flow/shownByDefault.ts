/** What data classes, named tuples and the like show of themselves as text, because nobody has told them not to. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { decoratorsOf, type Scope } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";
import { SHOWS_ITS_FIELDS } from "./flowWords.ts";

export interface ShownField {
  readonly name: string;
  readonly node: SyntaxNode;
}

/** Each class that shows its fields, with those that it declares and shows. */
export function shownByDefault(
  values: ValueReader,
): readonly (readonly [holder: Scope, fields: readonly ShownField[]])[] {
  return values.scopes.classes.flatMap((scope) => {
    if (!showsFields(scope, values)) return [];
    const body = firstNamed(scope.node, "Body");
    const fields = body ? childrenOf(body).flatMap((statement) => shownIn(statement, values)) : [];
    return fields.length > 0 ? [[scope, fields] as const] : [];
  });
}

function showsFields(scope: Scope, values: ValueReader): boolean {
  const { scopes, roles } = values;
  const lineage = [...roles.lineage(scope)];
  if (lineage.some((each) => OWN_TEXTS.some((name) => scopes.member(each, name)))) return false;
  const bases = lineage.flatMap((each) => roles.basesOf(each));
  return bases.some((base) => SHOWS_ITS_FIELDS.has(values.qualified(base))) || isDecorated(scope, values);
}

function isDecorated({ node }: Scope, values: ValueReader): boolean {
  return decoratorsOf(node).some((decorator) => {
    const text = values.scopes.source(decorator);
    const [, name = ""] = DECORATOR.exec(text) ?? [];
    return SHOWS_ITS_FIELDS.has(values.qualified(name)) && !HIDDEN.test(text);
  });
}

/** `api_key: str`, `api_key = attr.ib()`; nothing where it is hidden, or is no text. */
function shownIn(statement: SyntaxNode, { scopes }: ValueReader): readonly ShownField[] {
  const node = statement.name === "AssignStatement" ? firstNamed(statement, "VariableName") : null;
  if (node?.from !== statement.from || HIDDEN.test(scopes.source(statement))) return [];
  const type = firstNamed(statement, "TypeDef");
  const said = type ?? lastNamed(statement, "CallExpression");
  const isShown = said && (type ? TEXT_TYPE : ATTRIBUTE).test(scopes.source(said));
  return isShown ? [{ name: scopes.source(node), node }] : [];
}

const DECORATOR = /^@\s*([\w.]+)/;

/** Makes of an object what it is as text. */
const OWN_TEXTS = ["__repr__", "__repr_args__", "__rich_repr__"];

/** Or is made by a function, which attrs takes instead of a yes or no (https://www.attrs.org/en/stable/api.html#attrs.field). */
const HIDDEN = /\brepr\s*=(?!=)\s*(?!True\b)\S/;

const TEXT_TYPE = /\b(?:str|bytes|Any|EmailStr|date|Decimal)\b/;

/** `attr.ib()`, `field()` of attrs. */
const ATTRIBUTE = /^(?:attrs?\.)?(?:ib|attrib|field)\(/;
