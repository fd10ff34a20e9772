import { describe, expect, it } from "vitest";
import { tableOf } from "../../../../test/support/databaseSchemas.ts";
import { EMPTY_POLICY } from "../project/policy/model.ts";
import { inspectedTables } from "./inspection.ts";
import type { Table } from "./model.ts";

function categories(...tables: readonly Table[]): Readonly<Record<string, string | null>> {
  const inspected = inspectedTables({ product: "PostgreSQL", tables }, EMPTY_POLICY);
  return Object.fromEntries(
    inspected.flatMap(({ table, columns }) =>
      columns.map(({ column, subject: { classification } }) => [
        `${table.name}.${column.name}`,
        classification.verdict === "sensitive" ? classification.category : null,
      ]),
    ),
  );
}

const references = { schema: null, table: "patients", column: "id" };

describe("columns", () => {
  it("are told by their names, types and comments", () => {
    expect(
      categories(
        tableOf("customers", {
          email: "character varying(254)",
          "E-Mail": "text",
          code: { comment: "passport number" },
          colour: "text",
          client_address: "inet",
        }),
      ),
    ).toEqual({
      "customers.email": "user.contact.email",
      "customers.E-Mail": "user.contact.email",
      "customers.code": "user.government_id.passport_number",
      "customers.colour": null,
      "customers.client_address": "user.device.ip_address",
    });
  });

  it("are told by what their table is about, and by whom its keys lead to", () => {
    const patients = tableOf("patients", { id: { type: "bigint", isPrimaryKey: true }, weight: "numeric(5,2)" });
    const visits = tableOf("visits", { patient_id: { type: "bigint", references }, outcome: "text" });
    const alone = tableOf("visits", { outcome: "text" });
    expect(categories(patients, visits)).toMatchObject({
      "patients.weight": expect.stringMatching(/^user\.health_and_medical/) as string,
      "visits.patient_id": null,
      "visits.outcome": expect.stringMatching(/^user\.health_and_medical/) as string,
    });
    expect(categories(alone)).toEqual({ "visits.outcome": null });
    const said = (comment: string | null): number =>
      inspectedTables({ product: "", tables: [tableOf("x1", { outcome: "text" }, { comment })] }, EMPTY_POLICY)[0]!
        .columns[0]!.subject.classification.confidence;
    expect(said("What was found of a patient.")).toBeGreaterThan(said(null));
  });

  it("copy the value where a key is no number", () => {
    const copy = { type: "text", references: { schema: null, table: "accounts", column: "iban" } };
    expect(categories(tableOf("payments", { iban: copy }))).toEqual({ "payments.iban": "user.financial.bank_account" });
  });

  it("come back in the order of their tables, whatever these are called", () => {
    const tables = ["a", "b", "a"].map((name, index) => tableOf(name, { [`ssn${index}`]: "text", x: "text" }));
    const inspected = inspectedTables({ product: "", tables }, EMPTY_POLICY);
    expect(
      inspected.map(({ columns }) => columns.map(({ column, subject }) => [column.name, subject.field.name])),
    ).toEqual(
      [0, 1, 2].map((index) => [
        [`ssn${index}`, `ssn${index}`],
        ["x", "x"],
      ]),
    );
  });
});
