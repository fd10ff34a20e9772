import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NameSearch } from "./nameSearch.ts";

describe("the search for many names", () => {
  const search = new NameSearch(["email", "national_id", "iban"]);

  it.each(["email", "customer.email", "customer__email__iexact", "clean_email()", "get_national_id", "x = 'iban'"])(
    "finds a name in %s",
    (text) => {
      expect(search.isIn(text)).toBe(true);
    },
  );

  it.each(["", "emails", "Email", "mailemail", "national", "iban2", "émail", "emailé"])("finds none in %s", (text) => {
    expect(search.isIn(text)).toBe(false);
  });

  it("looks at a part of a text only, and at what stands around it", () => {
    expect(search.isIn("email x", 5)).toBe(false);
    expect(search.isIn("x email", 2, 6)).toBe(false);
    expect(search.isIn("xemail", 1)).toBe(false);
    expect(search.isIn("x email", 2)).toBe(true);
  });

  it("finds what a regular expression finds", () => {
    const piece = fc.constantFrom("ab", "abc", "b", "_", " ", "a", "c", "1", "é");
    const text = fc.array(piece).map((pieces) => pieces.join(""));
    // Where no name is of two characters every other place is looked at.
    const long = fc.constantFrom("abc", "a_b", "cab", "b_a1");
    const names = fc.oneof(
      fc.uniqueArray(long, { minLength: 1 }),
      fc.uniqueArray(fc.oneof(long, fc.constantFrom("ab", "bc")), { minLength: 1 }),
    );
    fc.assert(
      fc.property(text, fc.nat(3), names, (where, from, wanted) => {
        const pattern = new RegExp(`(?<![a-z0-9é])(?:${wanted.join("|")})(?![a-z0-9é])`, "g");
        pattern.lastIndex = from;
        expect(new NameSearch(wanted).isIn(where, from)).toBe(pattern.test(where));
        const standing = wanted.filter((name) => new RegExp(`(?<![a-z0-9é])${name}(?![a-z0-9é])`).test(where));
        expect(new NameSearch(wanted).namesIn(where).toSorted()).toEqual(standing.toSorted());
      }),
      { numRuns: 1000 },
    );
  });
});
