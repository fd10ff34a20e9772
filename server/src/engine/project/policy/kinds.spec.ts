import { expect, it } from "vitest";
import { toldSays } from "../../classification/evidence/told.ts";
import { CLASS_GROUPS } from "../../classification/lexicon/lexicon.ts";
import { ENTITY_KINDS, isEntityKind } from "./kinds.ts";

it.each(Object.keys(ENTITY_KINDS))("%s is a class of the classifier, which can say what it means", (kind) => {
  expect(CLASS_GROUPS.map((group) => group.class)).toContain(kind);
  const [clue] = toldSays({ classes: [kind], subject: "`Kunde`" });
  expect(clue?.detail).toMatch(/^the policy says that `Kunde` \w+/);
});

it("takes no other word for a kind", () => {
  expect(["toString", "human", "", null, ["person"]].filter(isEntityKind)).toEqual([]);
});
