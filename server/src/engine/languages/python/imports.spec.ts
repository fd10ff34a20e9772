import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { bindingsOf, importedNames, type ImportStatement, qualify, readImports } from "./imports.ts";
import { readLayout } from "./layout.ts";

function importsOf(text: string): readonly ImportStatement[] {
  return readImports(text, readLayout(text));
}

function bindings(source: string): Record<string, string> {
  return Object.fromEntries(bindingsOf(importsOf(dedent(source))));
}

describe("bindings", () => {
  it.each([
    ["import a", { a: "a" }],
    ["import a.b.c", { a: "a" }],
    ["import a.b as c, d", { c: "a.b", d: "d" }],
    ["from a.b import c, d as e", { c: "a.b.c", e: "a.b.d" }],
    ["from . import a", { a: ".a" }],
    ["from ..a.b import c", { c: "..a.b.c" }],
    ["from a import (  # why\n    b,\n    c as d,  # and\n)", { b: "a.b", d: "a.c" }],
    ["from a \\\r\n    import b, \\\r\n    c", { b: "a.b", c: "a.c" }],
    ["from a import *", {}],
  ])("reads %j", (source, expected) => {
    expect(bindings(source)).toEqual(expected);
  });

  it("finds imports within blocks, and in functions only where the module has none", () => {
    const source = `
      from a import x
      try:
          from fast import y
      except ImportError:
          from slow import y
      if TYPE_CHECKING:
          from types import z
      def f():
          from other import x, w
    `;
    expect(bindings(source)).toEqual({ x: "a.x", y: "slow.y", z: "types.z", w: "other.w" });
    expect(importsOf(dedent(source)).map(({ place }) => place)).toEqual([
      "module",
      "guarded",
      "guarded",
      "guarded",
      "local",
    ]);
  });

  it.each([
    ["from a import", {}],
    ["from a import b,", { b: "a.b" }],
    ["from a import (b, c", { b: "a.b", c: "a.c" }],
    ["from a import b as", { b: "a.b" }],
    ["from", {}],
    ["import", {}],
    ["from a import bfrom django.db import models", { bfrom: "a.bfrom" }],
  ])("reads what is there of %j", (source, expected) => {
    expect(bindings(source)).toEqual(expected);
  });

  it("gives dotted names in full", () => {
    const known = bindingsOf(importsOf("from django.db import models as m\nimport a.b"));
    expect(qualify("m.fields.CharField", known)).toBe("django.db.models.fields.CharField");
    expect(qualify("a.b.C", known)).toBe("a.b.C");
    expect(qualify("models.CharField", known)).toBe("models.CharField");
  });

  it("lists what is imported in full", () => {
    expect(importedNames(importsOf("import a.b as c\nfrom d import e as f\nfrom g import *\nfrom . import h"))).toEqual(
      ["a.b", "d.e", "g.*", ".h"],
    );
  });
});

describe("structure", () => {
  it("tells where names, aliases and parentheses stand", () => {
    const text = "x = '😀'\nfrom a.b import (\n    c,\n    d as e,\n)  # why\n";
    const [statement] = importsOf(text);
    const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(slice(statement!.span)).toBe("from a.b import (\n    c,\n    d as e,\n)");
    expect(statement).toMatchObject({
      kind: "from",
      module: "a.b",
      open: text.indexOf("("),
      close: text.indexOf(")"),
      trailingComma: true,
    });
    expect(statement!.names.map(({ span }) => slice(span))).toEqual(["c", "d as e"]);
    expect(statement!.names.map(({ nameSpan }) => slice(nameSpan))).toEqual(["c", "d"]);
  });

  it("tells that there are none", () => {
    expect(importsOf("import a, b")[0]).toMatchObject({
      kind: "import",
      module: "",
      open: null,
      close: null,
      trailingComma: false,
    });
  });
});
