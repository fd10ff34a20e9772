import { describe, expect, it } from "vitest";
import { listIn, nestedIn } from "../../languages/django/shownClass.ts";
import { classAfter } from "./classAfter.ts";

const TEXT = `import rest

class First:
    fields = ["a"]

if rest:
    @rest.shown(fields="all")
    class Second:
        class Meta:
            fields = ["a", "b"]  # both

class Third:
    fields = ["a"]
`;

function after(from: string, to: string): string | null {
  const start = TEXT.indexOf(from);
  const edit = { span: { start, end: start + from.length }, text: to };
  const found = classAfter(TEXT, [edit], TEXT.indexOf("class Second"));
  const meta = found && nestedIn(found, "Meta");
  return meta && [found.scope.name, ...(listIn(meta, "fields") ?? ["not a list"])].join();
}

describe("classAfter", () => {
  it("reads the class as an edit leaves it, wherever that stands in it", () => {
    expect(after('["a", "b"]', '["b"]')).toBe("Second,b");
    expect(after("  # both", '\n            exclude = ["c"]')).toBe("Second,a,b");
    expect(after('["a", "b"]', '["b"')).toBe("Second,not a list");
  });

  it("follows the class behind what a decorator, or a statement before it, has more or less", () => {
    expect(after('"all"', '["a", "b", "c"]')).toBe("Second,a,b");
    expect(after("import rest\n", "")).toBe("Second,a,b");
    expect(after('class Third:\n    fields = ["a"]\n', "")).toBe("Second,a,b");
  });

  it("finds none where the class is gone", () => {
    expect(after("class Second:", "def second():")).toBeNull();
  });
});
