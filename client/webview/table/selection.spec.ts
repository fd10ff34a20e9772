import { describe, expect, it } from "vitest";
import { NOTHING_SELECTED, type Selection, withRange, withShownOnly, withToggled } from "./selection.ts";

const order = ["a", "b", "c", "d"];

function chosen({ keys }: Selection): string {
  return [...keys].sort().join("");
}

describe("a selection", () => {
  it("takes rows in and lets them go", () => {
    const both = withToggled(withToggled(NOTHING_SELECTED, "b"), "d");
    expect(chosen(both)).toBe("bd");
    expect(chosen(withToggled(both, "b"))).toBe("d");
  });

  it("takes in a range from the last row that was chosen, in either direction", () => {
    const one = withToggled(NOTHING_SELECTED, "c");
    expect(chosen(withRange(one, "a", order))).toBe("abc");
    expect(chosen(withRange(one, "d", order))).toBe("cd");
  });

  it("takes in a single row where no range can begin", () => {
    expect(chosen(withRange(NOTHING_SELECTED, "c", order))).toBe("c");
    expect(chosen(withRange({ keys: new Set(), anchor: "gone" }, "c", order))).toBe("c");
  });

  it("lets go of what is no longer shown", () => {
    const selection = withRange(withToggled(NOTHING_SELECTED, "a"), "c", order);
    expect(withShownOnly(selection, new Set(["b", "d"]))).toEqual({ keys: new Set(["b"]), anchor: null });
  });
});
