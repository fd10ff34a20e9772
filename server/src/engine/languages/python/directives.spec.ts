import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import type { Directive } from "../../schema/schema.ts";
import { readDirectives } from "./directives.ts";
import { readModule } from "./module.ts";

/** Every assignment is a field of the class around it; its header is the entity's declaration. */
function read(text: string): ReturnType<typeof readDirectives> {
  const module = readModule(text);
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const declarations = module.layout.statements.flatMap((statement) => {
    if (statement.kind !== "class") return [];
    const entity = slice(statement.name!);
    return [
      { span: statement.span, entity, field: null },
      ...statement.body
        .filter(({ kind }) => kind === "assignment")
        .map(({ span, name }) => ({ span, entity, field: slice(name!) })),
    ];
  });
  return readDirectives(module, declarations);
}

function placesOf(source: string): readonly (readonly [string, string | null, string | null])[] {
  return read(dedent(source)).directives.map(({ reason, entity, field }) => [reason, entity, field] as const);
}

describe("what a directive says", () => {
  it.each<[string, Pick<Directive, "kind" | "values" | "reason">]>([
    ["# fieldguard: ignore public by law", { kind: "ignore", values: [], reason: "public by law" }],
    ["# fieldguard: ignore", { kind: "ignore", values: [], reason: "" }],
    [
      "# fieldguard: ignore[storage/plaintext-field] why",
      { kind: "ignore", values: ["storage/plaintext-field"], reason: "why" },
    ],
    ["#fieldguard:ignore[ a/b , c/d ] why  ", { kind: "ignore", values: ["a/b", "c/d"], reason: "why" }],
    [
      "# fieldguard: category=user.contact.email a shop's own",
      { kind: "category", values: ["user.contact.email"], reason: "a shop's own" },
    ],
    ["# fieldguard: level=internal", { kind: "level", values: ["internal"], reason: "" }],
    ["# noqa: E501  # fieldguard: level=internal 名 😀", { kind: "level", values: ["internal"], reason: "名 😀" }],
  ])("reads %s", (comment, expected) => {
    const text = `class A:\n    x = 1  ${comment}\n`;
    const [directive] = read(text).directives;
    expect(directive).toMatchObject({ ...expected, entity: "A", field: "x" });
    expect(text.slice(directive!.span.start, directive!.span.end).trimEnd()).toBe(
      comment.slice(comment.lastIndexOf("#")).trimEnd(),
    );
  });

  it.each(["ignor why", "ignore[", "ignore[] why", "category user.contact", "category=", "level", ""])(
    "reports %j as no directive",
    (content) => {
      const text = `class A:\n    x = 1  # fieldguard: ${content}\n`;
      expect(read(text)).toMatchObject({ directives: [], problems: [{ offset: text.indexOf("#") }] });
    },
  );

  it.each(["# see fieldguard: ignore", "# fieldguard ignore", "x = '# fieldguard: ignore'"])(
    "takes %j for none",
    (line) => {
      expect(read(`class A:\n    ${line}\n`)).toEqual({ directives: [], problems: [] });
    },
  );
});

describe("what a directive concerns", () => {
  it("is the declaration on its lines", () => {
    const source = `
      class A:  # fieldguard: ignore entity
          x = f(  # fieldguard: ignore first
              # fieldguard: ignore inside
              1,
          )  # fieldguard: ignore last
          y = 2
    `;
    expect(placesOf(source)).toEqual([
      ["entity", "A", null],
      ["first", "A", "x"],
      ["inside", "A", "x"],
      ["last", "A", "x"],
    ]);
  });

  it("is the next declaration when it stands alone, over comments and empty lines", () => {
    const source = `
      # fieldguard: ignore above class
      class A:
          x = 1
          # fieldguard: ignore above
          # fieldguard: level=internal also above

          # an ordinary comment
          y = 2
    `;
    expect(placesOf(source)).toEqual([
      ["above class", "A", null],
      ["above", "A", "y"],
      ["also above", "A", "y"],
    ]);
  });

  it("is nothing when other code comes first", () => {
    const source = `
      class A:
          x = 1
          # fieldguard: ignore lost
          def f(self): pass
          y = 2
          f()  # fieldguard: ignore trailing
          z = 3
      # fieldguard: ignore at the end
    `;
    expect(placesOf(source)).toEqual([
      ["lost", null, null],
      ["trailing", null, null],
      ["at the end", null, null],
    ]);
  });

  it("is found in a million units of directives", () => {
    const count = 40_000;
    const text = `class A:\n${"    # fieldguard: ignore\n".repeat(count)}    x = 1\n`;
    const { directives } = read(text);
    expect(directives.length).toBe(count);
    expect(directives[0]).toMatchObject({ entity: "A", field: "x" });
  });
});
