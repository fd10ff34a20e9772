import { describe, expect, it } from "vitest";
import { applyEdits } from "../../text/textEdit.ts";
import { djangoEditor } from "./edit.ts";

/** With all places of `email` taken out; null when that cannot be done. */
function without(text: string, filled: readonly string[] = []): string | null {
  const entries = [...text.matchAll(/email\w*/g)].map(({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
  }));
  const edits = djangoEditor.dropEntries(text, entries, new Set(filled));
  return edits && applyEdits(text, edits);
}

function option(value: string, name = "search_fields"): string {
  return `class A(ModelAdmin):\n    ${name} = ${value}\n    list_per_page = 5\n`;
}

describe("taking entries out of options", () => {
  it.each([
    ['["name", "email"]', '["name"]'],
    ['["email", "name"]', '["name"]'],
    ['["name", "email", "phone"]', '["name", "phone"]'],
    ['["email"]', "[]"],
    ['["name", "^email__iexact"]', '["name"]'],
    ['["email", "name", "user__email"]'.replace("user__email", "email"), '["name"]'],
    ['("name", "email")', '("name",)'],
    ['("email", "name")', '("name",)'],
    ['("email", "name",)', '("name",)'],
    ['("name", "email",)', '("name",)'],
    ['("name", "email", "phone")', '("name", "phone")'],
    ['("email",)', "()"],
    ["['name', \"email\"]", "['name']"],
    ['["name", ("email", EmptyFieldListFilter)]', '["name"]'],
    ['{"name": ["exact"], "email": ["exact", "in"]}', '{"name": ["exact"]}'],
    ['{"email": ["exact"]}', "{}"],
    ['BASE + ["email"]', "BASE + []"],
    ['[*BASE, "email"]', "[*BASE]"],
  ])("%s", (before, after) => {
    expect(without(option(before))).toBe(option(after));
  });

  it("keeps lines and comments as they are", () => {
    const before = option('[\n        "name",  # as on the card\n        "email",\n        "phone",\n    ]');
    const after = option('[\n        "name",  # as on the card\n        "phone",\n    ]');
    expect(without(before)).toBe(after);
    expect(without(option('[\n        "name",\n        "email",\n    ]'))).toBe(option('[\n        "name",\n    ]'));
    expect(without(option('(\n        "name",\n        "email"\n    )'))).toBe(option('(\n        "name",\n    )'));
  });

  it("reaches the options of nested classes, and several lists at once", () => {
    const before =
      'class F(FilterSet):\n    class Meta:\n        fields = ["name", "email"]\n\nclass B(V):\n    ordering = ["-email"]\n';
    expect(without(before)).toBe(before.replace(', "email"', "").replace('"-email"', ""));
  });

  it.each([
    ["a list elsewhere", 'FIELDS = ["email"]\n\nclass A(ModelAdmin):\n    search_fields = FIELDS\n'],
    ["a text alone", option('"email"', "date_hierarchy")],
    ["texts in a row", option('["user__" "email", "name"]')],
    ["a tuple without brackets", option('"name", "email"')],
    ["items in brackets of their own", option('("name"), ("email")')],
    ["such items in a list", option('["name", ("email")]')],
    ["a call", option('fields("name", "email")')],
    ["a choice", option('["email"] if SEARCH else []')],
    ["half typed", option('["name", "email"')],
  ])("leaves %s alone", (_, text) => {
    expect(without(text)).toBeNull();
  });

  it("leaves something of an option that must not be empty", () => {
    expect(without(option('["email"]'), ["search_fields"])).toBeNull();
    expect(without(option('["email", "name"]'), ["search_fields"])).toBe(option('["name"]'));
    expect(without(option('BASE + ["email"]'), ["search_fields"])).toBe(option("BASE + []"));
    expect(without(option('["email"]', "list_filter"), ["search_fields"])).toBe(option("[]", "list_filter"));
  });
});
