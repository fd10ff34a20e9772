import { describe, expect, it } from "vitest";
import { EMPTY_POLICY, type Policy } from "./model.ts";
import { parsePolicy } from "./parsePolicy.ts";
import { isIn, severityOf } from "./profile.ts";

const STRICT_RULE = { id: "family/strict", profile: "strict" } as const;
const policyOf = (text: string): Policy => parsePolicy(text).policy;

describe("the profile", () => {
  it("leaves rules of `strict` out until the policy asks for all, or for one", () => {
    expect(severityOf(EMPTY_POLICY, { id: "family/small" })).toBeUndefined();
    expect(severityOf(EMPTY_POLICY, STRICT_RULE)).toBe("off");
    expect(severityOf(policyOf("profile: strict\n"), STRICT_RULE)).toBeUndefined();
    expect(severityOf(policyOf("rules: { family/strict: hint }\n"), STRICT_RULE)).toBe("hint");
    expect(severityOf(policyOf("profile: strict\nrules: { family/strict: off }\n"), STRICT_RULE)).toBe("off");
  });

  it("leaves variants of `strict` out alike", () => {
    expect(isIn(EMPTY_POLICY, "recommended")).toBe(true);
    expect(isIn(EMPTY_POLICY, "strict")).toBe(false);
    expect(isIn(policyOf("profile: strict\n"), "strict")).toBe(true);
  });

  it("says what it may be, and stays what it was", () => {
    const { policy, problems } = parsePolicy("version: 1\nprofile: paranoid\n");
    expect(policy.profile).toBe("recommended");
    expect(problems).toEqual([{ line: 2, message: "`profile` must be one of recommended, strict" }]);
  });
});
