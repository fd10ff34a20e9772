import { expect, it } from "vitest";
import { csvReport } from "./csv.ts";
import { exampleReport } from "./exampleReport.ts";

function rowsOf(evidence: string, path = "a.py"): string {
  const text = "class A(models.Model):\n    iban = x\n";
  const report = exampleReport([
    { path, text, fields: [{ name: "A.iban", category: "user.contact.email", evidence }] },
  ]);
  return csvReport(report, { allFields: false });
}

it("has a header and a row for each field, ended by CRLF", () => {
  const rows = rowsOf("why").split("\r\n");
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/^path,line,entity,field,type,verdict,category,level,treatment,/);
  expect(rows[1]).toBe(
    "a.py,2,A,iban,CharField,sensitive,user.contact.email,confidential,access control,none,,false,0.970,classifier,why,,",
  );
  expect(rows[2]).toBe("");
});

it("quotes commas, quotes and line breaks", () => {
  expect(rowsOf('the label says "a, b"')).toContain(',"the label says ""a, b""",,\r\n');
  expect(rowsOf("two\nlines")).toContain(',"two\nlines",,\r\n');
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A1"])("lets no spreadsheet run %j", (evidence) => {
  expect(rowsOf(evidence)).toContain(`,'${evidence},,\r\n`);
});

it("guards a quoted formula too", () => {
  expect(rowsOf('=HYPERLINK("x","y")')).toContain(`,"'=HYPERLINK(""x"",""y"")",,\r\n`);
  expect(rowsOf("why", "=a.py")).toContain("\r\n'=a.py,2,");
});
