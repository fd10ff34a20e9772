import { expect, it } from "vitest";
import { exampleReport } from "./exampleReport.ts";
import { figuresOf } from "./figures.ts";
import { selectFields } from "./selectFields.ts";

const text = "class A(models.Model):\n    iban = x\n    email = x\n\n\nclass B(models.Model):\n    iban = x\n";
const iban = { category: "user.financial.bank_account", lacksTreatment: true, finding: {} };
const report = exampleReport(
  [
    {
      path: "a.py",
      text,
      fields: [
        { name: "A.iban", ...iban },
        { name: "A.email", category: "user.contact.email" },
        { name: "B.iban", ...iban },
      ],
    },
    { path: "b.py", text, fields: [{ name: "A.iban", ...iban }] },
  ],
  { skipped: [{ path: "c.py", reason: "too large" }], problems: [{ path: "a.py", line: 1, message: "?" }] },
);

it("keeps what was selected, with its entity and its findings", () => {
  const part = selectFields(report, (path, entity, field) => `${path} ${entity}.${field}` === "a.py A.iban");
  expect(part.files.map(({ file }) => file.schema.path)).toEqual(["a.py"]);
  const [{ file, findings }] = part.files as [(typeof part.files)[number]];
  expect(file.schema.entities.map(({ name }) => name)).toEqual(["A"]);
  expect(file.fields.map(({ field }) => field.name)).toEqual(["iban"]);
  expect(findings.map(({ finding }) => `${finding.entity}.${finding.field}`)).toEqual(["A.iban"]);
  expect(figuresOf(part)).toMatchObject({ entities: 1, fields: 1, sensitive: 1, lackingTreatment: 1 });
});

it("says nothing of files that were not selected", () => {
  const nothing = selectFields(report, () => false);
  expect(nothing).toMatchObject({ files: [], skipped: [], problems: [] });
});
