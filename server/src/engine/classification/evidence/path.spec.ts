import { describe, expect, it } from "vitest";
import { pathSays } from "./path.ts";

const classes = (path: string): readonly string[] => pathSays(path).map((clue) => clue.class);

describe("pathSays", () => {
  it("leans towards health in a clinical app", () => {
    expect(classes("src/clinical/models.py")).toEqual(["health"]);
    expect(classes("src/models/patients.py")).toEqual(["health"]);
    expect(classes("payroll/models.py")).toContain("payroll");
  });

  it("is silent elsewhere", () => {
    expect(classes("shop/models.py")).toEqual([]);
    expect(classes("")).toEqual([]);
  });
});
