import type { DataCell, DataColumn, KnownColumns } from "./cells.ts";

/**
 * Of Python, as far as its text tells without being parsed: what stands under a name that is called like a column (`email="…"`, `"email": "…"`), and in what
 * is said of a field where it is declared (`default`, `help_text`, `examples`). The text may end anywhere.
 */
export function* codeCells(text: string, { wants }: KnownColumns): Iterable<DataCell> {
  // Saves most files all that follows: they hold nothing in quotes that has the form of an address or of a long number.
  if (!MAY_HOLD.test(text)) return;
  const columns = new Map<string, boolean>();
  const columnAt = (name: string, start: number): DataColumn | null => {
    const column = { table: null, name, span: { start, end: start + name.length } };
    // Whether a name is of interest hangs on nothing else.
    if (columns.get(name) === false) return null;
    const isWanted = wants(column);
    columns.set(name, isWanted);
    return isWanted ? column : null;
  };
  for (const match of text.matchAll(NAMED)) {
    const [whole, assigned, key, , value = ""] = match;
    const name = assigned ?? key ?? "";
    if (value.length < SHORTEST) continue;
    if (ABOUT_FIELD.test(name)) {
      const field = declaredAround(text, match.index);
      const column = field && columnAt(field.name, field.start);
      if (column) for (const part of partsOf(value)) yield { column, value: part };
      continue;
    }
    const column = columnAt(name, match.index + whole.indexOf(name));
    if (column) yield { column, value };
  }
}

const MAY_HOLD = /["'][^"'\n]*(?:\w@\w|\d(?:[ ./-]?\w){7})/;
const SHORTEST = 7;

const NAMED =
  /(?:\b([A-Za-z_]\w*)(?:[ \t]*:[ \t]*[\w.[\]| ]+)?[ \t]*=[ \t]*\[?|["']([A-Za-z_]\w*)["'][ \t]*:[ \t]*)(["'])((?:(?!\3)[^\\\n])*)\3/g;

const ABOUT_FIELD = /^(?:default|initial|help_text|placeholder|description|examples?|sample|label|verbose_name)$/;

interface Declared {
  readonly name: string;
  readonly start: number;
}

/** The name that the call around a place is assigned to: `iban = models.CharField(…`, also over several lines. */
function declaredAround(text: string, at: number): Declared | null {
  const before = text.slice(Math.max(0, at - LONGEST), at);
  const [last] = [...before.matchAll(DECLARED)].slice(-1);
  if (!last) return null;
  const behind = before.slice(last.index + last[0].length);
  const open = 1 + (behind.match(/\(/g)?.length ?? 0) - (behind.match(/\)/g)?.length ?? 0);
  if (open < 1) return null;
  const name = last[1]!;
  return { name, start: at - before.length + last.index + last[0].indexOf(name) };
}

const LONGEST = 2_000;
const DECLARED = /^[ \t]*([A-Za-z_]\w*)[ \t]*(?::[^=\n]{1,100})?=[ \t]*[\w.]+\(/gm;

/** A text and its words, and what stands in it of digits with blanks between. */
function partsOf(text: string): readonly string[] {
  return [...new Set([text, ...text.split(/[\s,;()<>]+/), ...(text.match(/\+?\d[\d ()./-]{6,}\d/g) ?? [])])];
}
