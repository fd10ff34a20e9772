import { describe, expect, it } from "vitest";
import { exampleField, TO_DECIDE, TREATED } from "./exampleFields.ts";
import { type ColumnKey, COLUMNS, sortedBy, sortedFields } from "./sort.ts";

const fields = [
  exampleField("shop/B.email", { level: "confidential", treatment: "access control", lacksTreatment: false }),
  exampleField("shop/A.cvv", { treatment: "do not store", confidence: 0.99 }),
  exampleField("shop/A.iban", { ...TREATED, confidence: 0.7 }),
  exampleField("clinic/C.number", TO_DECIDE),
  exampleField("clinic/C.diagnosis", { category: "health data" }),
];

function names(column: ColumnKey, descending: boolean): readonly string[] {
  return sortedFields(fields, { column, descending }).map(({ name }) => name);
}

describe("sortedFields", () => {
  it("puts the worst level first, and in it what lacks its treatment", () => {
    expect(names("level", true)).toEqual(["diagnosis", "cvv", "iban", "email", "number"]);
  });

  it("ranks treatments by what they ask for, not by their letters", () => {
    expect(names("treatment", true)[0]).toBe("cvv");
    expect(names("treatment", true).at(-1)).toBe("email");
  });

  it("sorts by the other columns", () => {
    expect(names("field", false)).toEqual(["cvv", "iban", "email", "diagnosis", "number"]);
    expect(names("field", true)).toEqual(["number", "diagnosis", "email", "iban", "cvv"]);
    expect(names("confidence", true)[0]).toBe("cvv");
    expect(names("confidence", false)[0]).toBe("iban");
    expect(names("category", true)[0]).toBe("diagnosis");
    expect(names("protection", false)[0]).toBe("iban");
    expect(names("file", false).slice(0, 2).sort()).toEqual(["diagnosis", "number"]);
  });

  it.each(COLUMNS)("gives one order, whatever the order before (%s)", (column) => {
    const apart = fields.map((field, line) => ({ ...field, line }));
    const sort = { column, descending: false };
    expect(sortedFields(apart.toReversed(), sort)).toEqual(sortedFields(apart, sort));
    expect(sortedFields(apart, sort)).toHaveLength(fields.length);
  });
});

describe("sortedBy", () => {
  it("turns round on the second click", () => {
    const once = sortedBy({ column: "field", descending: false }, "confidence");
    expect(once).toEqual({ column: "confidence", descending: true });
    expect(sortedBy(once, "confidence")).toEqual({ column: "confidence", descending: false });
    expect(sortedBy(once, "field")).toEqual({ column: "field", descending: false });
  });
});
