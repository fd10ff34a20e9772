/** The names that a statement of SQL speaks of, as whole words. Nothing is understood of it beyond that. */

interface SqlNames {
  readonly tables: readonly string[];
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  /** Of those, the ones that an INSERT or UPDATE gives values to. */
  readonly written: readonly string[];
}

const STATEMENT = /\b(?:select|insert|update|delete|with|alter|create|truncate|copy)\b/i;
/** One or more, with commas and other names between: `from customers as c, orders`. */
const TABLES =
  /\b(?:from|join|into|update|table)\s+(?:only\s+|if\s+(?:not\s+)?exists\s+)?((?:[\w.`"[\]]+(?:\s+(?:as\s+)?\w+)?\s*,\s*)*[\w.`"[\]]+)/gi;

/** `isPart`: an expression that becomes part of a statement. */
export function namesInSql(text: string, isPart: boolean): SqlNames {
  if (!isPart && !STATEMENT.test(text)) return { tables: [], columns: [], written: [] };
  const bare = withoutTexts(text);
  const tables = [...bare.matchAll(TABLES)].flatMap((match) =>
    match[1]!.split(",").map((each) =>
      each
        .trim()
        .replace(/\s[\s\S]*/, "")
        .replace(/[`"[\]]/g, "")
        .replace(/^.*\./, ""),
    ),
  );
  const columns = [...bare.matchAll(/[A-Za-z_]\w*/g)].map((match) => ({ name: match[0], at: match.index }));
  return { tables: [...new Set(tables)], columns, written: writtenBy(bare) };
}

const INSERTED = /\binto\s+[\w.`"[\]]+\s*\(([^()]*)\)/gi;
const UPDATED = /\bset\b(.*?)(?=\b(?:where|from|returning|on|set)\b|;|$)/gis;
const ASSIGNED = /(?:^|,)\s*(?:\w+\.)?[`"[]?(\w+)[`"\]]?\s*=/g;

/** What stands in the list behind the table, and on the left of `=` behind SET. */
function writtenBy(statement: string): readonly string[] {
  const inserted = [...statement.matchAll(INSERTED)].flatMap(([, list]) => list!.match(/\w+/g) ?? []);
  // What stands in brackets there is an expression.
  const updated = [...withoutBrackets(statement).matchAll(UPDATED)].flatMap(([, assigned]) =>
    [...assigned!.matchAll(ASSIGNED)].map(([, name]) => name!),
  );
  return [...new Set([...inserted, ...updated])];
}

/** Nobody nests deeper by hand. */
const DEEPEST = 20;

function withoutBrackets(text: string): string {
  let outer = text;
  for (let depth = 0; depth < DEEPEST && outer.includes("("); depth++) outer = outer.replace(/\([^()]*\)/g, "");
  return outer;
}

/** Texts and comments blotted out, at the same length. */
function withoutTexts(text: string): string {
  return text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (match) => " ".repeat(match.length));
}
