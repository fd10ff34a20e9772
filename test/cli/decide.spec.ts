import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldguard, project, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const MODELS = `
  //- shop/models.py
  from django.db import models


  class Customer(models.Model):
      national_id = models.CharField(max_length=18)
      colour = models.CharField(max_length=9)


  class Order(models.Model):
      customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
      remark = models.TextField()
`;

function shop(table: string | Uint8Array): string {
  const root = project(MODELS);
  write(root, "decisions.csv", table);
  return root;
}

const decide = (root: string, ...more: readonly string[]): ReturnType<typeof fieldguard> =>
  fieldguard(["decide", "--from", "decisions.csv", ...more], { cwd: root });
const models = (root: string): string => readFileSync(join(root, "shop/models.py"), "utf8");

describe("decide", () => {
  it("takes back the table of a scan, with a column filled in, and then has nothing left to do", () => {
    const root = project(MODELS);
    const { out } = fieldguard(["scan", "--format", "csv", "--all-fields", "--quiet", root]);
    const [head, ...lines] = out.trimEnd().split("\r\n");
    const decisionOf = (line: string): string =>
      line.includes(",colour,") ? "user.demographic" : line.includes(",national_id,") ? "no" : "";
    const table = [`${head!},decision,reason`, ...lines.map((line) => `${line},${decisionOf(line)},"asked, twice"`)];
    write(root, "decisions.csv", table.join("\r\n"));

    const shown = decide(root);
    expect([shown.code, models(root)]).toEqual([0, models(project(MODELS))]);
    expect(shown.out).toContain("+    # fieldguard: ignore asked, twice\n");
    expect(decide(root, "--write")).toMatchObject({ code: 0, out: "changed shop/models.py\n" });
    expect(models(root)).toContain("    # fieldguard: category=user.demographic asked, twice\n    colour = ");
    const fields = scanJson([root, "--all-fields"]).fields;
    expect(fields.find(({ field }) => field === "colour")).toMatchObject({ category: "user.demographic" });
    expect(decide(root, "--write")).toMatchObject({ code: 0, out: "" });
    expect(decide(root, "--write").err).toContain("recorded already");
  });

  it("reads a table of selectors with semicolons and a byte order mark", () => {
    const root = shop("\ufeffField;Decision\nshop.Order.remark;user.content.private\n");
    expect(decide(root, "--write").code).toBe(0);
    expect(models(root)).toContain("# fieldguard: category=user.content.private\n    remark");
  });

  it.each([
    ["tabs", "Field\tDecision\tReason, if any\nCustomer.colour\tno\n"],
    [
      "UTF-16, as spreadsheets call Unicode",
      Buffer.from("\ufefffield\tdecision\r\nCustomer.colour\tno\r\n", "utf16le"),
    ],
    ["a first line that names what parts the cells", "sep=;\r\nfield;decision;a, b\r\nCustomer.colour;no;\r\n"],
    ["quoted names of columns", '"field";"decision";"why, if asked"\nCustomer.colour;no;\n'],
    ["lines without their last cells", "field,decision,reason\nOrder.remark\nCustomer.colour,no\n"],
    ["empty cells beyond the columns", "field,decision\nCustomer.colour,no,,\n"],
  ])("reads a table with %s", (_, table) => {
    const root = shop(table);
    expect(decide(root, "--write").code).toBe(0);
    expect(models(root)).toContain("    # fieldguard: ignore reviewed, not sensitive\n    colour");
  });

  it("knows the paths that a scan kept from being formulas", () => {
    const root = project(MODELS.replace("shop/", "@app/"));
    const { out } = fieldguard(["scan", "--format", "csv", "--quiet", root]);
    const [head, ...lines] = out.trimEnd().split("\r\n");
    write(root, "decisions.csv", [`${head!},decision`, ...lines.map((line) => `${line},no`)].join("\r\n"));
    expect(lines.join()).toContain("'@app/models.py");
    expect(decide(root, "--write")).toMatchObject({ code: 0, out: "changed @app/models.py\n" });
  });

  it("lets the last decision hold, whatever was decided before", () => {
    const root = project(MODELS);
    for (const [decision, comment, category] of [
      ["no", "ignore reviewed, not sensitive", null],
      ["user.name", "category=user.name", "user.name"],
      ["no", "ignore reviewed, not sensitive", null],
    ] as const) {
      write(root, "decisions.csv", `field,decision\nCustomer.colour,${decision}\n`);
      expect(decide(root, "--write")).toMatchObject({ code: 0, out: "changed shop/models.py\n" });
      expect(models(root)).toContain(`max_length=18)\n    # fieldguard: ${comment}\n    colour = `);
      expect(models(root).match(/fieldguard:/g)).toHaveLength(1);
      const { fields } = scanJson([root, "--all-fields"]);
      expect(fields.find(({ field }) => field === "colour")).toMatchObject({ category });
    }
  });

  it("writes reasons, and leaves those that people wrote when none is given", () => {
    const root = shop("field,decision,reason\nCustomer.colour,user.name,agreed on 3 May\nOrder.remark,no,made up\n");
    expect(decide(root, "--write").code).toBe(0);
    const written = models(root);
    expect(written).toContain("    # fieldguard: category=user.name agreed on 3 May\n    colour");
    expect(written).toContain("    # fieldguard: ignore made up\n    remark");
    write(root, "decisions.csv", "field,decision\nCustomer.colour,user.name\nOrder.remark,no\n");
    expect(decide(root, "--write").err).toContain("recorded already");
    expect(models(root)).toBe(written);
  });

  it("names the lines whose declarations it cannot edit, and writes nothing", () => {
    const root = shop("field,decision\nCustomer.colour,no\nOrder.remark,no\n");
    const text = models(root).replace("    remark", "    x = 1; remark");
    write(root, "shop/models.py", text);
    const { code, err } = decide(root, "--write");
    expect([code, models(root)]).toEqual([2, text]);
    expect(err).toContain(
      "nothing was changed; decisions.csv:3: the declaration of shop/models.py::Order.remark cannot",
    );
  });

  it("names every wrong line and writes nothing", () => {
    const root = shop(
      "field,decision\nCustomer.colour,no\nCustomer.color,no\nCustomer.colour,user.name\nOrder.remark,user.secret\n",
    );
    const { code, err } = decide(root, "--write");
    expect(code).toBe(2);
    expect(err).toMatch(/^fieldguard: nothing was changed; decisions\.csv:3: no field is called Customer\.color/);
    expect(err).toContain("decisions.csv:4: line 2 decides otherwise about shop/models.py::Customer.colour");
    expect(err).toContain("decisions.csv:5: user.secret is no data category");
    expect(models(root)).toBe(models(project(MODELS)));
  });

  it.each([
    ["no column of decisions", "field,category\nCustomer.colour,no\n", /field and decision are needed/],
    ["no column of decisions, and no lines", "field,category\n", /field and decision are needed/],
    [
      "an open quote",
      'field,decision\nOrder.remark,\n"Customer.colour,no\nx,\n',
      /csv:3: is no CSV table: a quote is opened/,
    ],
    ["a quote in a cell", 'sep=,\nfield,decision\nCustomer.colour,4711"x\n', /csv:3: is no CSV table: a quote stands/],
    [
      "something behind a quote",
      'field,decision\nCustomer.colour,"no"4711\n',
      /csv:2: is no CSV table: a quote stands/,
    ],
    [
      "cells that have no column",
      "field,decision\nCustomer.colour,no,4711\n",
      /csv:2: is no CSV table: there are more/,
    ],
    [
      "two columns of one name",
      "decision,field,Decision\nno,Customer.colour,4711\n",
      /two columns are called decision/,
    ],
    ["bytes that are no text", new Uint8Array([0, 1, 2, 3, 255]), /is not a text file/],
  ])("tells of %s", (_, table, message) => {
    const root = shop(table);
    const { code, err } = decide(root, "--write");
    expect([code, models(root)]).toEqual([2, models(project(MODELS))]);
    expect(err).toMatch(message);
    expect(err).not.toContain("4711");
  });

  it.each([
    ["an empty file", ""],
    ["a table without decisions", "field,decision\nCustomer.colour,\n"],
  ])("has nothing to do for %s", (_, table) => {
    expect(decide(shop(table))).toMatchObject({ code: 0, out: "" });
  });

  it("sends decisions about inherited fields, and about those of packages, to where they are declared", () => {
    const root = shop(
      [
        "path,entity,field,decision,inherited_from,package",
        "shop/models.py,Order,email,no,Person,",
        ",auth.User,email,no,,Django 5.2.19",
        "shop/models.py,Customer,colour,no,,",
      ].join("\n"),
    );
    const { code, err } = decide(root, "--write");
    expect(code).toBe(2);
    expect(err).toContain("decisions.csv:2: shop/models.py::Order.email is declared by Person; decide it there");
    expect(err).toContain("decisions.csv:3: auth.User.email is declared by Django 5.2.19; decide it there, or in");
    expect(err).not.toContain("decisions.csv:4");
    expect(models(root)).toBe(models(project(MODELS)));
  });

  it("needs a table", () => {
    const { code, err } = fieldguard(["decide"], { cwd: project(SMALL_PROJECT) });
    expect([code, err]).toEqual([2, "fieldguard: name the table with --from FILE\n"]);
  });
});
