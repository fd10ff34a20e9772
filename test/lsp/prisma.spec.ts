import { describe, expect, it } from "vitest";
import type { MarkupContent } from "vscode-languageserver/node";
import { applyWorkspaceEdit } from "./applyWorkspaceEdit.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const SCHEMA = [
  "model Patient {",
  "  id         Int     @id @default(autoincrement())",
  "  nationalId String",
  "  iban       String? /// @encrypted",
  "  password   String",
  "}",
  "",
].join("\n");
const NATIONAL_ID = { line: 2, character: 4 };

async function opened(): Promise<{ readonly client: TestClient; readonly uri: string }> {
  // A class and a model that are called the same have nothing to do with each other.
  const folder = new ProjectFolder(
    "//- views.py\ndef show(patient):\n    logger.info(patient.nationalId)\n//- staff.py\nclass Nurse(Patient):\n    nationalId = 1\n",
  );
  const client = await TestClient.start({ folders: [folder.uri], abilities: { lazyEdits: false } });
  const uri = folder.uriOf("prisma/schema.prisma");
  client.open(uri, SCHEMA, "plaintext");
  await client.indexed();
  return { client, uri };
}

describe("a schema of Prisma", () => {
  it("has its findings, whatever language the editor takes it for", async () => {
    const { client, uri } = await opened();
    const report = await client.pull(uri);
    const items = report.kind === "full" ? report.items : [];
    expect(items.map(({ code, range }) => `${range.start.line} ${code}`)).toEqual([
      "2 storage/plaintext-field",
      "4 storage/password-not-hashed",
    ]);
    expect(JSON.stringify(items)).not.toMatch(/Django|make_password/);
  });

  it("says what a field holds when it is pointed at, and nothing of uses, which are not read", async () => {
    const { client, uri } = await opened();
    const hover = await client.hover(uri, NATIONAL_ID);
    const { value } = hover!.contents as MarkupContent;
    expect(value).toMatch(/^\*\*.*national identification number/);
    expect(value).not.toMatch(/\b[Uu]se[sd]?\b|[Mm]igration/);
    expect((await client.hover(uri, { line: 3, character: 3 }))!.contents).toHaveProperty(
      "value",
      expect.stringContaining("@encrypted"),
    );
  });

  it("is offered decisions alone, which are written as comments", async () => {
    const { client, uri } = await opened();
    const actions = await client.actions(uri, NATIONAL_ID);
    expect(actions.map(({ title }) => title).join()).not.toMatch(/[Ee]ncrypt|token/);
    const leaving = actions.find(({ title }) => title.includes("Not sensitive"));
    const texts = applyWorkspaceEdit(leaving!.edit!, new Map([[uri, { version: 1, text: SCHEMA }]]));
    expect(texts.get(uri)).toContain("  // fieldguard: ignore reviewed, not sensitive\n  nationalId String\n");
  });

  it("is among what is classified", async () => {
    const { client } = await opened();
    const { files } = await client.classification();
    expect(JSON.stringify(files)).toContain("nationalId");
    expect(JSON.stringify(files)).not.toContain("staff.py");
  });
});
