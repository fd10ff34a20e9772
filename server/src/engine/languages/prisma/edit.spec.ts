import { describe, expect, it } from "vitest";
import { applyEdits } from "../../text/textEdit.ts";
import { prismaEditor } from "./edit.ts";
import { readPrisma } from "./read.ts";

const SCHEMA = "model A {\r\n  id Int @id\r\n  /// Of the person.\r\n  email String\r\n}\r\n";

describe("prismaEditor", () => {
  it("writes a comment above a field, which concerns it", () => {
    const edits = prismaEditor.addComment(SCHEMA, { entity: "A", field: "email" }, "fieldguard: ignore\nmade up");
    const text = applyEdits(SCHEMA, edits!);
    expect(text).toContain("  /// Of the person.\r\n  // fieldguard: ignore made up\r\n  email String\r\n");
    expect(readPrisma("a.prisma", text).directives).toMatchObject([
      { entity: "A", field: "email", kind: "ignore", reason: "made up" },
    ]);
  });

  it("silences a rule at the declaration around a place", () => {
    const comment = "fieldguard: ignore[storage/plaintext-field] public";
    const edit = prismaEditor.silence(SCHEMA, SCHEMA.indexOf("email"), "storage/plaintext-field", comment);
    expect(readPrisma("a.prisma", applyEdits(SCHEMA, [edit!])).directives).toMatchObject([
      { entity: "A", field: "email", values: ["storage/plaintext-field"] },
    ]);
  });

  it("has no edit for what is gone, or shares its line", () => {
    expect(prismaEditor.addComment(SCHEMA, { entity: "A", field: "phone" }, "fieldguard: ignore x")).toBe(null);
    const oneLine = "model A { email String }";
    expect(prismaEditor.addComment(oneLine, { entity: "A", field: "email" }, "fieldguard: ignore x")).toBe(null);
    expect(prismaEditor.silence(oneLine, 12, "storage/plaintext-field", "x")).toBe(null);
  });
});
