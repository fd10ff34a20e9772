import { describe, expect, it } from "vitest";
import { exampleInstalledModel, exampleReport } from "../exampleReport.ts";
import { type TextOptions, textReport } from "./scan.ts";

const PLAIN: TextOptions = { allFields: false, color: false, width: 100, quiet: false };
const TEXT =
  "class Customer(models.Model):\n    national_id = models.CharField()\n    mail = x\n    ref = x\n    size = x\n";

const report = exampleReport([
  {
    path: "shop/models.py",
    text: TEXT,
    fields: [
      { name: "Customer.national_id", category: "user.government_id", finding: {} },
      { name: "Customer.mail", category: "user.contact.email", finding: { severity: "hint", message: "a quiet hint" } },
      { name: "Customer.ref", category: "user.government_id", verdict: "review", confidence: 0.4 },
      { name: "Customer.size", category: null },
    ],
  },
]);

describe("textReport", () => {
  it("shows what is stored, what is wrong with it and the sum", () => {
    expect(textReport(report, PLAIN).split("\n")).toEqual([
      "shop/models.py",
      "    field        level         holds                         needs           has          likely",
      "  Customer line 1",
      "  ○ national_id  restricted    government-issued identifier  encrypt         plain text     97 %",
      "  ● mail         confidential  e-mail address                access control  plain text     97 %",
      "  ? ref          to decide     government-issued identifier  encrypt         plain text     40 %",
      "",
      "  ○ lacks its treatment · ● has it · ? to decide",
      "",
      "shop/models.py:2:5  warning  storage/plaintext-field",
      "`national_id` is stored in plain text.",
      "2 │     national_id = models.CharField()",
      "  │     ^^^^^^^^^^^",
      "fix encrypt: Encrypt with EncryptedCharField",
      "",
      "2 sensitive fields: 1 restricted, 1 confidential; 1 lacks its treatment; 1 to decide.",
      "1 warning (1 hint not shown) in 1 model with 4 fields.",
      "",
    ]);
  });

  it("names the places that a finding rests on", () => {
    const related = [
      {
        path: "shop/views.py",
        start: { line: 3, character: 4 },
        end: { line: 3, character: 9 },
        message: "It is set here.",
      },
    ];
    const fields = [{ name: "Customer.mail", category: "user.contact.email", finding: { related } }];
    const text = textReport(exampleReport([{ path: "shop/models.py", text: TEXT, fields }]), PLAIN);
    expect(text).toContain("\nfrom shop/views.py:4:5  It is set here.\n");
  });

  it.each([80, 100, 120])("keeps to %i columns", (width) => {
    const long = exampleReport([
      {
        path: "shop/models.py",
        text: TEXT.replace("models.CharField()", `models.CharField("${"x".repeat(200)}")`),
        fields: [
          {
            name: "Customer.national_id",
            category: "user.government_id.national_identification_number",
            finding: { message: "word ".repeat(60) },
          },
          { name: "Customer.mail", category: "user.contact.address.postal_code" },
        ],
      },
    ]);
    const longest = Math.max(
      ...textReport(long, { ...PLAIN, width })
        .split("\n")
        .map((line) => line.length),
    );
    expect(longest).toBeLessThanOrEqual(width);
  });

  it("shows fields that are not sensitive when asked to", () => {
    expect(textReport(report, { ...PLAIN, allFields: true })).toMatch(/^ {4}size {10,}.*2 %$/m);
  });

  it("leaves the classification out when quiet", () => {
    const quiet = textReport(report, { ...PLAIN, quiet: true });
    expect(quiet).not.toContain("e-mail address");
    expect(quiet).toContain("`national_id` is stored in plain text.");
    expect(quiet).toContain("2 sensitive fields");
  });

  it("colours nothing but what it is asked to", () => {
    expect(textReport(report, PLAIN)).not.toContain("\x1b");
    const coloured = textReport(report, { ...PLAIN, color: true });
    expect(coloured).toContain("\x1b[31mrestricted\x1b[0m");
    expect(coloured.replaceAll(/\x1b\[\d+m/g, "")).toBe(textReport(report, PLAIN));
  });

  it("lets no file speak to the terminal", () => {
    const text = "class A(models.Model):\n    iban = '\x1b[2J\u202e'\n";
    const hostile = exampleReport([
      { path: "a\x1b[31m.py", text, fields: [{ name: "A.iban", category: "user.government_id", finding: {} }] },
    ]);
    const shown = textReport(hostile, PLAIN);
    expect(shown).not.toMatch(/[\u202e\u001b]/);
    expect(shown).toContain("iban = '·[2J·'");
  });

  it("counts suppressed findings without showing them", () => {
    const suppressed = exampleReport([
      {
        path: "a.py",
        text: "class A(models.Model):\n    iban = x\n",
        fields: [
          {
            name: "A.iban",
            category: "user.government_id",
            finding: { suppressed: { by: "directive", reason: "tested" } },
          },
        ],
      },
    ]);
    const shown = textReport(suppressed, PLAIN);
    expect(shown).toContain("Nothing found (1 suppressed) in 1 model with 1 field.");
    expect(shown).not.toContain("is stored in plain text");
  });

  it("says how much models of installed packages hold, in a line of its own", () => {
    const installed = exampleInstalledModel({ name: "User.email", category: "user.contact.email" });
    const shown = textReport(
      exampleReport([], { thirdParty: [installed, { ...installed, distribution: "axes" }] }),
      PLAIN,
    );
    expect(shown.split("\n").at(-2)).toBe("And 2 sensitive fields in models of installed packages (Django, axes).");
    expect(shown).not.toContain("email");
  });

  it("says that there are no models, and what was not read", () => {
    const empty = exampleReport([], { seen: 2, read: 1, skipped: [{ path: "a.py", reason: "is not a text file" }] });
    expect(textReport(empty, PLAIN)).toBe(
      "a.py  not read: is not a text file\n\nNo models found in 1 file read; nothing to classify.\n",
    );
  });
});
