import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import type { Bound, ModuleSummary } from "../../schema/moduleSummary.ts";
import { readModule } from "./module.ts";
import { summaryOf } from "./moduleSummary.ts";

const summary = (source: string): ModuleSummary => summaryOf([readModule(dedent(source))]);

const boundIn = (source: string): readonly (readonly [string, Bound])[] =>
  summary(source).names.map(({ name, bound }) => [name, bound]);

describe("summaryOf", () => {
  it("tells what each import binds", () => {
    expect(
      boundIn(`
        import os.path
        import core.models as m
        from . import fields
        from ..shop.models import Customer as Client, Order
      `),
    ).toEqual([
      ["os", { kind: "import", module: "os", name: "" }],
      ["m", { kind: "import", module: "core.models", name: "" }],
      ["fields", { kind: "import", module: ".", name: "fields" }],
      ["Client", { kind: "import", module: "..shop.models", name: "Customer" }],
      ["Order", { kind: "import", module: "..shop.models", name: "Order" }],
    ]);
  });

  it("keeps what each branch binds, and only the last of what always runs", () => {
    expect(
      boundIn(`
        Base = None
        try:
            from fast import Base
        except ImportError:
            from slow import Base
        Other = Base
        Other = Base.Inner
      `),
    ).toEqual([
      ["Base", { kind: "value" }],
      ["Base", { kind: "import", module: "fast", name: "Base" }],
      ["Base", { kind: "import", module: "slow", name: "Base" }],
      ["Other", { kind: "alias", to: "Base.Inner" }],
    ]);
  });

  it("leaves out what stands in functions and classes", () => {
    expect(
      boundIn(`
        def load():
            from shop import Customer
            name = 1
        class Outer:
            class Inner: pass
      `),
    ).toEqual([
      ["load", { kind: "function", returns: null, passes: [] }],
      ["Outer", { kind: "class", bases: [], passes: [] }],
    ]);
  });

  it("tells which modules are taken over, and what is passed on", () => {
    const { stars, all } = summary(`
      from .base import *
      from django.db.models import *
      __all__ = ["Customer", "Order"]
    `);
    expect({ stars, all }).toEqual({ stars: [".base", "django.db.models"], all: ["Customer", "Order"] });
    expect(summary("__all__ = base.__all__ + ['Order']").all).toBeNull();
  });

  it("tells what a class, a function and a partial call hand on", () => {
    expect(
      boundIn(`
        class Phone(models.CharField):
            def __init__(self, *args, max_length: int = 20, **kwargs):
                kwargs["null"] = True
                if True:
                    kwargs.setdefault("blank", True)
                super().__init__(*args, max_length=max_length, **kwargs)
        def phone(**kwargs):
            kwargs.update(unique=True)
            return models.CharField(max_length=30, **kwargs)
        Short = partial(models.CharField, max_length=5)
      `),
    ).toEqual([
      [
        "Phone",
        {
          kind: "class",
          bases: ["models.CharField"],
          passes: [
            { name: "null", value: true },
            { name: "blank", value: true },
            { name: "max_length", value: 20 },
          ],
        },
      ],
      [
        "phone",
        {
          kind: "function",
          returns: "models.CharField",
          passes: [
            { name: "unique", value: true },
            { name: "max_length", value: 30 },
          ],
        },
      ],
      [
        "Short",
        {
          kind: "call",
          callee: "partial",
          first: "models.CharField",
          texts: [],
          passes: [{ name: "max_length", value: 5 }],
        },
      ],
    ]);
  });

  it("stays the same while the body of a class or function is edited, and survives half-typed text", () => {
    const before = summary("class Customer(Base):\n    name = models.CharField()\n");
    expect(summary("class Customer(Base):\n    name = models.Char\n    other = (\n")).toEqual(before);
    expect(boundIn("from shop import\nclass (\nx = \ndef\n")).toEqual([["x", { kind: "value" }]]);
  });
});
