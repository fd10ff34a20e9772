import { expect, it } from "vitest";
import { baseNames } from "./baseNames.ts";

it.each([
  ["class A(Base):", ["Base"]],
  ["class A(core.models.Base, Mixin[int], metaclass=Meta):", ["Base", "Mixin", "Meta"]],
  ["from core import Base as B\nclass A(\n    B,\n):", ["B", "Base"]],
  ["class A (Base", ["Base"]],
  ["    class Inner(Base):", ["Base"]],
  ["class A:\n    pass\nclass B(object): pass\nclass C(ValueError): pass", []],
  ["subclass (Base)\nx = myclass (Base)", []],
  ["", []],
])("finds in %j %j", (source, names) => {
  expect(baseNames(source)).toEqual(names);
});
