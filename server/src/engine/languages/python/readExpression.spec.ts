import { describe, expect, it } from "vitest";
import type { CallExpression, Expression } from "./expression.ts";
import { readExpression } from "./readExpression.ts";
import { literalOf, textOf } from "./literals.ts";

/** Something stands before the expression, so that its offsets are not by chance those of its own text. */
const BEFORE = "😀 x = ";

function read(source: string): Expression {
  return readExpression(BEFORE + source, { start: BEFORE.length, end: BEFORE.length + source.length });
}

function readCall(source: string): CallExpression {
  const expression = read(source);
  if (expression.kind !== "call") throw new Error(`${source} was read as ${expression.kind}`);
  return expression;
}

function textAt(source: string, span: { start: number; end: number } | null): string | null {
  return span && (BEFORE + source).slice(span.start, span.end);
}

/** Name and source of each argument. */
function argumentsOf(source: string): readonly (readonly [string | null, string | null])[] {
  return readCall(source).arguments.map(
    ({ name, stars, value }) => [name, stars + textAt(source, value.span)!] as const,
  );
}

describe("calls", () => {
  it("tells callee, parentheses, arguments and the last comma", () => {
    const source = `models.CharField(_("Näme 😀"), max_length=10, **rest,)`;
    const call = readCall(source);
    expect(call.callee).toMatchObject({ kind: "name", text: "models.CharField" });
    expect(textAt(source, call.callee.span)).toBe("models.CharField");
    expect(textAt(source, call.span)).toBe(source);
    expect(call.open - BEFORE.length).toBe(source.indexOf("("));
    expect(call.close! - BEFORE.length).toBe(source.length - 1);
    expect(call.trailingComma! - BEFORE.length).toBe(source.length - 2);
    expect(argumentsOf(source)).toEqual([
      [null, `_("Näme 😀")`],
      ["max_length", "10"],
      [null, "**rest"],
    ]);
    expect(textAt(source, call.arguments[1]!.nameSpan)).toBe("max_length");
    expect(textAt(source, call.arguments[1]!.span)).toBe("max_length=10");
  });

  it("reads the same on several lines, with comments between", () => {
    const source = "models . CharField(  # one\r\n    # two\r\n\tmax_length = 10 , # three\r\n    null=True\r\n)";
    expect(readCall(source).callee).toMatchObject({ text: "models.CharField" });
    expect(readCall(source).trailingComma).toBeNull();
    expect(argumentsOf(source)).toEqual([
      ["max_length", "10"],
      ["null", "True"],
    ]);
  });

  it("goes on after a backslash at the end of a line", () => {
    expect(argumentsOf("f(a, \\\r\n  b=1)")).toEqual([
      [null, "a"],
      ["b", "1"],
    ]);
  });

  it("takes a comprehension for one argument", () => {
    expect(argumentsOf("f(x for x, y in z)")).toEqual([[null, "x for x, y in z"]]);
  });

  it("leaves other callees than names open", () => {
    expect(readCall("f()()").callee.kind).toBe("call");
    expect(readCall("f[0](1)").callee.kind).toBe("subscript");
    expect(readCall("f(1).g(2)").callee).toMatchObject({ kind: "method", name: "g" });
  });
});

describe("half-typed calls", () => {
  it.each([
    ["f(", []],
    ["f(a", [[null, "a"]]],
    [
      "f(a, b=",
      [
        [null, "a"],
        ["b", ""],
      ],
    ],
    [
      "f(a, b=1",
      [
        [null, "a"],
        ["b", "1"],
      ],
    ],
    [
      "f(b=, c=2)",
      [
        ["b", ""],
        ["c", "2"],
      ],
    ],
    [
      "f(a,, c=2)",
      [
        [null, "a"],
        ["c", "2"],
      ],
    ],
    [
      "f(a, [1, 2)",
      [
        [null, "a"],
        [null, "[1, 2"],
      ],
    ],
  ] as const)("reads what is there of %j", (source, expected) => {
    const shown = argumentsOf(source).map(([name, text]) => [name, text!.replace(/\)$/, "")]);
    expect(shown).toEqual(expected);
  });

  it("knows that the closing parenthesis is missing", () => {
    expect(readCall("f(a, b=1").close).toBeNull();
    expect(readCall("f(a, b=1,").trailingComma).toBe(BEFORE.length + "f(a, b=1".length);
  });

  it("never reaches beyond the text it was given", () => {
    const text = "x = f(a, 'b\ny = g(c)";
    const expression = readExpression(text, { start: 4, end: 12 });
    expect(expression.span.end).toBeLessThanOrEqual(12);
  });

  it("calls a dangling attribute opaque", () => {
    expect(read("models.").kind).toBe("opaque");
    expect(read("").kind).toBe("opaque");
  });
});

describe("literals", () => {
  it.each([
    [`"plain"`, "plain"],
    [`'it\\'s'`, "it's"],
    [`"a" 'b' r"\\c"`, "ab\\c"],
    [`("a"\n  "b")`, "ab"],
    [`"""long\n"quoted" """`, `long\n"quoted" `],
    [`u"\\x41\\u00e4\\U0001F600\\101\\n\\q"`, "Aä😀A\n\\q"],
    [`"joined\\\r\nlines"`, "joinedlines"],
    [`"unfinished`, "unfinished"],
    [`"a" + "b"`, "ab"],
    [`_("inner")`, "inner"],
    [`gettext_lazy("inner" " too")`, "inner too"],
    [`translation.pgettext_lazy("context", "inner")`, "inner"],
  ])("gives the text of %s", (source, value) => {
    expect(textOf(read(source))).toBe(value);
  });

  it.each([`b"bytes"`, `f"{x}"`, `"a" % b`, `"a".format(b)`, `other("inner")`, `"a" + b`, `_(name)`])(
    "gives no text for %s",
    (source) => {
      expect(textOf(read(source))).toBeNull();
    },
  );

  it.each([
    ["10", 10],
    ["1_000", 1000],
    ["-2.5", -2.5],
    ["0x1F", 31],
    ["1e3", 1000],
    ["True", true],
    ["False", false],
    ["None", null],
    ["(5)", 5],
  ])("gives the value of %s", (source, value) => {
    expect(literalOf(read(source))).toBe(value);
  });

  it.each(["1j", "lambda: 1", "x", "not True", "[1]"])("gives no value for %s", (source) => {
    expect(literalOf(read(source))).toBeUndefined();
  });
});

describe("containers", () => {
  it.each(["[1, 'a', x]", "(1, 'a', x)", "{1, 'a', x}", "1, 'a', x"])("lists the items of %s", (source) => {
    const expression = read(source);
    expect(expression.kind === "sequence" && expression.items.map(({ kind }) => kind)).toEqual([
      "number",
      "text",
      "name",
    ]);
  });

  it("pairs the entries of a dictionary", () => {
    const expression = read("{'a': 1, **rest, 'b': [2]}");
    expect(
      expression.kind === "dictionary" && expression.entries.map(({ key, value }) => [textOf(key), value.kind]),
    ).toEqual([
      ["a", "number"],
      [null, "name"],
      ["b", "sequence"],
    ]);
  });

  it.each([
    ["[1]", "list"],
    ["(1,)", "tuple"],
    ["1, 2", "tuple"],
    ["{1}", "set"],
  ])("tells what %s is", (source, of) => {
    expect(read(source)).toMatchObject({ kind: "sequence", of });
  });

  it("marks what is spread into a list or a dictionary", () => {
    expect(read("['a', *rest]")).toMatchObject({
      items: [{ kind: "text" }, { kind: "starred", value: { text: "rest" } }],
    });
    expect(read("{**rest}")).toMatchObject({ entries: [{ key: { kind: "starred" }, value: { text: "rest" } }] });
  });
});

describe("other expressions", () => {
  it("reads subscripts with one index", () => {
    const source = "a.b['c'][0]";
    expect(read(source)).toMatchObject({
      kind: "subscript",
      index: { value: 0 },
      object: { kind: "subscript", object: { text: "a.b" }, index: { value: "c" } },
    });
    expect(textAt(source, read(source).span)).toBe(source);
    expect(read("a[1:2]").kind).toBe("opaque");
    expect(read("a[1, 2]").kind).toBe("opaque");
    expect(read("a[").kind).not.toBe("subscript");
  });

  it("reads choices between two", () => {
    expect(read("a if b else 'c'")).toMatchObject({
      kind: "conditional",
      whenTrue: { text: "a" },
      test: { text: "b" },
      whenFalse: { value: "c" },
    });
    expect(read("a if b").kind).toBe("opaque");
  });

  it.each([
    ['f"a{x}b"', ["a", "x", "b"]],
    ['f"{x}"', ["x"]],
    ['"a" f"b{x}" "c"', ["a", "b", "x", "c"]],
    ['f"{{a}}{x}"', ["{a}", "x"]],
    ["f'''a\n{x}'''", ["a\n", "x"]],
    ['rf"\\d{x}"', ["\\d", "x"]],
    ['f"{x!r}{y:>3}"', [null, null]],
  ])("takes %s apart", (source, parts) => {
    const expression = read(source);
    const shown =
      expression.kind === "format" &&
      expression.parts.map((part) => (part.kind === "text" ? part.value : part.kind === "name" ? part.text : null));
    expect(shown).toEqual(parts);
  });

  it.each([
    ["not a and b", "((not a) and b)"],
    ["not a or b and c", "((not a) or (b and c))"],
    ["a and not b or c", "((a and (not b)) or c)"],
    ["a or not b and c", "(a or ((not b) and c))"],
    ["not not a and not b == c", "((not (not a)) and (not (b == c)))"],
    ["not (a and b) or c", "((not (a and b)) or c)"],
    ["a and b and (c or d)", "((a and b) and (c or d))"],
  ])("takes `not` before `and` before `or` in %s", (source, expected) => {
    const shown = (expression: Expression): string => {
      if (expression.kind === "name") return expression.text;
      if (expression.kind === "unary") return `(${expression.operator} ${shown(expression.operand)})`;
      if (expression.kind !== "binary") return expression.kind;
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
    };
    expect(shown(read(source))).toBe(expected);
  });

  it("tells operators of two words", () => {
    expect(read("a not in b")).toMatchObject({ operator: "not in" });
    expect(read("a is not b")).toMatchObject({ operator: "is not" });
    expect(read("a in b")).toMatchObject({ operator: "in" });
  });
});

describe("hostile input", () => {
  it("gives up on what nests too deep", () => {
    const source = `f(${"[".repeat(100_000)}`;
    expect(read(source).kind).toBe("opaque");
  });

  it("reads the beginning of what is too long", () => {
    const source = `f(a=1, b=[${"'x', ".repeat(100_000)}], c=2)`;
    const call = readCall(source);
    expect(call.arguments.slice(0, 2).map(({ name }) => name)).toEqual(["a", "b"]);
    expect(call.close).toBeNull();
  });
});
