import { expect, it } from "vitest";
import { exampleInstalledModel, exampleReport } from "./exampleReport.ts";
import { markdownReport } from "./markdown.ts";

const text = "class A(models.Model):\n    iban = x\n    mail = x\n    note = x\n";

function reportWith(path: string): string {
  const report = exampleReport([
    {
      path,
      text,
      fields: [
        { name: "A.iban", category: "user.government_id", finding: {} },
        { name: "A.mail", category: "user.contact.email", finding: { severity: "hint", message: "quiet" } },
        { name: "A.note", category: null, finding: { suppressed: { by: "directive", reason: "x" } } },
      ],
    },
  ]);
  return markdownReport(report, { allFields: false });
}

it("sums up, then lists fields by app, then findings", () => {
  const lines = reportWith("shop/models.py").split("\n");
  expect(lines).toContain("- 2 sensitive fields: 1 restricted, 1 confidential");
  expect(lines).toContain("- 1 lacking the treatment that they need");
  expect(lines).toContain("## shop");
  expect(lines).toContain(
    "| A.iban | restricted | government-issued identifier | encrypt | plain text | **lacks it** | 97 % |",
  );
  expect(lines).toContain("- **warning** `shop/models.py:2` `iban` is stored in plain text. (storage/plaintext-field)");
  expect(lines).toContain("1 warning. 1 suppressed.");
  expect(lines.join("\n")).not.toContain("quiet");
});

it("shows any path as itself", () => {
  expect(reportWith("a`b|c/models.py")).toContain("`` a`b|c/models.py ``");
  expect(reportWith("<b>*/models.py")).toContain("## \\<b\\>\\*\n");
});

it("lists what models of installed packages hold behind the findings", () => {
  const installed = exampleInstalledModel({ name: "User.email", category: "user.contact.email" });
  const text = markdownReport(exampleReport([], { thirdParty: [installed] }), { allFields: false });
  const [before, after] = text.split("## Models of installed packages");
  expect(before).toContain("- 0 sensitive fields");
  expect(after).toContain("| auth.User.email | confidential | e-mail address | plain text | Django |");
});
