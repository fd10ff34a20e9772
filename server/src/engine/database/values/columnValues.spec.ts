import { describe, expect, it } from "vitest";
import { formsIn } from "../../../detectors/forms/formsIn.ts";
import { tableOf } from "../../../../../test/support/databaseSchemas.ts";
import { EMPTY_POLICY } from "../../project/policy/model.ts";
import { type InspectedColumn, inspectedTables } from "../inspection.ts";
import { columnValues } from "./columnValues.ts";
import { valueShape } from "./valueShape.ts";

function kindsIn(values: readonly string[]): readonly string[] {
  return columnValues(values, formsIn).found.map(({ kind, values: count, path, shape }) =>
    [kind, count, path, shape ?? ""].join(" ").trim(),
  );
}

const numbered = (make: (index: number) => string, count = 40): readonly string[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("columnValues", () => {
  it("finds what nearly all values are, each value once", () => {
    expect(kindsIn(["h.mueller@gmx.de", "h.mueller@gmx.de", " p.meier@web.de "])).toEqual([
      "email 2  A.AAAAAAA@AAA.AA",
    ]);
    expect(columnValues(["", " ", "x"], formsIn).distinct).toBe(1);
  });

  it("finds what stands in a few texts, where chance cannot have put it", () => {
    expect(kindsIn([...numbered((index) => `call ${index}`), "she is h.mueller@gmx.de now"])).toEqual(["email 1"]);
  });

  it("leaves numbers alone that are right by chance as often as they are", () => {
    expect(kindsIn(numbered((index) => String(4_929_420_573_595_700 + index * 7)))).toEqual([]);
    expect(kindsIn(numbered((index) => `order ${4_929_420_573_595_700 + index * 7}`))).toEqual([]);
    expect(kindsIn(numbered((index) => String(100_000_000 + index * 7_654_321)))).toEqual([]);
  });

  it("finds the same ones when all are right", () => {
    const cards = ["4929420573595709", "4716258050958645", "5425233430109903", "374245455400126", "4024007103939509"];
    const all = [...cards, "6011000990139424", "4532015112830366", "4556737586899855", "5105105105105100"];
    expect(kindsIn(all)[0]).toMatch(/^card 9/);
  });

  it("follows JSON by its paths, and takes no key for a path that may be a value", () => {
    expect(kindsIn([`{"who":[{"mail":"h.mueller@gmx.de"}],"n":1}`])).toEqual(["email 1 who[].mail A.AAAAAAA@AAA.AA"]);
    expect(kindsIn([`{"h.mueller@gmx.de":{"mail":"p.meier@web.de"}}`])).toEqual(["email 1 *.mail A.AAAAA@AAA.AA"]);
    expect(kindsIn([`{"who": "h.mueller@gmx.de", `])).toEqual(["email 1"]);
  });
});

describe("what values say", () => {
  const column = (name: string, values: readonly string[]): InspectedColumn => {
    const table = tableOf("rows", { [name]: "text" });
    const seen = new Map([[table.columns[0]!, columnValues(values, formsIn)]]);
    return inspectedTables({ product: "", tables: [table] }, EMPTY_POLICY, seen)[0]!.columns[0]!;
  };

  it("counts beside the name, for it and against it", () => {
    const mails = numbered((index) => `m.x${index}@gmx.de`);
    const words = numbered((index) => `word ${index}`);
    const confidence = (name: string, values: readonly string[]): number =>
      column(name, values).subject.classification.confidence;
    expect(column("f1", mails).subject.classification).toMatchObject({
      category: "user.contact.email",
      verdict: "sensitive",
    });
    expect(confidence("email", mails)).toBeGreaterThan(confidence("f1", mails));
    expect(confidence("email", words)).toBeLessThan(confidence("email", []));
  });

  it("tells how values are kept", () => {
    const tokens = numbered((index) => `gAAAAABk${"Qx7".repeat(30)}${index}==`);
    expect(column("notes", tokens).subject.protection).toEqual({ kind: "encrypted", by: "the values are ciphertext" });
    const hashes = numbered((index) => `pbkdf2_sha256$870000$salt${index}$${"Qx7a".repeat(11)}=`);
    expect(column("f1", hashes).subject).toMatchObject({
      protection: { kind: "hashed" },
      classification: { category: "user.authorization.password" },
    });
  });

  it("repeats no value", () => {
    const { values, subject } = column("f1", ["h.mueller@gmx.de", "DE02120300000000202051"]);
    expect(JSON.stringify([values, subject.classification])).not.toMatch(/mueller|1203/);
  });
});

it("shows the shape of a value alone", () => {
  expect(valueShape("536-90-4399")).toBe("999-99-9999");
  expect(valueShape("Zoë*\u0007")).toBe("AAA??");
  expect(valueShape("x".repeat(30))).toBe(`${"A".repeat(24)}…`);
});
