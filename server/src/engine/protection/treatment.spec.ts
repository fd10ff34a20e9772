import { describe, expect, it } from "vitest";
import { TREATMENTS } from "../classification/model.ts";
import type { ProtectionKind } from "./model.ts";
import { satisfies } from "./treatment.ts";

const satisfied = (kind: ProtectionKind): readonly string[] =>
  TREATMENTS.filter((treatment) => satisfies({ kind, by: null }, treatment));

describe("satisfies", () => {
  it("accepts what is at least as strong", () => {
    expect(satisfied("hashed")).toEqual(["hash", "tokenize", "encrypt", "access control", "none"]);
    expect(satisfied("tokenized")).toEqual(["tokenize", "encrypt", "access control", "none"]);
    expect(satisfied("masked")).toEqual(["tokenize", "encrypt", "access control", "none"]);
    expect(satisfied("encrypted")).toEqual(["encrypt", "access control", "none"]);
  });

  it("asks nothing of a schema where access control is expected", () => {
    expect(satisfied("none")).toEqual(["access control", "none"]);
    expect(satisfied("generated")).toEqual(["access control", "none"]);
  });

  it("accepts nothing where nothing may be stored", () => {
    const kinds: ProtectionKind[] = ["none", "encrypted", "tokenized", "hashed", "masked", "generated"];
    for (const kind of kinds) expect(satisfies({ kind, by: null }, "do not store")).toBe(false);
  });
});
