import { describe, expect, it } from "vitest";
import { madeRow } from "./madeRow.ts";
import { familyOf, isInOddTable, isStrict, LATER_SETS, loadRows } from "./rows.ts";

const rows = loadRows();

describe("the labelled rows", () => {
  it("are those that README.md speaks of", () => {
    const count = (set: string): number => rows.filter((row) => row.set === set).length;
    expect([count("fields.csv"), count("more-fields.csv")]).toEqual([4414, 7541]);
    const strict = rows.filter(isStrict);
    const inFirst = strict.filter((row) => row.set === "fields.csv");
    expect([inFirst.length, inFirst.filter((row) => row.sensitive).length]).toEqual([3049, 283]);
    expect([strict.length, strict.filter((row) => row.sensitive).length]).toEqual([8098, 1635]);
    expect(new Set(rows.map((row) => row.repo)).size).toBe(33);
  });

  it("came later from other projects", () => {
    const later = loadRows(LATER_SETS);
    const sizes = LATER_SETS.map((set) => {
      const own = later.filter((row) => row.set === set);
      return [own.length, own.filter((row) => row.sensitive).length];
    });
    expect(sizes).toEqual([
      [1023, 276],
      [746, 167],
      [2808, 533],
      [1497, 191],
      [659, 99],
    ]);
    const tuned = new Set(rows.map((row) => row.repo));
    expect(later.filter((row) => tuned.has(row.repo))).toEqual([]);
  });

  it("say a category of all that is sensitive", () => {
    expect([...rows, ...loadRows(LATER_SETS)].filter((row) => row.sensitive && row.category === "")).toEqual([]);
  });

  it("hold the odd tables: 81 coded flags and 84 sums", () => {
    const odd = rows.filter(isInOddTable);
    expect(odd.filter((row) => row.sensitive)).toHaveLength(81);
    expect(odd.filter((row) => !row.sensitive)).toHaveLength(84);
  });
});

describe("isStrict", () => {
  it("takes neither relations nor what is ambiguous", () => {
    expect(isStrict(madeRow())).toBe(true);
    expect(isStrict(madeRow({ isRelation: true }))).toBe(false);
    expect(isStrict(madeRow({ ambiguous: true }))).toBe(false);
  });
});

describe("familyOf", () => {
  it("joins repositories that share models", () => {
    expect(familyOf("openhealthcare/elcid")).toBe(familyOf("openhealthcare/opal"));
    expect(familyOf("openwisp/openwisp-users")).toBe(familyOf("openwisp/openwisp-radius"));
    expect(familyOf("rcpch/rcpch-audit-engine")).toBe(familyOf("rcpch/national-paediatric-diabetes-audit"));
  });

  it("parts the others, those of one owner too", () => {
    expect(familyOf("City-of-Helsinki/yjdh")).toBe("City-of-Helsinki/yjdh");
    expect(new Set(rows.map((row) => familyOf(row.repo))).size).toBe(30);
  });
});
