/**
 * The fixture language of our specs: several files in one text, a cursor, and expectations under the lines.
 *
 *     //- shop/models.py
 *     class Customer(models.Model):
 *         national_id = models.CharField()
 *         ^^^^^^^^^^^ storage/plaintext-field: part of the message
 *         em$0ail = models.EmailField()
 *
 * `//- PATH` starts a file (without one, everything is `models.py`). `$0` is the cursor and is taken out. A line of
 * carets, alone on its line, marks what must be reported for the text above it; after the carets stand the rule and,
 * after a colon, a part of the message. Common indentation is removed, as is the line break after the opening backtick.
 */
export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly cursor: { readonly path: string; readonly offset: number } | null;
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  readonly path: string;
  /** Span of the marked text, UTF-16. */
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly message: string;
}

const EXPECTATION = /^(\s*)(\^+) ?([^:]*)(?::\s*(.*))?$/;

export function parseFixture(source: string): Fixture {
  const files = new Map<string, string>();
  const expectations: Expectation[] = [];
  let cursor: Fixture["cursor"] = null;
  for (const { path, lines } of splitFiles(dedent(source))) {
    let text = "";
    let lastLineStart = 0;
    for (const line of lines) {
      const mark = EXPECTATION.exec(line);
      if (mark) {
        const start = lastLineStart + mark[1]!.length;
        const end = start + mark[2]!.length;
        expectations.push({ path, start, end, rule: mark[3]!.trim(), message: mark[4]?.trim() ?? "" });
        continue;
      }
      lastLineStart = text.length;
      const at = line.indexOf("$0");
      if (at >= 0) cursor = { path, offset: text.length + at };
      text += (at >= 0 ? line.slice(0, at) + line.slice(at + 2) : line) + "\n";
    }
    files.set(path, text);
  }
  return { files, cursor, expectations };
}

/** The text of a fixture that is a single file without marks. */
export function dedent(source: string): string {
  const lines = source
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, Infinity);
  return lines.map((line) => line.slice(Number.isFinite(common) ? common : 0)).join("\n");
}

function splitFiles(source: string): { path: string; lines: string[] }[] {
  const files: { path: string; lines: string[] }[] = [];
  for (const line of source.split("\n")) {
    const header = /^\/\/- (\S+)$/.exec(line);
    if (header) files.push({ path: header[1]!, lines: [] });
    else if (files.length > 0) files.at(-1)!.lines.push(line);
    else files.push({ path: "models.py", lines: [line] });
  }
  return files;
}
