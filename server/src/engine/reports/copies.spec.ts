import { describe, expect, it } from "vitest";
import type { InheritedField } from "../project/inheritedFields.ts";
import { EMPTY_POLICY } from "../project/policy/model.ts";
import { fieldsOfModel } from "../project/thirdParty/fieldsOfModel.ts";
import { modelNamed } from "../project/thirdParty/knownModels.ts";
import { csvReport } from "./csv.ts";
import { exampleInstalledModel, exampleReport } from "./exampleReport.ts";
import { htmlReport } from "./html/html.ts";
import { markdownReport } from "./markdown.ts";
import type { ScanReport } from "./model.ts";
import { sarifReport } from "./sarif.ts";

const OPTIONS = { allFields: false };

/** `Customer` inherits from `Person` of another file, which lacks a treatment, and from Django's user. */
function inheriting(): ScanReport {
  const report = exampleReport([
    {
      path: "core/models.py",
      text: "class Person(models.Model):\n    ssn = x\n    color = x\n",
      fields: [
        { name: "Person.ssn", category: "user.government_id", finding: {} },
        { name: "Person.color", category: null },
      ],
    },
    {
      path: "shop/models.py",
      text: "\nclass Customer(Person):\n    shade = x\n",
      fields: [{ name: "Customer.shade", category: null }],
    },
  ]);
  const [core, shop] = report.files.map(({ file }) => file);
  const child = { entity: shop!.schema.entities[0]!, schema: shop!.schema };
  const own = core!.fields.map((subject): InheritedField => ({
    child,
    declaredIn: core!.schema,
    subject,
    installed: null,
  }));
  const user = modelNamed("django.contrib.auth.models.AbstractUser")!;
  const email = [...fieldsOfModel(user, EMPTY_POLICY).values()].find(({ field }) => field.name === "email")!;
  const inherited = [...own, { child, declaredIn: user.schema, subject: email, installed: user }];
  return { ...report, inherited };
}

const { version } = modelNamed("django.contrib.auth.models.AbstractUser")!.package;

describe("what models inherit, where that is asked for", () => {
  it("is gone through once, however many files and findings there are", () => {
    const report = inheriting();
    let asked = 0;
    const inherited = report.inherited!.map((copy) => ({
      ...copy,
      get child() {
        asked++;
        return copy.child;
      },
      get declaredIn() {
        asked++;
        return copy.declaredIn;
      },
    }));
    const askedBy = (files: ScanReport["files"], write: (report: ScanReport) => string): number => {
      asked = 0;
      write({ ...report, files, inherited: [...inherited] });
      return asked;
    };
    const more = Array.from({ length: 20 }, () => report.files).flatMap((files) =>
      files.map(({ file, ...rest }) => ({ ...rest, file: { ...file, schema: { ...file.schema } } })),
    );
    for (const write of [sarifReport, (each: ScanReport) => csvReport(each, OPTIONS)])
      expect(askedBy([...report.files, ...more], write)).toBe(askedBy(report.files, write));
  });

  it("is rows of the CSV table at the model, with who declares it", () => {
    const rows = csvReport(inheriting(), OPTIONS).split("\r\n");
    expect(rows[0]).toMatch(/,evidence,inherited_from,package$/);
    expect(rows.slice(1, -1).map((row) => row.replace(/,CharField.*?,(\w*,\w*[\w .]*)$/, " … $1"))).toEqual([
      "core/models.py,2,Person,ssn … ,",
      "shop/models.py,2,Customer,ssn … Person,",
      expect.stringMatching(/^shop\/models\.py,2,Customer,email,EmailField,sensitive,.*,,0\.\d+,classifier,/),
    ]);
    expect(rows[3]).toMatch(new RegExp(`,AbstractUser,Django ${version.replaceAll(".", "\\.")}$`));
  });

  it("stands in the tables of HTML and Markdown, where only the declaration lacks anything", () => {
    const page = htmlReport(inheriting(), OPTIONS);
    expect(page).toContain("<code>ssn</code> <small>from Person</small>");
    expect(page).toContain(`<code>email</code> <small>from AbstractUser of Django ${version}</small>`);
    expect(page.match(/<tr class="lacking">/g)).toHaveLength(1);
    const table = markdownReport(inheriting(), OPTIONS);
    expect(table).toContain("| Customer.ssn \\(from Person\\) | restricted |");
    expect(table.match(/\*\*lacks it\*\*/g)).toHaveLength(1);
  });

  it("counts in no figure", () => {
    expect(htmlReport(inheriting(), OPTIONS)).toMatch(/<dt>sensitive fields<\/dt><dd>1<\/dd>/);
    expect(markdownReport(inheriting(), OPTIONS)).toContain("- 1 sensitive field: 1 restricted");
  });

  it("is named by the one result of SARIF", () => {
    const { runs } = JSON.parse(sarifReport(inheriting())) as { runs: { results: object[] }[] };
    expect(runs[0]!.results).toMatchObject([
      {
        relatedLocations: [
          {
            id: 1,
            message: { text: "Customer inherits it." },
            physicalLocation: {
              artifactLocation: { uri: "shop/models.py" },
              region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 15 },
            },
          },
        ],
      },
    ]);
  });

  it("is nowhere otherwise", () => {
    const report: ScanReport = { ...inheriting(), inherited: [] };
    expect(csvReport(report, OPTIONS)).not.toContain("Customer");
    expect(htmlReport(report, OPTIONS)).not.toContain("Customer");
    expect(markdownReport(report, OPTIONS)).not.toContain("Customer");
    expect(sarifReport(report)).not.toContain("Customer");
  });

  it("is shown with what is not sensitive when that is asked for, too", () => {
    expect(csvReport(inheriting(), { allFields: true })).toContain("\r\nshop/models.py,2,Customer,color,");
    expect(markdownReport(inheriting(), { allFields: true })).toContain("Customer.color");
  });
});

it("what models of packages hold has rows without a place at the end of the CSV table", () => {
  const installed = exampleInstalledModel({ name: "User.email", category: "user.contact.email" });
  const rows = csvReport(exampleReport([], { thirdParty: [installed] }), OPTIONS).split("\r\n");
  expect(rows[1]).toBe(
    ",,auth.User,email,CharField,sensitive,user.contact.email,confidential,access control,none,,,0.970,classifier,the name says so,,Django 5.2.19",
  );
});
