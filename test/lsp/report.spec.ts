import { describe, expect, it } from "vitest";
import {
  REPORT_REQUEST,
  type FieldReference,
  type ReportFormat,
  type ReportResult,
} from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const MODELS =
  "from django.db import models\n\n\nclass Customer(models.Model):\n" +
  "    email = models.EmailField()\n    national_id = models.CharField()\n    opened_at = models.DateTimeField()\n";

describe("fieldguard/report", () => {
  it.each([
    ["html", /^<!doctype html>[^]*Customer[^]*national_id/],
    ["markdown", /^# Data classification[^]*\| Customer\.national\\_id \|/],
    ["csv", /^path,line[^]*\r\nshop\/models\.py,6,Customer,national_id,/],
    ["json", /^\{\n {2}"schemaVersion": 1,[^]*"national_id"/],
    ["sarif", /"version": "2\.1\.0"[^]*national_id/],
  ] as const)("gives what the views show as %s", async (format, expected) => {
    const project = new ProjectFolder();
    project.write("shop/models.py", MODELS);
    project.write("tests/models.py", MODELS.replace("Customer", "FakeCustomer"));
    const client = await TestClient.start({ folders: [project.uri] });
    const text = await reportOf(client, format);
    expect(text).toMatch(expected);
    expect(text).not.toContain("opened_at");
    expect(text).not.toContain("FakeCustomer");
  });

  it("follows unsaved text, and is narrowed to the fields that were asked for", async () => {
    const project = new ProjectFolder();
    project.write("shop/models.py", MODELS);
    const uri = project.uriOf("shop/models.py");
    const client = await TestClient.start({ folders: [project.uri] });
    client.open(uri, MODELS.replace("national_id", "passport_number"));
    const rows = await csvRows(client, [{ uri, entity: "Customer", field: "passport_number" }]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^shop\/models\.py,6,Customer,passport_number,/);
  });

  it("tells the folders of a workspace apart", async () => {
    const [one, two] = [new ProjectFolder(), new ProjectFolder()];
    one.write("models.py", MODELS);
    two.write("models.py", MODELS);
    const client = await TestClient.start({ folders: [one.uri, two.uri] });
    const paths = new Set((await csvRows(client, null)).map((row) => row.split(",")[0]));
    expect([...paths].sort()).toEqual([one, two].map(({ uri }) => `${uri.split("/").at(-1)!}/models.py`).sort());
  });

  it("refuses a format that there is not", async () => {
    const client = await TestClient.start({ folders: [new ProjectFolder().uri] });
    await expect(reportOf(client, "pdf" as ReportFormat)).rejects.toThrow(
      "fieldguard/report: params.format has to be one of html, markdown, csv, json, sarif",
    );
  });
});

async function reportOf(
  client: TestClient,
  format: ReportFormat,
  fields: readonly FieldReference[] | null = null,
): Promise<string> {
  return (await client.request<ReportResult>(REPORT_REQUEST, { format, fields })).text;
}

async function csvRows(client: TestClient, fields: readonly FieldReference[] | null): Promise<readonly string[]> {
  return (await reportOf(client, "csv", fields)).split("\r\n").slice(1, -1);
}
