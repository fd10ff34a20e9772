import { describe, expect, it } from "vitest";
import { readModule } from "../../python/module.ts";
import { concernedText } from "./concernedText.ts";
import { Wanted } from "./wanted.ts";

const LONG = "    # nothing of interest here\n".repeat(8);

/** The names of the functions that are parsed. */
function parsed(source: string): readonly string[] {
  const text = source.replaceAll("…\n", LONG);
  const concerned = concernedText(readModule(text), new Wanted(["email"]));
  expect(concerned).toHaveLength(text.length);
  return [...concerned.matchAll(/def (\w+)/g)].map(([, name]) => name!);
}

describe("functions that are parsed", () => {
  it("name a field, or all of them", () => {
    const source = "def a(x):\n…\n    x.email\ndef b(x):\n…\n    x.mail\ndef c(x):\n…\n    x.exclude = 1\n";
    expect(parsed(source)).toEqual(["a", "c"]);
  });

  it("are short", () => {
    expect(parsed("def a(x):\n    return x\n")).toEqual(["a"]);
  });

  it("are left out together with long statements, but for options of classes", () => {
    const list = `[${'"nothing", '.repeat(30)}]`;
    const text = `class A:\n    fields = ${list}\n    others = ${list}\n`;
    const concerned = concernedText(readModule(text), new Wanted(["email"]));
    expect(concerned).toContain("fields =");
    expect(concerned).not.toContain("others =");
  });

  it("show something, whatever that is", () => {
    const shows = ["logger.info(x)", "log.info(x)", "LOGGER.info(x)", "audit_log.info(x)", "print(x)"];
    for (const call of shows) expect(parsed(`def a(x):\n…\n    ${call}\n`)).toEqual(["a"]);
    expect(parsed("def a(x):\n…\n    show(x)\n")).toEqual([]);
  });
});

describe("files that are read", () => {
  const wanted = new Wanted(["email"], ["Customer", "buyer"]);

  it("name a field, or all of them", () => {
    expect(wanted.isAmong(["email"])).toBe(true);
    expect(wanted.isAmong(["__all__"])).toBe(true);
  });

  it("show something, and have an object of a model or what somebody has sent", () => {
    for (const object of ["Customer", "buyer", "request.POST", "cleaned_data", "vars"])
      expect(wanted.isAmong(["print", object])).toBe(true);
  });

  it("do neither show just anything, nor merely have an object", () => {
    expect(wanted.isAmong(["logger"])).toBe(false);
    expect(wanted.isAmong(["Customer"])).toBe(false);
  });
});
