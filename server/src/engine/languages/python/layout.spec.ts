import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { type Layout, readLayout, type Statement } from "./layout.ts";

/** One line a statement, indented by nesting: its kind, and its name or text. */
function outline(source: string): string {
  const text = dedent(source);
  return outlineOf(text);
}

function outlineOf(text: string): string {
  const lines: string[] = [];
  const add = (statements: readonly Statement[], depth: number): void => {
    for (const { kind, name, span, body } of statements) {
      const shown = name ?? span;
      lines.push(`${"  ".repeat(depth)}${kind} ${text.slice(shown.start, shown.end).replace(/\s+/g, " ")}`);
      add(body, depth + 1);
    }
  };
  add(readLayout(text).statements, 0);
  return lines.join("\n");
}

function lines(...expected: readonly string[]): string {
  return expected.join("\n");
}

function textOf(text: string, span: { start: number; end: number } | null | undefined): string | null {
  return span ? text.slice(span.start, span.end) : null;
}

function commentsOf(text: string): readonly (readonly [string, boolean])[] {
  const { comments }: Layout = readLayout(text);
  return comments.map(({ span, alone }) => [text.slice(span.start, span.end), alone] as const);
}

describe("blocks", () => {
  it("nests by indentation", () => {
    const source = `
      import a
      class A(B):
          x = 1
          def f(self):
              y = 2
              if y:
                  z = 3
          w = 4
      last = 5
    `;
    expect(outline(source)).toBe(
      lines(
        "import import a",
        "class A",
        "  assignment x",
        "  function f",
        "    assignment y",
        "    block if y:",
        "      assignment z",
        "  assignment w",
        "assignment last",
      ),
    );
  });

  it("takes a tab up to the next multiple of eight, as Python does", () => {
    expect(outlineOf("class A:\n\tx = 1\n        y = 2\n  \tz = 3\n")).toBe(
      lines("class A", "  assignment x", "  assignment y", "  assignment z"),
    );
  });

  it.each([
    ["\n", "line feeds"],
    ["\r\n", "pairs"],
    ["\r", "lone carriage returns"],
  ])("ends lines at %j (%s)", (lineBreak) => {
    const text = ["class A:", "    x = f(", "        1,", "    )", "", "    y = 2", "z = 3"].join(lineBreak);
    expect(outlineOf(text)).toBe(lines("class A", "  assignment x", "  assignment y", "assignment z"));
  });

  it("starts counting anew after a form feed", () => {
    expect(outlineOf("class A:\n    x = 1\n\fclass B:\n    y = 2\n")).toBe(
      lines("class A", "  assignment x", "class B", "  assignment y"),
    );
  });

  it("reads past a byte order mark", () => {
    expect(outlineOf("\ufeffclass A:\n    x = 1\n")).toBe(lines("class A", "  assignment x"));
  });

  it("reads bodies on the line of their header and statements joined by semicolons", () => {
    expect(outlineOf("class A: pass\nclass B: x = 1; y = 2\nif a: b = 1\nelse: c = 2\n")).toBe(
      lines("class A", "  other pass", "class B", "  assignment x", "  assignment y", "block if a:", "  assignment b")
        .concat("\n")
        .concat(lines("block else:", "  assignment c")),
    );
  });

  it("does not take the colons of slices, lambdas and walruses for that of the header", () => {
    expect(outlineOf("if (a := b[1:2]) and (lambda: 1)():\n    x = 1\nwhile y := lambda z: z:\n    w = 1\n")).toBe(
      lines(
        "block if (a := b[1:2]) and (lambda: 1)():",
        "  assignment x",
        "block while y := lambda z: z:",
        "  assignment w",
      ),
    );
  });

  it("reads match statements, and match and type as names", () => {
    const source = `
      match = 1
      type = f()
      match x:
          case [1, _]:
              y = 2
    `;
    expect(outline(source)).toBe(
      lines("assignment match", "assignment type", "block match x:", "  block case [1, _]:", "    assignment y"),
    );
  });

  it("gives decorators to what they decorate", () => {
    const text = "@a\n@b(1,\n   2)\nclass A: pass\nx = 1\n";
    const [first, second] = readLayout(text).statements;
    expect(first!.decorators.map(({ value }) => textOf(text, value))).toEqual(["a", "b(1,\n   2)"]);
    expect(second!.decorators).toEqual([]);
  });

  it("tells the extent of a block", () => {
    const text = "class A:\n    x = 1  # end\n\n\ny = 2\n";
    const [first] = readLayout(text).statements;
    expect(text.slice(first!.span.start, first!.end)).toBe("class A:\n    x = 1");
  });
});

describe("assignments", () => {
  it.each([
    ["x = f(1)  # why", "x", null, "f(1)"],
    ["x: int = 5", "x", "int", "5"],
    ["x: Dict[str, int]", "x", "Dict[str, int]", null],
    ["first = second = f()", "first", null, "f()"],
    ["名前 = '😀'", "名前", null, "'😀'"],
    ["x = \\\n    f(1)", "x", null, "f(1)"],
  ])("takes %j apart", (text, name, annotation, value) => {
    const [statement] = readLayout(text).statements;
    expect(statement!.kind).toBe("assignment");
    expect([statement!.name, statement!.annotation, statement!.value].map((span) => textOf(text, span))).toEqual([
      name,
      annotation,
      value,
    ]);
  });

  it.each(["x == 1", "x += 1", "x.y = 1", "x, y = 1, 2", "x[0] = 1", "f(x=1)", "lambda: x"])(
    "sees none in %j",
    (text) => {
      expect(readLayout(text).statements[0]!.kind).toBe("other");
    },
  );
});

describe("strings and comments", () => {
  it.each([
    [`"a # b ( "`, "hash and bracket"],
    [`'it\\'s'`, "escaped quote"],
    [`r"\\"`.replace('"', '"a'), "raw with a backslash"],
    [`b'('`, "bytes"],
    [`"""a\n"b" ( # c\n"""`, "long"],
    [`'''a " \\''' ('''`, "long with an escaped quote"],
    [`f"{x['('] + "}" }"`, "quotes of its own within a replacement"],
    [`f"{f"{y}"} ("`, "nested formats"],
    [`rf'{{ {z} \\' ('`, "raw format"],
    [`"a" \\\n  "("`, "joined over lines"],
  ])("goes past %s (%s)", (literal) => {
    expect(outlineOf(`x = ${literal}\ny = 1\n`).split("\n").at(-1)).toBe("assignment y");
  });

  it("lists comments with whether they stand alone, and none from strings", () => {
    const text = "# one\nx = f(  # two\n    # three\n    '# no',\n)  # four\n    # five";
    expect(commentsOf(text)).toEqual([
      ["# one", true],
      ["# two", false],
      ["# three", true],
      ["# four", false],
      ["# five", true],
    ]);
  });
});

describe("what is not finished", () => {
  it.each([
    ["an open bracket", "x = f(a,"],
    ["two open brackets", "x = f([a"],
    ["an open string", "x = f('a"],
    ["an open string with a bracket behind", "x = 'a ("],
    ["a trailing dot", "x = models."],
    ["a missing value", "x ="],
    ["a colon alone", "x:"],
    ["a surplus bracket", "x = f())"],
    ["a backslash", "x = f() + \\"],
    ["garbage", "$ ? ! ` \u0000 ("],
  ])("keeps the statements around %s", (_, broken) => {
    const text = `class A:\n    before = 1\n    ${broken}\n    after = f(\n        1,\n    )\n\nclass B:\n    other = 2\n`;
    const found = outlineOf(text).split("\n");
    expect(found).toContain("  assignment before");
    expect(found).toContain("  assignment after");
    expect(found.slice(-2)).toEqual(["class B", "  assignment other"]);
  });

  it("lets keyword arguments stand at the column of their statement", () => {
    expect(outlineOf("x = f(\na=1,\nb=g(2),\nc=3\n)\ny = f(\nz=1)\n")).toBe(lines("assignment x", "assignment y"));
    expect(outlineOf('x = f(\na="""One.\n\nb = 2\n""").g(c=1)\ny = 1\n')).toBe(lines("assignment x", "assignment y"));
  });

  it.each(["class A(models.Model", "class A(", "class A(Base,", "class A(models.Model:", "class A", "class (Base):"])(
    "keeps the body below the header %j",
    (header) => {
      const text = `${header}\n    """Doc."""\n    x = f(1)\n    y: int = 2\n\nz = 3\n`;
      const [first, second] = readLayout(text).statements;
      expect(first!.kind).toBe("class");
      expect(first!.body.slice(-2).map(({ name }) => textOf(text, name))).toEqual(["x", "y"]);
      expect(textOf(text, second!.name)).toBe("z");
    },
  );

  it.each(["lass A(Base):", "clas A(Base):", "classA(Base):", "calss A(Base):"])("takes %j for a class", (header) => {
    const text = `${header}\n    x = 1\n`;
    const [first] = readLayout(text).statements;
    expect([first!.kind, textOf(text, first!.name), first!.body.length]).toEqual(["class", "A", 1]);
  });

  it("keeps a class together around a line in the wrong column", () => {
    const source = `
      class A:
          x = 1
      stray
          y = 2
         def f(self):
              pass
          z = 3
           w = 4
    `;
    const text = dedent(source);
    const names = readLayout(text).statements[0]!.body.map(({ name }) => textOf(text, name));
    expect(names).toEqual(["x", "y", "f", "z", "w"]);
  });

  it("reads both sides of a merge conflict", () => {
    const text =
      "class A:\n    x = 1\n<<<<<<< HEAD\n    y = f(\n=======\n    z = f(\n>>>>>>> other\n        1)\n    w = 2\n";
    expect(outlineOf(text)).toBe(
      lines("class A", "  assignment x", "  assignment y", "  assignment z", "  assignment w"),
    );
  });

  it.each([
    ["opened", `    """`],
    ["short of an opening quote", `    ""Doc.\n\n    More of it, with user's words.\n    """`],
    ["short of a closing quote", `    """Doc.""`],
  ])("keeps the statements around a docstring that is %s", (_, docstring) => {
    const text = [
      "class A:",
      `    """Before."""`,
      "    x = 1",
      "",
      "class B:",
      docstring,
      "    y = 1",
      "",
      "    def f(self):",
      `        """The user's name."""`,
      "        z = 1",
      "",
      "class C:",
      `    """`,
      "    Long text here.",
      `    """`,
      "    w = 1",
      "",
    ].join("\n");
    const found = outlineOf(text).split("\n");
    const wanted = [
      "class A",
      "  assignment x",
      "class B",
      "  assignment y",
      "    assignment z",
      "class C",
      "  assignment w",
    ];
    expect(wanted.filter((line) => !found.includes(line))).toEqual([]);
  });

  it("sees that a docstring which is a title and a text follows one that is not closed", () => {
    const text = `class A:\n    """\n    A.\n    ""\n    x = 1\n\nclass B:\n    """\n    Title\n\n    Long text.\n    """\n    y = 1\n`;
    expect(outlineOf(text).split("\n")).toEqual(
      expect.arrayContaining(["class A", "  assignment x", "class B", "  assignment y"]),
    );
  });

  it("leaves code in a closed string alone", () => {
    expect(outlineOf('x = """\nclass A:\n    y = 1\nz = 2\n"""\nw = 3\n')).toBe(lines("assignment x", "assignment w"));
  });
});

describe("hostile input", () => {
  const million = (part: string): string => part.repeat(Math.ceil(1_000_000 / part.length));

  it.each([
    "(",
    '"""',
    "'",
    'f"{',
    "\\\n",
    "x = (\n",
    "class A(\n",
    "@",
    "lambda: ",
    "a;",
    "\u0000",
    "\ud800",
    "if x:\n ",
  ])("reads a million units of %j", (part) => {
    const text = million(part);
    const { statements } = readLayout(text);
    expect(statements.every(({ span }) => span.start <= span.end && span.end <= text.length)).toBe(true);
  });

  it("nests a thousand blocks", () => {
    const text = Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}class A${depth}:\n`).join("");
    let depth = 0;
    for (let block = readLayout(text).statements[0]; block; block = block.body[0]) depth++;
    expect(depth).toBe(1000);
  });
});
