import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fieldguard, project, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const EXPORT = ["export", "--format", "gdpr-yml"];

const WRITTEN = `models:
  blog.Post:
    fields:
      title:
        pii: false
  shop.Customer:
    fields:
      national_id:
        pii: true
        explanation: a national identification number
      colour:
        pii: false
`;

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

describe("export", () => {
  it("shows a diff of the file that is not there yet", () => {
    const root = project(SMALL_PROJECT);
    const { code, out, err } = fieldguard([...EXPORT, root]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^--- \/dev\/null\n\+\+\+ b\/gdpr\.yml\n/);
    expect(out.replaceAll(/^(?!\+).*\n|^\+/gm, "").replace(/^.*\n/, "")).toBe(WRITTEN);
    expect(() => read(root, "gdpr.yml")).toThrow("ENOENT");
  });

  it("writes it beside manage.py, in the words of the app's own label, and has nothing to add then", () => {
    const root = project(SMALL_PROJECT);
    write(root, "site/manage.py", "");
    write(root, "shop/apps.py", 'class ShopConfig(AppConfig):\n    name = "shop"\n    label = "store"\n');
    expect(fieldguard([...EXPORT, "--write"], { cwd: root })).toEqual({
      code: 0,
      out: "created site/gdpr.yml\n",
      err: "",
    });
    expect(read(root, "site/gdpr.yml")).toBe(WRITTEN.replace("shop.Customer", "store.Customer"));
    expect(fieldguard([...EXPORT, "--write"], { cwd: root })).toEqual({ code: 0, out: "", err: "" });
    // What was exported is a declaration now, and stands against nothing.
    const { findings } = scanJson([], { cwd: root });
    expect(findings.filter(({ rule }) => rule.startsWith("declaration/"))).toEqual([]);
  });

  it("fills in the project's own file, keeps its bytes, and says what contradicts the policy and what is left open", () => {
    const root = project(SMALL_PROJECT);
    const before =
      "\uFEFF# of the team\r\nmodels:\r\n  shop.Customer:\r\n    fields:\r\n      colour:\r\n        pii: false # sure\r\n";
    write(root, "docs/gdpr.yml", before);
    write(
      root,
      "blog/models.py",
      "from django.db import models\nclass Patient(models.Model):\n    reference = models.CharField()\n",
    );
    write(root, "fieldguard.yml", "fields:\n  Customer.colour: { category: user.name, reason: r }\n");
    const { code, out, err } = fieldguard([...EXPORT, "--write", root]);
    expect([code, out]).toEqual([0, "changed docs/gdpr.yml\n"]);
    expect(err).toBe(
      "note: docs/gdpr.yml: shop.Customer.colour is pii: false, but the policy says that it holds a person's name; left as it is\n" +
        "note: left to decide, as `pii: null`: blog.Patient.reference\n",
    );
    expect(read(root, "docs/gdpr.yml")).toBe(
      `${before}      national_id:\r\n        pii: true\r\n        explanation: a national identification number\r\n` +
        "  blog.Patient:\r\n    fields:\r\n      reference:\r\n        pii: null\r\n",
    );
  });

  it("keeps comments where nothing was filled in yet", () => {
    const root = project(SMALL_PROJECT);
    const before =
      "models:\n  shop.Customer: # the shop's\n    fields:\n      national_id:\n        pii: # ask\n      colour: # todo\n";
    write(root, "gdpr.yml", before);
    expect(fieldguard([...EXPORT, "--write", root]).out).toBe("changed gdpr.yml\n");
    expect(read(root, "gdpr.yml")).toBe(
      `${before
        .replace("pii: # ask", "pii: true # ask\n        explanation: a national identification number")
        .replace("# todo", "# todo\n        pii: false")}  blog.Post:\n    fields:\n      title:\n        pii: false\n`,
    );
  });

  it("asks which file is meant, and takes the one that is named", () => {
    const root = project(SMALL_PROJECT);
    for (const folder of ["a", "b"]) write(root, `${folder}/gdpr.yml`, "models: {}\n");
    expect(fieldguard(EXPORT, { cwd: root })).toEqual({
      code: 2,
      out: "",
      err: "fieldguard: there are several, name one with --file: a/gdpr.yml, b/gdpr.yml\n",
    });
    expect(fieldguard([...EXPORT, "--write", "--file", "b/gdpr.yml"], { cwd: root }).out).toBe("changed b/gdpr.yml\n");
    expect(read(root, "a/gdpr.yml")).toBe("models: {}\n");
  });

  it.each<[string, readonly string[], RegExp]>([
    ["models: 'x\n", [], /gdpr\.yml:2: Missing closing 'quote; correct it first/],
    ["models: []\n- x", [], /gdpr\.yml:2: .+; correct it first/],
    ["models: text\n", [], /gdpr\.yml:1: something else stands where a mapping belongs; correct it first/],
    ["models: &m # none\n", [], /gdpr\.yml:1: an anchor or a tag stands where a value belongs; correct it first/],
    ["models: &m\n  a.B: 1\nmine: *m\n", [], /gdpr\.yml:3: filled in from here on, it would say something else/],
    ["models: a\0b\n", [], /gdpr\.yml: cannot be read as a text/],
    ["", ["--file", "other.yml"], /reads only a file called gdpr\.yml/],
    ["", ["--file", "../gdpr.yml"], /lies outside of the project/],
    ["", ["shop/models.py"], /give one folder/],
  ])("refuses %j %j and loses nothing", (text, args, message) => {
    const root = project(SMALL_PROJECT);
    write(root, "gdpr.yml", text);
    const { code, out, err } = fieldguard([...EXPORT, "--write", ...args], { cwd: root });
    expect(err).toMatch(message);
    expect([code, out, read(root, "gdpr.yml")]).toEqual([2, "", text]);
  });
});
