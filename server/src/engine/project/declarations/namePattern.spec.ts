import { describe, expect, it } from "vitest";
import { namePattern } from "./namePattern.ts";

describe("namePattern", () => {
  it.each([
    ["auth", "auth"],
    ["auth\\.Group", "auth.Group"],
    ["auth\\.(Group|Permission)", "auth.Permission"],
    [".*\\.created_at", "shop.Order.created_at"],
    ["shop\\.[A-Z]\\w+\\.id\\d?", "shop.Order.id2"],
    ["shop\\..+", "shop.Order"],
  ])("%s matches %s", (pattern, name) => {
    expect(namePattern(pattern)?.matches(name)).toBe(true);
  });

  it.each([
    ["auth", "authors"],
    ["auth", "auth.Group"],
    ["Group", "auth.Group"],
    ["a|b", "ab"],
  ])("%s has to match the whole of %s", (pattern, name) => {
    expect(namePattern(pattern)?.matches(name)).toBe(false);
  });

  it("knows what can match only one name", () => {
    expect(namePattern("shop\\.Order\\.note")?.literal).toBe("shop.Order.note");
    expect(namePattern("shop.Order.note")?.literal).toBeNull();
  });

  it.each([
    "(a+)+",
    "(a|b)*",
    "(?i)auth",
    "(?=a)",
    "(a)\\1",
    "a.*b.*c.*d.*",
    "a{3}",
    "(",
    "[",
    "a**",
    "é",
    "a".repeat(400),
  ])("does without %s", (pattern) => {
    expect(namePattern(pattern)).toBeNull();
  });
});
