import { describe, expect, it } from "vitest";
import { declarationsIn } from "../../../../../test/support/findings.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import type { ProjectDeclarations, Said } from "./model.ts";

function declarations(source: string): ProjectDeclarations {
  return declarationsIn(parseFixture(source).files);
}

function shown(said: readonly Said[]): readonly string[] {
  return said.map(({ says, where, isGeneral }) => `${says} in ${where}${isGeneral ? " (general)" : ""}`);
}

const GDPR = `
    //- gdpr.yml
    exclude: [legacy, 'shop\\.Order\\.note', '.*\\.created_at']
    include: ['legacy\\.Letter']
    models:
      shop.Order:
        fields:
          phone: { pii: true }
          color: { pii: false }
          remark: { pii: null }
      crm_people.Person:
        fields:
          nick: { pii: true }
      shop.Address:
        fields:
          line: { pii: false }
      billing.Address:
        fields:
          line: { pii: true }
`;

describe("what is declared of a field", () => {
  const { ofField } = declarations(GDPR);

  it.each([
    ["shop/models.py", "Order", "phone", ["personal in gdpr.yml"]],
    ["src/shop/models/order.py", "Order", "color", ["not personal in gdpr.yml"]],
    ["shop/models.py", "Order", "remark", []],
    ["shop/models.py", "Order", "other", []],
    ["shop/models.py", "Order", "note", ["not personal in the exclude list of gdpr.yml"]],
    ["shop/models.py", "Order", "created_at", ["not personal in the exclude list of gdpr.yml (general)"]],
    ["legacy/models.py", "Invoice", "phone", ["not personal in the exclude list of gdpr.yml (general)"]],
    ["legacy/models.py", "Letter", "phone", []],
  ])("%s %s.%s", (path, entity, field, expected) => {
    expect(shown(ofField(path, entity, field))).toEqual(expected);
  });

  it("finds the model of an app whose label is not its folder, if there is but one of its name", () => {
    expect(shown(ofField("people/models.py", "Person", "nick"))).toEqual(["personal in gdpr.yml"]);
    expect(shown(ofField("people/models.py", "Address", "line"))).toEqual([]);
    expect(shown(ofField("billing/models.py", "Address", "line"))).toEqual(["personal in gdpr.yml"]);
  });

  it("comes from settings, too", () => {
    const settings = declarations(`
      //- config/settings/base.py
      SCRUB_PII_ADDITIONAL_FIELDS = {"shop.Order": {"phone"}}
    `);
    const said = settings.ofField("shop/models.py", "Order", "phone");
    expect(shown(said)).toEqual(["personal in SCRUB_PII_ADDITIONAL_FIELDS of config/settings/base.py"]);
    expect(settings.ofField("crm/models.py", "Order", "phone")).toEqual([]);
  });
});

it("knows what is said of all fields of a name before what is said of those of a type", () => {
  const { ofAll } = declarations(`
    //- settings.py
    SCRUBBER_GLOBAL_SCRUBBERS = {"name": scrubbers.Hash, "street": scrubbers.Keep, CharField: scrubbers.Hash}
  `);
  const where = "SCRUBBER_GLOBAL_SCRUBBERS of settings.py (general)";
  expect(shown(ofAll("name", "CharField"))).toEqual([`personal in ${where}`]);
  expect(shown(ofAll("street", "CharField"))).toEqual([`not personal in ${where}`]);
  expect(shown(ofAll("other", "CharField"))).toEqual([`personal in ${where}`]);
  expect(shown(ofAll("other", "EncryptedCharField"))).toEqual([]);
});

it("says nothing in files that look like it", () => {
  const { content } = declarations(`
    //- docs/gdpr.yml
    title: Our policy
    //- settings.py
    DEBUG = True
  `);
  expect(content).toBe(declarationsIn(new Map()).content);
});
