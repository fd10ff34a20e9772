import { describe, expect, it } from "vitest";
import { ownData } from "./ownData.ts";

describe("ownData", () => {
  it("says the same, in other objects", () => {
    const data = {
      name: "national_identity_number",
      spans: [{ start: 1, end: 2 }],
      about: null,
      path: [],
      isSure: true,
    };
    const own = ownData(data);
    expect(own).toEqual(data);
    expect([own === data, own.spans === data.spans, own.spans[0] === data.spans[0]]).toEqual([false, false, false]);
  });

  it("has the same string for names that come again", () => {
    const text = "customer.national_identity_number = customer.national_identity_number";
    const [one, other] = ownData([text.slice(9, 33), text.slice(45)]);
    expect(one).toBe("national_identity_number");
    expect(Object.is(one, other)).toBe(true);
  });
});
