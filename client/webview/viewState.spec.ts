import { describe, expect, it } from "vitest";
import { INITIAL_STATE, restoredState, type ViewState } from "./viewState.ts";

describe("restoredState", () => {
  it("brings back what was stored", () => {
    const state: ViewState = {
      figures: ["restricted", "lacking"],
      search: "iban",
      scope: { kind: "entity", app: "shop", entityId: "file:///p/shop/models.py#Customer" },
      sort: { column: "file", descending: true },
      scroll: 480,
    };
    expect(restoredState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it.each([
    undefined,
    null,
    "text",
    {},
    { figures: "all", search: 1, scope: { kind: "entity", app: "shop" }, sort: { column: "owner" }, scroll: -1 },
    { figures: ["unknown"], scope: { kind: "folder", app: "shop" }, sort: null, scroll: "far" },
  ])("begins anew with what makes no sense: %j", (stored) => {
    expect(restoredState(stored)).toEqual(INITIAL_STATE);
  });
});
