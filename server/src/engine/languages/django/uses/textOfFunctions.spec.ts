import { describe, expect, it } from "vitest";
import { textOfFunctions } from "./textOfFunctions.ts";

const LONG = "    # nothing of interest here\n".repeat(8);

/** The names of the functions that are parsed; null where nothing is. */
function parsed(source: string, asked: readonly string[]): readonly string[] | null {
  const text = source.replaceAll("…\n", LONG);
  const needed = textOfFunctions(text, asked);
  if (needed) expect(needed.text).toHaveLength(text.length);
  return needed && [...needed.text.matchAll(/def (\w+)/g)].map(([, name]) => name!);
}

describe("functions of a module that are parsed", () => {
  it("are those that are asked for, with those that they name", () => {
    const source = "def a(x):\n…\n    b(x)\ndef b(x):\n…\n    print(x)\ndef c(x):\n…\n    print(x)\n";
    expect(parsed(source, ["a"])).toEqual(["a", "b"]);
    expect(parsed(source, ["c"])).toEqual(["c"]);
  });

  it("are methods with what sets the attributes that they read, and makes the constants", () => {
    const source =
      "KEPT = make(\n…\n)\nLEFT = other(\n…\n)\ndef make(x):\n…\n    print(x)\ndef other(x):\n…\n    print(x)\nclass A:\n    def a(self):\n…\n        print(self.x, KEPT)\n    def b(self):\n…\n        self.x: int = 1\n    def c(self):\n…\n        self.y = 1\n";
    expect(parsed(source, ["A.a"])).toEqual(["make", "a", "b"]);
  });

  it("are none where nothing of that name is one", () => {
    const source = "class A:\n    def a(self):\n…\n        pass\nb = 1\n";
    expect(parsed(source, ["b", "c", "a", "B.a"])).toBeNull();
  });
});
