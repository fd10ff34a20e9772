import { expect, it } from "vitest";
import { exampleReport } from "./exampleReport.ts";
import { joinReports } from "./joinReports.ts";

const report = exampleReport(
  [
    {
      path: "shop/models.py",
      text: "class A(models.Model):\n    iban = x\n",
      fields: [{ name: "A.iban", category: "user.financial.bank_account", finding: {} }],
    },
  ],
  {
    seen: 3,
    read: 2,
    skipped: [{ path: "c.py", reason: "too large" }],
    problems: [{ path: "d.py", line: 1, message: "?" }],
  },
);

it("leaves a single folder's report as it is", () => {
  expect(joinReports([{ name: "one", report }], "1.2.3")).toBe(report);
});

it("puts the paths of several folders under their names and adds up what was read", () => {
  const joined = joinReports(
    [
      { name: "one", report },
      { name: "two", report },
    ],
    "1.2.3",
  );
  expect(joined).toMatchObject({ version: "1.2.3", seen: 6, read: 4 });
  expect(joined.files.map(({ file }) => file.schema.path)).toEqual(["one/shop/models.py", "two/shop/models.py"]);
  expect(joined.files[1]!.findings[0]!.finding.path).toBe("two/shop/models.py");
  expect(joined.skipped.map(({ path }) => path)).toEqual(["one/c.py", "two/c.py"]);
  expect(joined.problems.map(({ path }) => path)).toEqual(["one/d.py", "two/d.py"]);
});

it("is empty without a folder", () => {
  expect(joinReports([], "1.2.3")).toMatchObject({ version: "1.2.3", seen: 0, files: [] });
});
