import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { clausesFor } from "../classification/regimes.ts";
import { exampleInstalledModel, exampleReport } from "./exampleReport.ts";
import { jsonReport } from "./json.ts";

const schema = JSON.parse(readFileSync("schemas/scan.schema.json", "utf8")) as object;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const TEXT = "class Customer(models.Model):\n    card_number = models.CharField()\n    colour = models.CharField()\n";
const report = exampleReport([
  {
    path: "shop/models.py",
    text: TEXT,
    fields: [
      {
        name: "Customer.card_number",
        category: "user.financial.credit_card",
        finding: {},
        confidence: 0.97321,
        clauses: clausesFor("user.financial.credit_card", ["pci-dss"]).slice(0, 1),
      },
      { name: "Customer.colour", category: null },
    ],
  },
]);

describe("jsonReport", () => {
  it("has the shape of the contract", () => {
    const document: unknown = JSON.parse(jsonReport(report, { allFields: false }));
    expect(document).toEqual({
      schemaVersion: 1,
      tool: { name: "fieldguard", version: "1.2.3" },
      files: { seen: 1, read: 1, skipped: [] },
      entities: [
        {
          path: "shop/models.py",
          line: 1,
          name: "Customer",
          language: "django",
          kind: "model",
          abstract: false,
          databaseTable: null,
          bases: ["models.Model"],
        },
      ],
      fields: [
        {
          path: "shop/models.py",
          line: 2,
          column: 5,
          endColumn: 16,
          entity: "Customer",
          field: "card_number",
          type: "CharField",
          databaseColumn: null,
          language: "django",
          inheritedFrom: null,
          sensitive: true,
          review: false,
          category: "user.financial.credit_card",
          level: "restricted",
          treatment: "tokenize",
          confidence: 0.973,
          decidedBy: "classifier",
          protection: { kind: "none", by: null },
          evidence: [{ kind: "name", detail: "the name says so", weight: 2.104 }],
          relevantTo: [
            {
              regime: "pci-dss",
              clause: "PCI DSS 3.2.1",
              says: "card data is stored as little and as briefly as possible",
            },
          ],
        },
      ],
      findings: [
        {
          rule: "storage/plaintext-field",
          severity: "warning",
          message: "`card_number` is stored in plain text.",
          fingerprint: "storage/plaintext-field@shop/models.py#Customer.card_number",
          path: "shop/models.py",
          line: 2,
          column: 5,
          endLine: 2,
          endColumn: 16,
          field: "Customer.card_number",
          fixes: [{ id: "encrypt", title: "Encrypt with EncryptedCharField…", kind: "suggestion" }],
          suppressed: null,
        },
      ],
      problems: [],
      thirdParty: [],
    });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it("says nothing of category and level where nothing is certain", () => {
    const text = "class A(models.Model):\n    ref = x\n    b = x\n";
    const unsure = exampleReport([
      {
        path: "a.py",
        text,
        fields: [
          { name: "A.ref", category: "user.government_id", verdict: "review", confidence: 0.4 },
          { name: "A.b", category: null, confidence: 0.01 },
        ],
      },
    ]);
    const document = JSON.parse(jsonReport(unsure, { allFields: true })) as { fields: object[] };
    expect(document.fields).toMatchObject([
      { field: "ref", sensitive: false, review: true, category: null, level: null, treatment: null, confidence: 0.4 },
      { field: "b", sensitive: false, review: false, category: null, level: null, treatment: null, confidence: 0.01 },
    ]);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it("counts columns in UTF-16 units", () => {
    const text = 'class A(models.Model):\n    """🙂""" ; iban = x\n';
    const wide = exampleReport([
      { path: "a.py", text, fields: [{ name: "A.iban", category: "user.financial.credit_card" }] },
    ]);
    const document = JSON.parse(jsonReport(wide, { allFields: false })) as { fields: { column: number }[] };
    expect(document.fields[0]!.column).toBe(4 + 8 + 3 + 1);
  });

  it("tells what models of installed packages hold, apart from the project's own fields", () => {
    const installed = exampleReport([], {
      thirdParty: [exampleInstalledModel({ name: "User.email", category: "user.contact.email" })],
    });
    const document: unknown = JSON.parse(jsonReport(installed, { allFields: false }));
    expect(document).toMatchObject({
      fields: [],
      findings: [],
      thirdParty: [
        {
          package: "Django",
          version: "5.2.19",
          app: "auth",
          entity: "User",
          field: "email",
          category: "user.contact.email",
          level: "confidential",
        },
      ],
    });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it("tells what was not read", () => {
    const partly = exampleReport([], {
      seen: 2,
      read: 1,
      skipped: [{ path: "big.py", reason: "larger than 2 MB" }],
      problems: [{ path: "half.py", line: 3, message: "the statement does not end" }],
    });
    const document: unknown = JSON.parse(jsonReport(partly, { allFields: false }));
    expect(document).toMatchObject({
      files: { seen: 2, read: 1, skipped: [{ path: "big.py", reason: "larger than 2 MB" }] },
      problems: [{ path: "half.py", line: 3, message: "the statement does not end" }],
    });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });
});
