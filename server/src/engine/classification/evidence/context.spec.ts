import { describe, expect, it } from "vitest";
import type { Surroundings } from "../surroundings.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, contextEvidence } from "./context.ts";

const clue = (name: string, strength: number): Clue => ({
  class: name,
  strength,
  kind: "entity",
  origin: "name",
  detail: `it is ${name}`,
});

function around(...clues: readonly Clue[]): Surroundings {
  return clues;
}

const NAME = "user.name.first";

describe("contextEvidence", () => {
  it("gives the strongest reason for and against, by the clue's strength", () => {
    const surroundings = around(clue("person", 0.5), clue("staff", 1), clue("thing", 1));
    const evidence = contextEvidence({ person: 4, staff: 1, thing: -3 }, surroundings, NAME);
    expect(evidence.map((item) => [item.detail, item.weight])).toEqual([
      ["it is person", 2],
      ["it is thing", -3],
    ]);
  });

  it("says why what is no thing speaks against it", () => {
    const [against] = contextEvidence({ person: -2 }, around(clue("person", 1)), NAME);
    expect(against?.detail).toBe("it is person; such records rarely hold that");
  });

  it("is fitted by class and branch of the taxonomy, for and against apart", () => {
    const surroundings = around(clue("person", 1), clue("thing", 1));
    const evidence = contextEvidence({ person: 4, thing: -3 }, surroundings, NAME);
    expect(evidence.map((item) => item.feature)).toEqual([
      "for it in person: user.name",
      "against it in thing: user.name",
    ]);
  });

  it("takes what belongs to a person for a person unless told apart", () => {
    const surroundings = around(clue("personal", 0.5));
    expect(contextEvidence({ person: 4 }, surroundings, NAME)[0]?.weight).toBe(2);
    expect(contextEvidence({ person: 4, personal: 1 }, surroundings, NAME)[0]?.weight).toBe(0.5);
  });

  it("is silent where the surroundings do not matter", () => {
    expect(contextEvidence({ person: 4 }, around(clue("thing", 1)), NAME)).toEqual([]);
    expect(contextEvidence(undefined, around(clue("thing", 1)), NAME)).toEqual([]);
  });
});

describe("categoryWithin", () => {
  const categories = { health: "user.health_and_medical" };

  it("gives another category in strong surroundings alone", () => {
    const within = (strength: number): string =>
      categoryWithin("user.content.private", categories, around(clue("health", strength)));
    expect(within(0.9)).toBe("user.health_and_medical");
    expect(within(0.2)).toBe("user.content.private");
  });
});
