import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { readModels } from "../../../../../test/support/models.ts";
import { applyEdits } from "../../text/textEdit.ts";
import type { FieldChange } from "../language.ts";
import { djangoEditor } from "./edit.ts";

const TARGET = { entity: "Patient", field: "ssn" };

/** A model whose field `ssn` is declared as given; common indentation is removed. */
function model(declaration: string): string {
  const lines = dedent(declaration)
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`));
  return `from django.db import models\n\n\nclass Patient(models.Model):\n${lines.join("\n")}\n    name = models.CharField(max_length=9)\n`;
}

function changed(declaration: string, change: FieldChange): string | null {
  const text = model(declaration);
  const edits = djangoEditor.changeField(text, TARGET, change);
  return edits && applyEdits(text, edits);
}

function check(before: string, change: FieldChange, after: string): void {
  expect(changed(before, change)).toBe(model(after));
}

const drop = (...dropKeywords: string[]): FieldChange => ({ dropKeywords });

describe("changeField", () => {
  it("calls another class and leaves the arguments as they are written", () => {
    check(
      `
        ssn: str = models.CharField(
            "SSN",   max_length = 11, # eleven with dashes
            validators=[validate(r"\\d")],
        )  # asked for by the insurer
      `,
      { callee: "EncryptedCharField" },
      `
        ssn: str = EncryptedCharField(
            "SSN",   max_length = 11, # eleven with dashes
            validators=[validate(r"\\d")],
        )  # asked for by the insurer
      `,
    );
  });

  it("wraps the whole call", () => {
    check(
      `ssn = models.CharField(max_length=11, db_index=True)  # why`,
      { wrapper: "encrypt", dropKeywords: ["db_index"] },
      `ssn = encrypt(models.CharField(max_length=11))  # why`,
    );
  });

  it.each([
    ["first", "f(a=1, b=2, c=3)", "f(b=2, c=3)", ["a"]],
    ["middle", "f(a=1, b=2, c=3)", "f(a=1, c=3)", ["b"]],
    ["last", "f(a=1, b=2, c=3)", "f(a=1, b=2)", ["c"]],
    ["last before a trailing comma", "f(a=1, b=2,)", "f(a=1,)", ["b"]],
    ["only", "f(a=1)", "f()", ["a"]],
    ["only, with a trailing comma", "f( a=1, )", "f()", ["a"]],
    ["all", "f(a=1, b=2)", "f()", ["a", "b"]],
    ["first and last", "f(a=1, b=2, c=3)", "f(b=2)", ["a", "c"]],
    ["none that is there", "f(a=1)", "f(a=1)", ["z"]],
    ["one whose value has commas", "f(a=(1, [2, 3]), b='x, y')", "f(b='x, y')", ["a"]],
  ])("drops the %s keyword", (_, before, after, names) => {
    const field = (call: string): string => `ssn = models.CharField${call.slice(1)}`;
    check(field(before), drop(...names), field(after));
  });

  it.each([
    [
      "behind a comment, before a parenthesis on the same line",
      "f(max_length=11,  # digits\n       db_index=True)",
      "f(max_length=11,  # digits\n       )",
    ],
    ["behind a comment, with a trailing comma", "f(a=1,  # why\n  db_index=True,)", "f(a=1,  # why\n  )"],
    ["alone behind a comment", "f(  # free\n  db_index=True)", "f(  # free\n  )"],
    [
      "whose comma stands behind a comment",
      "f(a=1, db_index=True  # index\n  , blank=True)",
      "f(a=1, # index\n   blank=True)",
    ],
    ["first, whose comma stands behind a comment", "f(db_index=True  # index\n  , a=1)", "f(# index\n   a=1)"],
    ["last, whose comma stands behind a comment", "f(a=1, db_index=True  # index\n  ,)", "f(a=1, # index\n  )"],
  ])("drops a keyword %s", (_, before, after) => {
    const field = (call: string): string => `ssn = models.CharField${call.slice(1)}`;
    check(field(before), drop("db_index"), field(after));
  });

  it("drops a keyword with its line, and keeps the comments", () => {
    const before = `
      ssn = models.CharField(
          max_length=11,
          # searched by the front desk
          db_index=True,
          unique=False,  # not any more
          blank=True,
      )
    `;
    check(
      before,
      drop("db_index"),
      `
        ssn = models.CharField(
            max_length=11,
            # searched by the front desk
            unique=False,  # not any more
            blank=True,
        )
      `,
    );
    check(
      before,
      drop("db_index", "unique"),
      `
        ssn = models.CharField(
            max_length=11,
            # searched by the front desk
            # not any more
            blank=True,
        )
      `,
    );
  });

  it("drops the last lines of a call", () => {
    check(
      `
        ssn = models.CharField(
            max_length=11,  # eleven
            db_index=True
        )
      `,
      drop("db_index"),
      `
        ssn = models.CharField(
            max_length=11,  # eleven
        )
      `,
    );
    check(
      `
        ssn = models.CharField(
            max_length=11,
            db_index=True,
            unique=False,
        )
      `,
      drop("db_index", "unique"),
      `
        ssn = models.CharField(
            max_length=11,
        )
      `,
    );
  });

  it("sets a keyword: in place, at the end, on a line of its own, in an empty call", () => {
    const set: FieldChange = { setKeywords: { null: "True" } };
    check(`ssn = models.CharField(null=False, blank=True)`, set, `ssn = models.CharField(null=True, blank=True)`);
    check(`ssn = models.CharField(blank=True)`, set, `ssn = models.CharField(blank=True, null=True)`);
    check(`ssn = models.CharField(blank=True,)`, set, `ssn = models.CharField(blank=True, null=True,)`);
    check(`ssn = models.CharField()`, set, `ssn = models.CharField(null=True)`);
    check(
      `
        ssn = models.CharField(
            blank=True,  # until they tell
        )
      `,
      set,
      `
        ssn = models.CharField(
            blank=True,  # until they tell
            null=True,
        )
      `,
    );
    check(
      `
        ssn = models.CharField(
            blank=True  # until they tell
        )
      `,
      set,
      `
        ssn = models.CharField(
            blank=True,  # until they tell
            null=True
        )
      `,
    );
  });

  it("puts a keyword where the last one is dropped", () => {
    check(
      `ssn = models.IntegerField(blank=True, db_default=0)`,
      { dropKeywords: ["db_default"], setKeywords: { default: "0" } },
      `ssn = models.IntegerField(blank=True, default=0)`,
    );
  });

  it("keeps CRLF and tabs", () => {
    const text =
      "from django.db import models\r\nclass Patient(models.Model):\r\n\tssn = models.CharField(\r\n\t\tmax_length=11,\r\n\t)\r\n";
    const edits = djangoEditor.changeField(text, TARGET, { setKeywords: { null: "True" } })!;
    expect(applyEdits(text, edits)).toBe(text.replace("11,\r\n", "11,\r\n\t\tnull=True,\r\n"));
  });

  it("takes out an import that nothing else uses", () => {
    const text = "from django.db.models import CharField, Model\n\nclass Patient(Model):\n    ssn = CharField()\n";
    const edits = djangoEditor.changeField(text, TARGET, { callee: "EncryptedCharField" })!;
    expect(applyEdits(text, edits)).toBe(
      "from django.db.models import Model\n\nclass Patient(Model):\n    ssn = EncryptedCharField()\n",
    );
    const used = `${text}    name = CharField()\n`;
    expect(applyEdits(used, djangoEditor.changeField(used, TARGET, { callee: "X" })!)).toContain("import CharField");
  });

  it.each([
    ["it is gone", "other = models.CharField()"],
    ["the call is not finished", "ssn = models.CharField(max_length=11"],
    ["it is declared twice", "if X:\n    ssn = models.CharField()\nelse:\n    ssn = models.TextField()"],
  ])("edits nothing when %s", (_, declaration) => {
    expect(changed(declaration, { callee: "X" })).toBeNull();
    expect(djangoEditor.addComment(model(declaration), { ...TARGET, field: "gone" }, "x")).toBeNull();
  });

  it("edits nothing when two classes have the name", () => {
    const text = model("ssn = models.CharField()");
    expect(djangoEditor.changeField(text + text, TARGET, { callee: "X" })).toBeNull();
  });
});

describe("addComment", () => {
  const comment = (text: string, words = "fieldguard: ignore test data"): string | null => {
    const edits = djangoEditor.addComment(text, TARGET, words);
    return edits && applyEdits(text, edits);
  };

  it("stands above the declaration, indented like it", () => {
    const text = model('ssn = models.CharField(\n    "SSN",\n)');
    expect(comment(text)).toBe(text.replace("    ssn", "    # fieldguard: ignore test data\n    ssn"));
  });

  it("keeps CRLF and tabs", () => {
    const text = "from django.db import models\r\nclass Patient(models.Model):\r\n\tssn = models.CharField()\r\n";
    expect(comment(text)).toBe(text.replace("\tssn", "\t# fieldguard: ignore test data\r\n\tssn"));
  });

  it("never lets what a person typed become code", () => {
    const text = model("ssn = models.CharField()");
    expect(comment(text, "ignore a\nimport os\r\u0000\u2028b")).toBe(
      text.replace("    ssn", "    # ignore a import os b\n    ssn"),
    );
  });

  it("gives up where something else stands on the line", () => {
    expect(comment("from django.db import models\nclass Patient(models.Model): ssn = models.CharField()\n")).toBeNull();
    expect(comment(model("x = 1; ssn = models.CharField()"))).toBeNull();
  });
});

describe("every edit", () => {
  const piece = fc.constantFrom(
    ...[
      "ssn",
      "name",
      " = ",
      "models.",
      "CharField",
      "(",
      ")",
      ",",
      "\n",
      "    ",
      "max_length=1",
      "# c",
      '"',
      "'''",
      "\\",
      "é",
      "\t",
      "\r\n",
      "if x:",
      "class Patient(models.Model):",
    ],
  );
  const change: FieldChange = {
    callee: "EncryptedCharField",
    dropKeywords: ["max_length", "unique"],
    setKeywords: { null: "True" },
  };

  it("is either none or applies to the text, however broken", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = `from django.db import models\nclass Patient(models.Model):\n    ${pieces.join("")}`;
        for (const edits of [
          djangoEditor.changeField(text, TARGET, change),
          djangoEditor.addComment(text, TARGET, "c"),
        ]) {
          if (edits) expect(() => applyEdits(text, edits)).not.toThrow();
        }
      }),
      { numRuns: 500 },
    );
  });

  const keyword = fc.constantFrom(
    "max_length=11",
    "unique=True",
    "db_index=True",
    'help_text="a, (b"',
    "choices=[(1, 2)]",
    "blank=True",
  );
  const separator = fc.constantFrom(", ", ",\n        ", ",  # why\n        ", "  # why\n        , ");
  const call = fc.record({
    keywords: fc.uniqueArray(keyword, { maxLength: 6 }),
    separators: fc.array(separator, { minLength: 6, maxLength: 6 }),
    opening: fc.constantFrom("(", "(\n        ", "(  # why\n        "),
    closing: fc.constantFrom(")", ",)", "\n    )", ",\n    )", ",  # why\n    )", "  # why\n    ,)"),
    setKeywords: fc.constantFrom({}, { null: "True" }),
  });

  it("changes nothing beyond the declaration, keeps every comment, and changes nothing when applied again", () => {
    fc.assert(
      fc.property(
        call,
        fc.subarray(["max_length", "unique", "db_index", "blank"]),
        ({ keywords, separators, opening, closing, setKeywords }, names) => {
          const list = keywords
            .map((item, index) => item + (index < keywords.length - 1 ? separators[index]! : ""))
            .join("");
          // A comma alone is no list of arguments.
          const end = keywords.length === 0 ? closing.replace(",", "") : closing;
          const [before, after] = [
            "from django.db import models\n\nclass Patient(models.Model):\n    x = 1  # unique=True\n    ",
            "  # behind\n    y = models.CharField(unique=True)\n",
          ];
          const text = `${before}ssn = models.CharField${opening}${list}${end}${after}`;
          const change = { callee: "models.EncryptedCharField", dropKeywords: names, setKeywords };
          const result = applyEdits(text, djangoEditor.changeField(text, TARGET, change)!);
          expect(result.startsWith(before)).toBe(true);
          expect(result.endsWith(after)).toBe(true);
          expect(result.split("# why").length).toBe(text.split("# why").length);
          // Read anew, it is the declaration that was asked for, and its neighbour is still there.
          const fields = readModels(result).entities[0]!.fields;
          expect(
            fields.map(({ name }) => name),
            result,
          ).toEqual(["ssn", "y"]);
          const written = [...keywords, ...Object.entries(setKeywords).map((pair) => pair.join("="))];
          const expected = written.filter((item) => !names.includes(item.split("=")[0]!));
          expect(fields[0]!.arguments.map((item) => `${item.name ?? ""}=${item.text}`).sort(), result).toEqual(
            expected.sort(),
          );
          expect(withoutComments(result.slice(before.length, -after.length)), result).not.toMatch(/,\s*,|\(\s*,/);
          const again = djangoEditor.changeField(result, TARGET, change)!;
          expect(applyEdits(result, again)).toBe(result);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function withoutComments(text: string): string {
  return text.replace(/#.*/g, "");
}
