import { describe, expect, it } from "vitest";
import { classifiedFile, declarationsIn } from "../../../../../test/support/findings.ts";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import type { ClassifiedField } from "../model.ts";
import { parsePolicy } from "../policy/parsePolicy.ts";

/** The field of this name, in the models of a project. */
function field(name: string, source: string, policy = ""): ClassifiedField {
  const { files } = parseFixture(source);
  const [path, text] = [...files].find(([item]) => item.endsWith("models.py"))!;
  const { fields } = classifiedFile(path, text, parsePolicy(policy).policy, declarationsIn(files));
  return fields.find((item) => item.field.name === name)!;
}

function declaredIn(subject: ClassifiedField): readonly string[] {
  return subject.classification.evidence.filter(({ kind }) => kind === "declaration").map(({ detail }) => detail);
}

const SHOP = `
    //- shop/models.py
    class Order(models.Model):
        color = models.CharField(max_length=9)
        phone = models.CharField(max_length=20)
        national_id = models.CharField(max_length=20)
        api_token = models.CharField(max_length=90)
        # fieldguard: ignore made up
        email = models.EmailField()
        owner = models.ForeignKey(User, on_delete=models.CASCADE)
        class PrivacyMeta:
            fields = ["color", "phone", "email", "owner"]
    //- gdpr.yml
    models:
      shop.Order:
        fields:
          national_id: { pii: false }
          api_token: { pii: false }
          phone: { pii: false }
`;

describe("a field that is declared personal", () => {
  it("is sensitive, as personal data where the evidence knows nothing better", () => {
    const subject = field("color", SHOP);
    expect(subject.classification).toMatchObject({
      verdict: "sensitive",
      category: "user",
      level: "confidential",
      confidence: 1,
      decidedBy: "declaration",
    });
    expect(declaredIn(subject)).toEqual(["declared personal in PrivacyMeta.fields (line 10)"]);
    expect(subject.evidence.verdict).toBe("clear");
  });

  it("has the category that the evidence speaks for, and is personal whatever another declaration says", () => {
    const subject = field("phone", SHOP);
    expect(subject.classification).toMatchObject({ category: "user.contact.phone_number", decidedBy: "declaration" });
    expect(declaredIn(subject)).toEqual([
      "declared personal in PrivacyMeta.fields (line 10)",
      "declared not personal in gdpr.yml",
    ]);
  });

  it("holds no value when it is a relation", () => {
    const subject = field("owner", SHOP);
    expect(subject.classification).toMatchObject({ verdict: "clear", decidedBy: "classifier" });
    expect(declaredIn(subject)).toHaveLength(1);
  });
});

describe("a field that is declared not personal", () => {
  it("is not sensitive, and what the evidence says against it is shown", () => {
    const { classification, lacksTreatment } = field("national_id", SHOP);
    expect(classification).toMatchObject({
      verdict: "clear",
      category: null,
      confidence: 0,
      decidedBy: "declaration",
    });
    expect(lacksTreatment).toBe(false);
    expect(classification.evidence.slice(0, 2).map(({ detail }) => detail)).toEqual([
      "declared not personal in gdpr.yml",
      "against that, the other evidence speaks for a national identification number",
    ]);
  });

  it("stays a secret when it is one", () => {
    const subject = field("api_token", SHOP);
    expect(subject.classification).toMatchObject({ verdict: "sensitive", decidedBy: "classifier" });
    expect(declaredIn(subject)).toEqual(["declared not personal in gdpr.yml"]);
  });
});

describe("what a person decided for Fieldguard", () => {
  it("counts more in a directive", () => {
    const { classification } = field("email", SHOP);
    expect(classification).toMatchObject({ verdict: "clear", decidedBy: "directive" });
  });

  it("counts more in the policy", () => {
    const policy = "fields:\n  Order.national_id: { category: user.contact, reason: a test }\n";
    const { classification } = field("national_id", SHOP, policy);
    expect(classification).toMatchObject({ category: "user.contact", decidedBy: "policy" });
  });
});

describe("what is declared of many fields at once", () => {
  const scrubbed = (models: string, scrubbers: string): string => `
    //- settings.py
    SCRUBBER_GLOBAL_SCRUBBERS = ${scrubbers}
    //- shop/models.py
    ${models}
  `;
  const PRODUCT = "class Product(models.Model):\n        name = models.CharField(max_length=90)\n";

  it("does not make sensitive what the evidence says is not", () => {
    const subject = field("name", scrubbed(PRODUCT, '{"name": scrubbers.Hash}'));
    expect(subject.classification).toMatchObject({ verdict: "clear", decidedBy: "classifier" });
    expect(declaredIn(subject)).toEqual([
      "declared personal in SCRUBBER_GLOBAL_SCRUBBERS of settings.py, together with others",
    ]);
  });

  const CONTACT = "class Ticket(models.Model):\n        contact = models.CharField(max_length=90)\n";

  it("decides what the evidence leaves open", () => {
    expect(field("contact", scrubbed(CONTACT, "{}")).classification.verdict).toBe("review");
    const personal = field("contact", scrubbed(CONTACT, "{models.CharField: scrubbers.Lorem}"));
    expect(personal.classification).toMatchObject({ verdict: "sensitive", decidedBy: "declaration" });
    const kept = field("contact", scrubbed(CONTACT, '{"contact": scrubbers.Keep}'));
    expect(kept.classification).toMatchObject({ verdict: "clear", decidedBy: "declaration" });
  });

  it("is overridden by the scrubbers of the model", () => {
    const own = `${CONTACT}        class Scrubbers:\n            contact = None\n`;
    const subject = field("contact", scrubbed(own, '{"contact": scrubbers.Lorem}'));
    expect(subject.classification).toMatchObject({ verdict: "review", decidedBy: "classifier" });
    expect(declaredIn(subject)).toEqual([]);
  });
});
