import { describe, expect, it } from "vitest";
import { ModulePaths } from "./modulePaths.ts";

const PATHS = [
  "src/common/analytics.py",
  "src/common/__init__.py",
  "src/shop/views.py",
  "src/shop/utils.py",
  "src/blog/utils.py",
  "src/shop/notes.txt",
];

describe("names in full", () => {
  it.each([
    ["common.analytics.track", ["src/common/analytics.py track"]],
    ["common.track", ["src/common/__init__.py track"]],
    [".utils.one_line", ["src/shop/utils.py one_line"]],
    [".utils.Line.text", ["src/shop/utils.py Line.text"]],
    ["..common.analytics.track", ["src/common/analytics.py track"]],
    ["..common.track", ["src/common/__init__.py track"]],
    ["blog.utils.one_line", ["src/blog/utils.py one_line"]],
    ["utils.one_line", []],
    ["requests.post", []],
    ["notes.txt", []],
    [".track", []],
  ])("%s", (callee, found) => {
    const declaring = new ModulePaths(PATHS).declaring(callee, "src/shop/views.py");
    expect(declaring.map(({ path, name }) => `${path} ${name}`)).toEqual(found);
  });
});
