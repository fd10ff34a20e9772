import { describe, expect, it } from "vitest";
import { buildEngine, type Engine, type EngineChanges } from "./engine.ts";
import { madeRow } from "./madeRow.ts";
import { predict, type Prediction } from "./predictions.ts";
import { projectsOfRows } from "./projects.ts";

const row = madeRow({ entity: "Payee", field: "iban" });

async function said(changes: EngineChanges): Promise<Prediction> {
  const engine: Engine = await buildEngine(changes);
  return predict(projectsOfRows([row], engine), engine).get(row)!;
}

describe("buildEngine", () => {
  it("builds the engine as the product has it", async () => {
    expect(await said({})).toMatchObject({ sensitive: true, category: "user.financial.bank_account" });
  });

  it("builds it with other knowledge", async () => {
    const withoutIban = (file: string, data: unknown): unknown =>
      file.endsWith("/finance.terms.yml")
        ? (data as { words: string[] }[]).map((group) => ({
            ...group,
            words: group.words.filter((word) => word !== "iban"),
          }))
        : data;
    expect((await said({ transformKnowledge: withoutIban })).sensitive).toBe(false);
  });

  it("builds it without a kind of evidence", async () => {
    expect((await said({ silenced: { "evidence/name.ts": ["nameSays"] } })).sensitive).toBe(false);
  });

  it("fails when the evidence is not there any more", async () => {
    await expect(said({ silenced: { "evidence/name.ts": ["nameSings"] } })).rejects.toThrow("nameSings");
  });
});
