import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { driftBetween, driftLine } from "./drift.ts";
import { inventoryText, isProblem, readInventory, recordLine } from "./inventoryFile.ts";
import { mergeInventories } from "./mergeInventories.ts";
import type { Inventory, InventoryRecord } from "./model.ts";
import { takeInventory } from "./takeInventory.ts";

function record(field: string, more: Partial<InventoryRecord> = {}): InventoryRecord {
  return {
    field,
    category: "user.contact.email",
    level: "confidential",
    treatment: "access control",
    protection: "none",
    decidedBy: "classifier",
    code: "c0",
    review: null,
    ...more,
  };
}

function inventory(...records: readonly InventoryRecord[]): Inventory {
  return { version: "1.0.0", records: new Map(records.map((each) => [each.field, each])) };
}

const REVIEW = { by: "Ada", on: "2026-01-02", commit: "abc", code: "c0", expires: null };

describe("taking an inventory", () => {
  const take = (field: string, before: Inventory | null = null): Inventory => {
    const text = `from django.db import models\n\nclass Customer(models.Model):\n    ${field}\n    colour = models.CharField()\n`;
    const options = { version: "1.0.0", labels: new Map([["shop/apps.py", "store"]]), hash: (each: string) => each };
    return takeInventory([classifiedFile("shop/models.py", text)], before, options);
  };
  const FIELD = "store.Customer.national_id";

  it("records sensitive fields by the label of their app", () => {
    const { records } = take("national_id = models.CharField(max_length=18)");
    expect([...records.keys()]).toEqual([FIELD]);
    expect(records.get(FIELD)).toMatchObject({
      category: "user.government_id.national_identification_number",
      level: "restricted",
      protection: "none",
      decidedBy: "classifier",
      review: null,
    });
  });

  it("has the same fingerprint for the same declaration alone, and keeps reviews", () => {
    const codeOf = (field: string): string => take(field).records.get(FIELD)!.code;
    const plain = codeOf("national_id = models.CharField(max_length=18)");
    expect(codeOf("national_id = models.CharField(\n        max_length = 18\n    )")).toBe(plain);
    expect(codeOf("national_id = models.CharField(max_length=20)")).not.toBe(plain);
    const before = inventory(record(FIELD, { review: REVIEW }));
    expect(take("national_id = models.CharField()", before).records.get(FIELD)?.review).toEqual(REVIEW);
  });
});

it("records fields of classes that share a name apart, each with its own review", () => {
  const text = (length: number): string =>
    `from django.db import models\n\nclass Base(models.Model):\n    national_id = models.CharField(max_length=${length})\n`;
  const take = (b: number): Inventory => {
    const files = [classifiedFile("shop/models/a.py", text(1)), classifiedFile("shop/models/b.py", text(b))];
    const before = inventory(record("shop.Base.national_id@shop/models/b.py", { review: REVIEW }));
    return takeInventory(files, before, { version: "1.0.0", labels: new Map(), hash: (each) => each });
  };
  const [first, second] = [take(2), take(3)];
  const name = "shop.Base.national_id";
  expect([...first.records].map(([field, { review }]) => [field, review])).toEqual([
    [name, null],
    [`${name}@shop/models/b.py`, REVIEW],
  ]);
  expect(second.records.get(name)).toEqual(first.records.get(name));
  expect(second.records.get(`${name}@shop/models/b.py`)!.code).not.toBe(
    first.records.get(`${name}@shop/models/b.py`)!.code,
  );
});

describe("the file of an inventory", () => {
  it("is sorted, and is read as it was written", () => {
    const text = inventoryText(inventory(record("shop.B.x", { review: REVIEW }), record("shop.A.x")));
    expect(text.split("\n").map((line) => line.slice(0, 19))).toEqual([
      '{"inventory":1,"ver',
      '{"field":"shop.A.x"',
      '{"field":"shop.B.x"',
      "",
    ]);
    const read = readInventory(text.replaceAll("\n", "\r\n"));
    expect(isProblem(read) ? read : inventoryText(read)).toBe(text);
  });

  it.each([
    ["<<<<<<< ours", "is no JSON object; if a merge has left marks there, take one side"],
    ["[]", "is no JSON object; if a merge has left marks there, take one side"],
    ['{"inventory":2}', "was written by a later version of Fieldguard"],
    ['{"field":"shop.A.x"}', "is no record of a field"],
    [recordLine(record("shop.A.x")).replace('"confidential"', '"secret"'), "is no record of a field"],
    [recordLine(record("shop.A.x", { review: { ...REVIEW, on: 1 as never } })), "is no record of a field"],
    [recordLine(record("shop.B.x")), "`shop.B.x` has a record already"],
  ])("says in which line it is wrong: %s", (line, message) => {
    expect(readInventory(`${recordLine(record("shop.B.x"))}\n\n${line}\n`)).toEqual({ line: 3, message });
  });
});

describe("drift", () => {
  const told = (before: Inventory, now: Inventory, today = "2026-05-01"): readonly string[] =>
    driftBetween(before, now, today).map(driftLine);

  it("tells new, gone and changed fields, and nothing of what is the same", () => {
    const before = inventory(record("a.A.gone"), record("a.A.same"), record("a.A.sealed"));
    const sealed = record("a.A.sealed", { protection: "encrypted", code: "c1" });
    expect(told(before, inventory(record("a.A.same"), sealed, record("a.A.added")))).toEqual([
      "new           a.A.added  user.contact.email, confidential, plain text",
      "gone          a.A.gone  user.contact.email, confidential, plain text",
      "changed       a.A.sealed  protection none → encrypted",
    ]);
  });

  it("tells what the code has changed from what a person or another version of Fieldguard has", () => {
    const before = inventory(record("a.A.x"));
    const restricted = { level: "restricted" as const };
    expect(told(before, inventory(record("a.A.x", { ...restricted, code: "c1" })))).toEqual([
      "changed       a.A.x  level confidential → restricted",
    ]);
    expect(told(before, inventory(record("a.A.x", { ...restricted, decidedBy: "policy" })))).toEqual([
      "decided       a.A.x  level confidential → restricted, decided by classifier → policy",
    ]);
    expect(told(before, inventory(record("a.A.x", restricted)))).toEqual([
      "changed       a.A.x  level confidential → restricted",
    ]);
    const later = { ...inventory(record("a.A.x", restricted)), version: "1.1.0" };
    expect(told(before, later)).toEqual(["reclassified  a.A.x  level confidential → restricted"]);
    expect(told(before, { ...inventory(record("a.A.x", { ...restricted, code: "c1" })), version: "1.1.0" })).toEqual([
      "changed       a.A.x  level confidential → restricted",
    ]);
  });

  it("tells reviews that hold no more", () => {
    const review = { ...REVIEW, expires: "2026-04-30" };
    const before = inventory(record("a.A.x", { review }), record("a.A.y", { review: REVIEW }));
    expect(told(before, before, "2026-04-30")).toEqual([]);
    expect(told(before, before, "2026-05-01")).toEqual([
      "overdue       a.A.x  the review by Ada on 2026-01-02 holds until 2026-04-30",
    ]);
    expect(
      told(before, inventory(before.records.get("a.A.x")!, record("a.A.y", { code: "c1" })), "2026-01-02"),
    ).toEqual(["overdue       a.A.y  the review by Ada on 2026-01-02 is of another declaration"]);
  });
});

describe("a merge", () => {
  const value = fc.constantFrom("c0", "c1", "c2", null);
  const names = ["a.A.x", "a.A.y", "a.B.x", "a.B.y"];
  const sides = fc.array(fc.tuple(value, value, value), { minLength: names.length, maxLength: names.length });

  it("takes what one side has changed, and asks a person only where both have changed the same field", () => {
    fc.assert(
      fc.property(sides, (codes) => {
        const side = (index: 0 | 1 | 2): Inventory =>
          inventory(
            ...names.flatMap((name, at) =>
              codes[at]![index] === null ? [] : [record(name, { code: codes[at]![index] })],
            ),
          );
        const { text, conflicts } = mergeInventories(side(0), side(1), side(2));
        const clashing = ([base, our, their]: (typeof codes)[number]): boolean =>
          our !== their && our !== base && their !== base;
        expect(conflicts).toEqual(names.filter((_, at) => clashing(codes[at]!)));
        if (conflicts.length > 0) {
          expect(text.match(/^<{7} ours$/gm)).toHaveLength(conflicts.length);
          return;
        }
        const merged = codes.map(([base, our, their]) => (our === base ? their : our));
        const expected = names.flatMap((name, at) => {
          const code = merged[at] ?? null;
          return code === null ? [] : [record(name, { code })];
        });
        expect(text).toBe(inventoryText(inventory(...expected)));
      }),
    );
  });

  it("takes a claim over none where all else is the same, and neither of two claims", () => {
    const side = (review: InventoryRecord["review"], level: InventoryRecord["level"] = "restricted"): Inventory =>
      inventory(record("a.A.x", { review, level }));
    const [none, ada, bob] = [side(null), side(REVIEW), side({ ...REVIEW, by: "Bob" })];
    for (const base of [inventory(), side(null, "confidential")]) {
      expect(mergeInventories(base, none, ada)).toEqual({ text: inventoryText(ada), conflicts: [] });
      expect(mergeInventories(base, ada, none)).toEqual({ text: inventoryText(ada), conflicts: [] });
      expect(mergeInventories(base, ada, bob).conflicts).toEqual(["a.A.x"]);
    }
    expect(mergeInventories(inventory(), ada, side(null, "confidential")).conflicts).toEqual(["a.A.x"]);
  });
});
