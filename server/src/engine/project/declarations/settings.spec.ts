import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { readDeclaringSettings } from "./settings.ts";

describe("readDeclaringSettings", () => {
  it("reads the example of django-scrubber's README.md", () => {
    const text = dedent(`
      SCRUBBER_GLOBAL_SCRUBBERS = {
          "name": scrubbers.Hash,
          EmailField: scrubbers.Hash,
          models.TextField: scrubbers.Keep,
          "title": None,
          f"{x}": scrubbers.Hash,
      }
    `);
    expect(readDeclaringSettings(text)?.scrubbers).toEqual([
      { key: "name", kind: "name", says: "personal" },
      { key: "EmailField", kind: "type", says: "personal" },
      { key: "TextField", kind: "type", says: "not personal" },
      { key: "title", kind: "name", says: "nothing" },
    ]);
  });

  it("reads the additional fields of django-scrub-pii", () => {
    const text =
      'SCRUB_PII_ADDITIONAL_FIELDS = {"auth.User": {"email", "first_name"}, "shop.Order": fields_of(Order)}\n';
    expect(readDeclaringSettings(text)?.sensitive).toEqual([
      { model: "auth.User", fields: ["email", "first_name"] },
      { model: "shop.Order", fields: [] },
    ]);
  });

  it("reads a mapping as far as it is typed", () => {
    const text = 'SCRUBBER_GLOBAL_SCRUBBERS = {\n    "name": scrubbers.Hash,\n    "em\n\nDEBUG = True\n';
    expect(readDeclaringSettings(text)?.scrubbers[0]).toEqual({ key: "name", kind: "name", says: "personal" });
  });

  it("is null for settings that say nothing", () => {
    expect(readDeclaringSettings("DEBUG = True\n")).toBeNull();
  });
});
