import { describe, expect, it } from "vitest";
import type { ClassifiedEntity } from "../../../server/src/protocol.ts";
import { exampleEntity, exampleField } from "./classifiedExamples.ts";
import { fieldLabel, fieldName, fieldShape, partsOf } from "./fieldLook.ts";
import { childrenOf, fieldsBelow, type Grouping, rootNodes } from "./nodes.ts";
import { NO_FILTER } from "./filter.ts";

const EMAIL = exampleField("email", { lacksTreatment: false });
const USER: ClassifiedEntity = {
  ...exampleEntity("User", [EMAIL], "auth/models.py"),
  package: { name: "Django", version: "5.2", otherVersion: null },
};
const CUSTOMER = exampleEntity("Customer", [exampleField("email"), exampleField("phone", { lacksTreatment: false })]);

describe("a field of a package", () => {
  it.each(["level", "category", "entity", "folder"] satisfies Grouping[])(
    "has a row that does not repeat its heading, grouped by %s",
    (grouping) => {
      const third = rootNodes([CUSTOMER], { grouping, filter: NO_FILTER }, [USER]).at(-1)!;
      expect(childrenOf(third).map(({ kind }) => kind)).toEqual(["entity"]);
      expect(fieldsBelow(third).map(fieldLabel)).toEqual(["email"]);
    },
  );

  it("is called in full where it is spoken of", () => {
    expect(fieldName({ entity: USER, field: EMAIL })).toBe("auth.User.email");
  });

  it("looks neither treated nor untreated", () => {
    const shapes = CUSTOMER.fields.map((field) => fieldShape(CUSTOMER, field));
    expect(shapes).toEqual(["circle-large-outline", "circle-large-filled"]);
    expect(shapes).not.toContain(fieldShape(USER, EMAIL));
  });
});

it("the workspace's own fields say whose they are", () => {
  expect(CUSTOMER.fields.map((field) => fieldLabel({ entity: CUSTOMER, field }))).toEqual([
    "Customer.email",
    "Customer.phone",
  ]);
  expect(fieldShape(CUSTOMER, exampleField("x", { verdict: "review", lacksTreatment: false }))).toBe("question");
});

describe("partsOf", () => {
  it.each([
    [
      "its name `email` says so",
      [
        ["its name ", false],
        ["email", true],
        [" says so", false],
      ],
    ],
    [
      "`a` and `b`",
      [
        ["a", true],
        [" and ", false],
        ["b", true],
      ],
    ],
    ["no name", [["no name", false]]],
    ["", []],
  ] as const)("tells names in %j", (text, expected) => {
    expect(partsOf(text).map((part) => [part.text, part.isName])).toEqual(expected);
  });
});
