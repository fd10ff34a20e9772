import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { globOf, pathTestOf } from "./glob.ts";

function matches(pattern: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => globOf(pattern)!(path));
}

describe("globOf", () => {
  const PATHS = ["models.py", "a/models.py", "a/b/models.py", "a/.b/x.py", "a/b", "ab"];

  it.each([
    ["models.py", ["models.py", "a/models.py", "a/b/models.py"]],
    ["/models.py", ["models.py"]],
    ["./a/models.py", ["a/models.py"]],
    ["a/*", ["a/models.py", "a/b"]],
    ["a/**", ["a/models.py", "a/b/models.py", "a/.b/x.py", "a/b"]],
    ["a/b/", ["a/b"]],
    ["**/b", ["a/b"]],
    ["a/**/models.py", ["a/models.py", "a/b/models.py"]],
    ["**", PATHS],
    ["{a/b,ab}", ["a/b", "ab"]],
    ["a/[!m]*", ["a/b"]],
    ["a?", ["ab"]],
    ["a.b", []],
  ])("%s", (pattern, expected) => {
    expect(matches(pattern, PATHS)).toEqual(expected);
  });

  it.each(["", "!a", "[z-a]", "*a*b*c*d*e*"])("cannot use %j", (pattern) => {
    expect(globOf(pattern)).toBeNull();
  });

  it("takes for itself what stands behind a backslash, and brackets that do not close", () => {
    expect(matches("a\\*", ["a*", "ab"])).toEqual(["a*"]);
    expect(matches("[ab", ["[ab", "a"])).toEqual(["[ab"]);
    expect(matches("{ab", ["{ab", "ab"])).toEqual(["{ab"]);
    expect(matches("(a|b)+$", ["(a|b)+$", "a"])).toEqual(["(a|b)+$"]);
  });
});

describe("pathTestOf", () => {
  it("says what another library says", () => {
    const name = fc.stringMatching(/^[ab.]{1,3}$/).filter((text) => !/^\.+$/.test(text));
    const part = fc.oneof(
      fc.constantFrom("**", "*", "a*", "*b", "?", "a?b", "[ab]", "[^a]", "{a,b}", "{a*,.b}", "*.b"),
      name,
    );
    const path = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), path, (parts, folders) => {
        const pattern = parts.join("/");
        const expected = picomatch(pattern, { dot: true, noextglob: true })(folders.join("/"));
        expect([pattern, pathTestOf(pattern)!(folders.join("/"))]).toEqual([pattern, expected]);
      }),
      { numRuns: 5000 },
    );
  });
});
