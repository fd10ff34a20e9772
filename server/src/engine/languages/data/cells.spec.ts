import { describe, expect, it } from "vitest";
import type { DataCell, KnownColumns } from "./cells.ts";
import { separatedCells } from "./separatedCells.ts";
import { sqlCells } from "./sqlCells.ts";

const named = (...names: readonly string[]): KnownColumns => ({
  wants: ({ name }) => names.includes(name),
  columnsOf: (table) => (table === "people" ? ["id", "mail"] : []),
});

function told(text: string, cells: Iterable<DataCell>): readonly string[] {
  return [...cells].map(
    ({ column: { table, span }, value }) => `${table ?? ""}|${text.slice(span.start, span.end)}|${value}`,
  );
}

describe("rows of SQL", () => {
  const read = (text: string, ...names: readonly string[]): readonly string[] =>
    told(text, sqlCells(text, named(...names)));

  it("are those of INSERT, with quotes, escapes and brackets in texts", () => {
    const text = `INSERT INTO "crm"."Customer" ("id", "email") VALUES (1, 'it''s (a, b)'), (2, NULL), (3, 'x;y');`;
    expect(read(text, "email")).toEqual(["customer|email|it's (a, b)", "customer|email|x;y"]);
  });

  it("are no calls and casts", () => {
    const text = "insert into t (a, b) values (lower('X'), 'y'), ('z'::text, 2)";
    expect(read(text, "a", "b")).toEqual(["t|b|y", "t|b|2"]);
  });

  it("take their columns from the table where the statement names none", () => {
    const text = [
      "CREATE TABLE `t` (\n  `id` int(11) NOT NULL DEFAULT '(,',\n  `mail` varchar(9),\n  PRIMARY KEY (`id`)\n) ENGINE=x;",
      "INSERT INTO `t` VALUES (1,'a'),(2,'b\\'c');",
    ].join("\n");
    expect(read(text, "mail")).toEqual(["t|`t`|a", "t|`t`|b'c"]);
  });

  it("are those of COPY, until its end", () => {
    const text = "COPY public.t (id, mail) FROM stdin;\n1\ta\n2\t\\N\n\\.\n\nCOPY public.u (mail) FROM stdin;\nb\n";
    expect(read(text, "mail")).toEqual(["t|mail|a", "u|mail|b"]);
  });

  it("have backslashes that are only themselves, but for MySQL, marks before texts, and comments between", () => {
    const text = "INSERT INTO t (a, b) VALUES -- it's the first\n ('C:\\', N'x'), /* ' */ (E'y', 'z');";
    expect(read(text, "a", "b")).toEqual(["t|a|C:\\", "t|b|x", "t|a|y", "t|b|z"]);
  });

  it("may stand behind the mark of a byte order", () => {
    expect(read("\uFEFFINSERT INTO t (a) VALUES ('x');", "a")).toEqual(["t|a|x"]);
  });

  it("end where the next statement begins, closed or not", () => {
    const text = "INSERT INTO t (a) VALUES (concat(\nINSERT INTO t (a) VALUES ('x\nINSERT INTO t (a) VALUES ('y');";
    expect(read(text, "a")).toEqual(["t|a|y"]);
  });

  it("take their columns from the model where nothing else names them, and are as many", () => {
    const text = "INSERT INTO crm.people VALUES (1, 'a'), (2, 'b', 'c');\nCOPY people FROM stdin;\n3\td\n\\.\n";
    expect(read(text, "mail")).toEqual(["people|crm.people|a", "people|people|d"]);
  });

  it("are what SET sets, of INSERT and UPDATE", () => {
    const text =
      "INSERT INTO t SET a = 'x', `b`='it''s', c = lower('n'), d = 'not read';\nUPDATE t SET a='y' WHERE b = 'z';\n";
    expect(read(text, "a", "b", "c")).toEqual(["t|a|x", "t|b|it's", "t|a|y"]);
  });

  it("may stand behind another statement on the same line", () => {
    const text = "BEGIN; INSERT INTO t (a) VALUES ('x'); INSERT INTO t (a) VALUES ('y; z'); COMMIT;";
    expect(read(text, "a")).toEqual(["t|a|x", "t|a|y; z"]);
  });

  it("may end anywhere", () => {
    const text =
      "CREATE TABLE t (a int, b text);\nINSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y');\nCOPY t (b) FROM stdin;\nz\n\\.\n";
    for (let end = 0; end < text.length; end++) {
      const cells = read(text.slice(0, end), "b");
      for (const cell of cells) expect(["t|b|x", "t|b|y", "t|b|z", "t|b|\\"]).toContain(cell);
    }
  });
});

describe("separated values", () => {
  const read = (text: string, ...names: readonly string[]): readonly string[] =>
    told(text, separatedCells(text, named(...names)));

  it("have quotes, line breaks in them, and other separators", () => {
    const text = 'id;"E-Mail";note\r\n1;a;"x;\n""y"""\r\n2;;z\r\n';
    expect(read(text, "E-Mail", "note")).toEqual(["|E-Mail|a", '|note|x;\n"y"', "|note|z"]);
    expect(read("id\tmail\n1\ta,b", "mail")).toEqual(["|mail|a,b"]);
  });

  it("may be of one column, be told their separator, have it in quotes, and blanks behind quotes", () => {
    expect(read("mail\na\nb", "mail")).toEqual(["|mail|a", "|mail|b"]);
    expect(read("sep=;\r\nid;mail\r\n1;a,b\r\n", "mail")).toEqual(["|mail|a,b"]);
    expect(read('"Name; full",mail\nx,a\n', "mail")).toEqual(["|mail|a"]);
    expect(read('mail,id\n"a" ,1\nb,2\n', "mail")).toEqual(["|mail|a", "|mail|b"]);
    expect(read('\uFEFF"mail",id\na,1\n', "mail")).toEqual(["|mail|a"]);
  });

  it("are nothing where no column is of interest, or a quote is not closed", () => {
    expect(read("a,b\n1,2\n", "c")).toEqual([]);
    expect(read('a,b\n1,"2\n', "b")).toEqual([]);
  });
});
