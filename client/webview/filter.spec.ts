import { describe, expect, it } from "vitest";
import { exampleField, TO_DECIDE, TREATED } from "./exampleFields.ts";
import { filterOf, isNarrowed } from "./filter.ts";
import { INITIAL_STATE, type ViewState } from "./viewState.ts";

const iban = exampleField("shop/Customer.iban");
const card = exampleField("shop/Payment.card", { ...TREATED, category: "payment card" });
const diagnosis = exampleField("clinic/Patient.diagnosis", { category: "health data" });
const number = exampleField("clinic/Patient.number", TO_DECIDE);

function shown(state: Partial<ViewState>): readonly string[] {
  return [iban, card, diagnosis, number].filter(filterOf({ ...INITIAL_STATE, ...state })).map(({ name }) => name);
}

describe("filterOf", () => {
  it("shows everything at first", () => {
    expect(shown({})).toEqual(["iban", "card", "diagnosis", "number"]);
    expect(isNarrowed(INITIAL_STATE)).toBe(false);
  });

  it("asks for all pressed figures", () => {
    expect(shown({ figures: ["sensitive"] })).toEqual(["iban", "card", "diagnosis"]);
    expect(shown({ figures: ["restricted", "lacking"] })).toEqual(["iban", "diagnosis"]);
    expect(shown({ figures: ["review"] })).toEqual(["number"]);
  });

  it("stays inside of an app or an entity", () => {
    expect(shown({ scope: { kind: "app", app: "clinic" } })).toEqual(["diagnosis", "number"]);
    expect(shown({ scope: { kind: "entity", app: "shop", entityId: iban.entityId } })).toEqual(["iban"]);
  });

  it("looks for every word, in any case, in what the row shows", () => {
    expect(shown({ search: "HEALTH" })).toEqual(["diagnosis"]);
    expect(shown({ search: "customer.ib" })).toEqual(["iban"]);
    expect(shown({ search: "clinic/models patient" })).toEqual(["diagnosis", "number"]);
    expect(shown({ search: "encrypted" })).toEqual(["card"]);
    expect(shown({ search: "health iban" })).toEqual([]);
    expect(shown({ search: "  " })).toHaveLength(4);
  });
});
