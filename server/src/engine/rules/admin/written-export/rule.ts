import { CWE_200 } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const writtenExport: FlowRule = {
  meta: {
    id: "admin/written-export",
    title: "Sensitive value in an export that the code writes",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds rows of tables that hold sensitive values: `writerow` of the module csv, `append`, `cell` and `write` of openpyxl and XlsxWriter, `to_csv` and `to_excel` of pandas. Passwords and keys are an error, all fields of an object at once a warning where restricted data is among them, other restricted fields and confidential data information. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "A file leaves all that protects the database: it is mailed, kept in downloads and opened elsewhere, and what was encrypted is readable in it. An export of all fields grows with each field that somebody adds.",
    ].join("\n"),
    bad: ["writer.writerow([customer.email, customer.national_id])"].join("\n"),
    good: ["writer.writerow([customer.pk, mask(customer.national_id)])"].join("\n"),
    fixes: [],
    references: [
      CWE_200,
      {
        title: "OWASP: CSV injection, beside which an export may be opened",
        url: "https://owasp.org/www-community/attacks/CSV_Injection",
      },
    ],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (sink !== "export") return null;
    const isWhole = carrier.kind === "object" && carrier.as === "fields";
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "warning" },
      restricted: { severity: isWhole ? "warning" : "information" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` writes ${tellFields(checked)} into a table.`;
  },
};
