import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { emptyFolder, fieldguard, type Run, write } from "./commandLine.ts";

const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");

const TABLES = `
  CREATE TABLE shop_customer (id integer PRIMARY KEY, "full ""name""" varchar(80), email varchar(254), colour text);
  CREATE TABLE shop_order (id integer PRIMARY KEY, customer_id bigint REFERENCES shop_customer (id), card_number varchar(19));
  CREATE VIEW mails AS SELECT email FROM shop_customer;
`;

function folder(sql = TABLES): string {
  const root = emptyFolder();
  const database = new DatabaseSync(join(root, "db.sqlite3"));
  database.exec(sql);
  database.close();
  return root;
}

const inspect = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ""): Run =>
  fieldguard(["inspect", ...args], { cwd, env, input });

interface Document {
  readonly tables: readonly {
    name: string;
    kind: string;
    columns: readonly { name: string; category: string | null }[];
  }[];
}

describe("inspect", () => {
  it("says what the columns of an SQLite file hold", () => {
    const root = folder();
    const { code, out, err } = inspect(root, ["sqlite:db.sqlite3"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^SQLite [\d.]+: db\.sqlite3\n\nmails {2}view\n/);
    expect(out).toMatch(/^ {2}card_number +varchar\(19\) +restricted +payment card number /m);
    expect(out).toMatch(/\n4 sensitive columns in 3 of 3 tables, 0 to decide, 8 in all\.\n$/);
    expect(readdirSync(root)).toEqual(["db.sqlite3"]);
  });

  it("prints JSON of the shape that is promised, whichever way the address came in", () => {
    const root = folder();
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(readFileSync("schemas/inspect.schema.json", "utf8")) as object,
    );
    write(root, "address", "sqlite:///db.sqlite3\n");
    const runs = [
      inspect(root, ["sqlite:db.sqlite3", "--format=json"]),
      inspect(root, ["--dsn-env=DATABASE", "--format=json"], { DATABASE: "sqlite:db.sqlite3" }),
      inspect(root, ["--dsn-file=address", "--format=json", "."]),
      inspect(root, ["--dsn-stdin", "--format=json"], {}, "sqlite:db.sqlite3"),
    ];
    for (const { out } of runs) expect(out).toBe(runs[0]!.out);
    const document = JSON.parse(runs[0]!.out) as Document;
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(
      document.tables.map(({ name, kind, columns }) => [name, kind, columns.map(({ category }) => category)]),
    ).toEqual([
      ["mails", "view", ["user.contact.email"]],
      ["shop_customer", "table", [null, "user.name", "user.contact.email", null]],
      ["shop_order", "table", [null, null, "user.financial.credit_card"]],
    ]);
  });

  it("reads a file in WAL mode and leaves none beside it", () => {
    const root = folder(`PRAGMA journal_mode = WAL; ${TABLES}`);
    expect(inspect(root, ["sqlite:db.sqlite3"]).code).toBe(0);
    expect(readdirSync(root)).toEqual(["db.sqlite3"]);
  });

  it("looks at values unless it is told not to, and shows none", () => {
    const root = folder(
      `${TABLES} INSERT INTO shop_customer VALUES (1, NULL, NULL, 'h.mueller@gmx.de'), (2, NULL, NULL, '{');`,
    );
    const found = inspect(root, ["sqlite:db.sqlite3"]);
    expect(found.out).toMatch(/^ {2}colour .* e-mail address .* 50 % of values: e-mail addresses$/m);
    expect(found.out).not.toContain("mueller");
    expect(inspect(root, ["sqlite:db.sqlite3", "--no-values"]).out).not.toMatch(/colour/);
  });

  it("asks the policy of the project", () => {
    const root = folder();
    write(root, "fieldguard.yml", "version: 1\nwords:\n  colour: user.health_and_medical\n");
    expect(inspect(root, ["sqlite:db.sqlite3"]).out).toMatch(/^ {2}colour .* health/m);
  });

  const SECRET = "hunter2";
  const ADDRESS = `postgres://ada:${SECRET}@127.0.0.1:1/shop`;
  it.each([
    [[ADDRESS], "can be seen by others"],
    [["--dsn-env", ADDRESS], "name of a variable"],
    [["--dsn-file", ADDRESS], "path of a file"],
    [[`--dsn=${ADDRESS}`], "Unknown option"],
    [["--dsn-env=DATABASE"], "shop on 127.0.0.1:1: nothing listens there"],
    [["--dsn-env=BROKEN"], "a `%` in it"],
    [["--dsn-stdin"], "it is no address"],
    [["--dsn-env=NONE"], "no such variable"],
    [["--dsn-file=nowhere"], "no such file"],
    [["sqlite:nowhere.sqlite3"], "nowhere.sqlite3: there is no such file"],
    [["sqlite:text"], "no SQLite database"],
    [["sqlite:empty"], "it is empty"],
    [["sqlite:locked"], "somebody else has locked it"],
    [["--dsn-file", `host=h password=${SECRET}`], "no such file"],
    [["sqlite:."], "it is no file"],
    [["sqlite:db.sqlite3", "--dsn-stdin"], "name one database"],
    [["sqlite:db.sqlite3", "--sample=0"], "a number from 1 to 10000"],
    [["sqlite:db.sqlite3", "--sample=9", "--no-values"], "do not go together"],
    [[], "name one database"],
    [["sqlite:db.sqlite3", "a", "b"], "give one path"],
  ])("refuses %j and keeps passwords to itself", (args, message) => {
    const root = folder();
    write(root, "text", "not a database, but long enough to be one");
    write(root, "empty", "");
    const locked = new DatabaseSync(join(root, "locked"));
    locked.exec("CREATE TABLE a (b); BEGIN EXCLUSIVE");
    const env = { DATABASE: ADDRESS, BROKEN: `mysql://ada:${SECRET}%@h/d` };
    const { code, out, err } = inspect(root, args, env, `ada ${SECRET}`);
    locked.close();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
    expect(err).not.toContain(SECRET);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
