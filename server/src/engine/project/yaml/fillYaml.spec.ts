import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lexer, parse } from "yaml";
import { dedent } from "../../../../../test/support/fixture.ts";
import { fillYaml, type YamlTree } from "./fillYaml.ts";

const FIELDS = { c: { pii: true, explanation: "yes" }, y: { pii: null } };
const TREE: YamlTree = { include: ["a\\.B\\.flag"], models: { "a.B": { fields: FIELDS } } };

const filled = (text: string, tree = TREE): unknown => fillYaml(dedent(text), tree);

function commentsIn(text: string): readonly string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith("#"));
}

describe("fillYaml", () => {
  it.each(["", "\n", "# nothing yet\n", "---\n", "null\n"])("writes all into an empty file: %j", (text) => {
    const all = dedent(`
      include:
      - a\\.B\\.flag
      models:
        a.B:
          fields:
            c:
              pii: true
              explanation: 'yes'
            'y':
              pii: null
    `);
    expect(fillYaml(text, TREE)).toBe(`${text.replace("null", "")}${all}\n`);
  });

  it("fills what is empty and leaves all else as it is, comments as well", () => {
    const text = `
      # Kept by the privacy team.
      include: []   # none so far
      models:
        a.B:   # a model
          name:   "B"
          fields:
            c:
              help_text: Required. 150 characters or fewer, of any kind that the people of the front desk may
                want to write there.
              pii: null  # to decide
            # The last one.
            y: {pii: yes}
            z: { pii: null }
      # End.
    `;
    const tree = { ...TREE, models: { "a.B": { fields: { ...FIELDS, z: { pii: true, explanation: "a, b" } } } } };
    expect(filled(text, tree)).toBe(
      dedent(text)
        .replace("include: []   # none so far", "include:   # none so far\n- a\\.B\\.flag")
        .replace("pii: null  # to decide", "pii: true  # to decide\n        explanation: 'yes'")
        .replace("{ pii: null }", "{ pii: true, explanation: 'a, b' }"),
    );
  });

  it("adds keys below those that are there, at their column", () => {
    const text = `
      models:
          a.A:
              fields:
                  a:
                      pii: true   # sure
          a.B:
              fields:
                  b:
                      pii: true # sure

      # End.
      include:
        - x
        - y # why
      other: 1
    `;
    expect(filled(text)).toBe(
      dedent(text)
        .replace(
          "pii: true # sure\n",
          [
            "pii: true # sure",
            "            c:",
            "              pii: true",
            "              explanation: 'yes'",
            "            'y':",
            "              pii: null",
            "",
          ].join("\n"),
        )
        .replace("  - y # why", "  - y # why\n  - a\\.B\\.flag"),
    );
  });

  it.each([
    ["models:", "models:"],
    ["models: null", "models:"],
    ["models: ~", "models:"],
    ["models: {}", "models:"],
    ["models: null # none", "models: # none"],
  ])("fills in a section without content: `%s`", (line, above) => {
    expect(fillYaml(`${line}\nother: 1\n`, { models: { a: { b: true } } })).toBe(
      `${above}\n  a:\n    b: true\nother: 1\n`,
    );
  });

  it.each<[string, YamlTree, string]>([
    ["pii: # ask DPO\n", { pii: true }, "pii: true # ask DPO\n"],
    ["pii:   # ask\n", { pii: true }, "pii: true   # ask\n"],
    ["pii: # ask\n  null # the DPO\n", { pii: true }, "pii: # ask\n  true # the DPO\n"],
    ["email: # todo\nb: 1\n", { email: { pii: true } }, "email: # todo\n  pii: true\nb: 1\n"],
    [
      "models: # none yet\n  # at all\n",
      { models: { a: { b: true } } },
      "models: # none yet\n  a:\n    b: true\n  # at all\n",
    ],
    ["a: {} # none\n", { a: { b: true } }, "a: # none\n  b: true\n"],
    ["l: # none\n", { l: ["x"] }, "l: # none\n- x\n"],
    [
      "m:\n  c: # todo\n\n# End.\n",
      { m: { c: { pii: true }, d: false } },
      "m:\n  c: # todo\n    pii: true\n  d: false\n\n# End.\n",
    ],
    ["? pii\n: # ask\n", { pii: true }, "? pii\n: true # ask\n"],
    ["{a: # ask\n, b:}\n", { a: true, b: "x", c: true }, "{a: true # ask\n, b: x, c: true}\n"],
    ["{a: 1, b: # ask\n}\n", { c: true }, "{a: 1, b:, c: true # ask\n}\n"],
    ['{"pii":null, "x":}\n', { pii: true, x: false }, '{"pii": true, "x": false}\n'],
    ["a: 1\n...\n# End.\n", { b: true }, "a: 1\nb: true\n...\n# End.\n"],
    ["? notes\n", { email: { pii: true } }, "? notes\nemail:\n  pii: true\n"],
  ])("keeps the comments behind what is empty: %j", (text, tree, expected) => {
    expect(fillYaml(text, tree)).toBe(expected);
  });

  it("stays within braces and brackets", () => {
    expect(fillYaml("{include: [x, 'y'], models: {a.B: {fields: {y: {pii: yes}, }}}}", TREE)).toBe(
      "{include: [x, 'y', a\\.B\\.flag], models: {a.B: {fields: {y: {pii: yes}, c: { pii: true, explanation: 'yes' }, }}}}",
    );
    expect(fillYaml("{models: {}}", { models: { a: { b: true } } })).toBe("{models: { a: { b: true } }}");
  });

  it("keeps the ends of lines, and ends the last one", () => {
    expect(fillYaml("a:\r\n  b: null\r\n  d: 1", { a: { b: true, c: "x" } })).toBe(
      "a:\r\n  b: true\r\n  d: 1\r\n  c: x\r\n",
    );
    expect(fillYaml("a: |\n  text\n\nb: >-\n  text\n", { c: true })).toBe("a: |\n  text\n\nb: >-\n  text\nc: true\n");
  });

  it("changes nothing where nothing is missing", () => {
    const text = "models:   {a: {b: no}}\n";
    expect(fillYaml(text, {})).toBe(text);
    expect(fillYaml("a: {b: null}\n", { a: { b: null } })).toBe("a: {b: null}\n");
    expect(fillYaml("models: {} # none\n", { models: {} })).toBe("models: {} # none\n");
  });

  it("says what is meant, whatever is empty, wherever comments stand, and loses none of them", () => {
    const comment = fc.constantFrom("", " # why", "   # why # so", "\n    # below", "\n# below\n");
    const empty = fc.constantFrom("", " null", " ~", " {}", " []", " &a", " !!null", "\n      null", " { # why\n }");
    const line = (key: string): fc.Arbitrary<string> =>
      fc
        .tuple(fc.constantFrom(`${key}:`, `${key} :`, `? ${key}\n  :`, `"${key}":`), comment, empty, comment)
        .map((parts) => parts.join(""));
    const tree = { m: { a: { pii: true, explanation: "b # c" }, b: false, c: ["x"], d: "y" } };
    let filledIn = 0;
    fc.assert(
      fc.property(
        fc.subarray(["a", "b", "c", "z"]).chain((keys) => fc.tuple(...keys.map(line))),
        comment,
        (lines, end) => {
          const text = `m:${end}\n${lines.map((each) => `  ${each}\n`).join("")}${end}`;
          const result = fillYaml(text, tree);
          if (typeof result !== "string") return;
          filledIn++;
          expect(parse(result)).toMatchObject(tree);
          expect(commentsIn(result)).toEqual(commentsIn(text));
        },
      ),
      { seed: 4711, numRuns: 1000 },
    );
    expect(filledIn).toBeGreaterThan(300);
  });

  it.each<[string, number, RegExp]>([
    ["a: &a {b: 1}\nmodels: *a\n", 2, /a mapping/],
    ["models:\n- a\n", 2, /a mapping/],
    ["models: text\n", 1, /a mapping/],
    ["- a\n", 1, /a mapping/],
    ["include: x\n", 1, /a list/],
    ["models:\n  a: 1\n  a: 2\n", 3, /unique/],
    ["models:\n  a: ]\n", 2, /flow/i],
    ["a: 1\n---\nb: 1\n", 2, /document/i],
    ["a: 1\n? models\n", 2, /without a colon/],
    ["{a: 1, models}\n", 1, /without a colon/],
    ["a: 1\nmodels: &m\n", 2, /an anchor or a tag/],
    ["a: 1\nmodels: !!null null\n", 2, /an anchor or a tag/],
    ["models: { # none\n}\n", 1, /a comment/],
    ["{ # none\n}\n", 1, /a comment/],
    ["a: *b\n", 1, /alias.*: b/i],
    ["models: &m\n  x: 1\nother: *m\n", 3, /would say something else/],
    ["---\n...\n", 3, /would say something else/],
  ])("refuses %j", (text, line, because) => {
    expect(fillYaml(text, TREE)).toEqual({ line, because: expect.stringMatching(because) as string });
  });
});
