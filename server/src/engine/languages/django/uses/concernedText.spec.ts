import { describe, expect, it } from "vitest";
import { readModule } from "../../python/module.ts";
import { concernedText } from "./concernedText.ts";
import { Wanted } from "./wanted.ts";

const LONG = "    # nothing of interest here\n".repeat(8);

/** The names of the functions that are parsed. */
function parsed(source: string, objects: readonly string[] = ["Customer"]): readonly string[] {
  const text = source.replaceAll("…\n", LONG);
  const concerned = concernedText(readModule(text), new Wanted(["email"], objects));
  expect(concerned).toHaveLength(text.length);
  return [...concerned.matchAll(/def (\w+)/g)].map(([, name]) => name!);
}

describe("functions that are parsed", () => {
  it("name a field, or all of them", () => {
    expect(parsed("def a(x):\n…\n    x.email\ndef b(x):\n…\n    x.mail\ndef c(x):\n…\n    x.exclude = 1\n")).toEqual([
      "a",
      "c",
    ]);
  });

  it("use a constant of the module that names a field", () => {
    const user = (name: string): string => `def a(x):\n…\n    x.only(*${name})\n`;
    expect(parsed(`FIELDS = ["email"]\n${user("FIELDS")}`)).toEqual(["a"]);
    expect(parsed(`${user("_FIELD")}_FIELD: str = "email"\n`)).toEqual(["a"]);
    expect(parsed(`FIELDS = ["email"]\n${user("OTHERS")}`)).toEqual([]);
    expect(parsed(`FIELDS = ["mail"]\n${user("FIELDS")}`)).toEqual([]);
  });

  it("are short", () => {
    expect(parsed("def a(x):\n    return x\n")).toEqual(["a"]);
  });

  it("show something and have an object of a model, a form or a request", () => {
    expect(parsed("def a(x: Customer):\n…\n    logger.info(x)\n")).toEqual(["a"]);
    expect(parsed("def a(request):\n…\n    print(request.POST)\n")).toEqual(["a"]);
    expect(parsed("def a(form):\n…\n    print(form.cleaned_data)\n")).toEqual(["a"]);
    expect(parsed("def a(x):\n…\n    x = get_object_or_404(x)\n    logger.info(x)\n")).toEqual(["a"]);
  });

  it("do not show just anything, nor merely have an object", () => {
    expect(parsed("def a(x):\n…\n    logger.info(x)\ndef b(x: Customer):\n…\n    x.save()\n")).toEqual([]);
    expect(parsed("def a(x: Order):\n…\n    logger.info(x)\n")).toEqual([]);
  });

  it("show themselves as a whole", () => {
    const method = (shown: string): string => `class A:\n  def a(self, x):\n…\n    print(${shown})\n`;
    expect(parsed(method("x, self"))).toEqual(["a"]);
    expect(parsed(method('f"{self}"'))).toEqual(["a"]);
    expect(parsed(method("self.x, x"))).toEqual([]);
  });

  it("show what others of the file hand to them", () => {
    const helper = "def tell(x):\n…\n    print(x)\n";
    expect(parsed(`${helper}def a(x):\n…\n    tell(x.email)\n`)).toEqual(["tell", "a"]);
    expect(parsed(`def a(x):\n…\n    tell(x.email)\n${helper}`)).toEqual(["a", "tell"]);
    expect(parsed(`${helper}def a(x):\n…\n    tell(x.mail)\n`)).toEqual([]);
  });
});
