import { describe, expect, it } from "vitest";
import { leaveOneOut, wordSupportOf } from "./leaveOneOut.ts";
import { madeRow } from "./madeRow.ts";
import { projectsOfRows } from "./projects.ts";
import type { LabelledRow } from "./rows.ts";
import * as engine from "./underTest.ts";

const row = (repo: string, field: string): LabelledRow => madeRow({ repo, field, entity: "Payee", sensitive: true });

describe("leaveOneOut", () => {
  it("takes a project's own words from it alone", async () => {
    const [iban, surname, surnameToo] = [row("a/a", "iban"), row("a/a", "surname"), row("b/b", "surname")];
    const projects = projectsOfRows([iban, surname, surnameToo], engine);
    const { predictions, words } = await leaveOneOut(projects, {
      fitWeights: null,
      support: wordSupportOf(projects, engine),
    });
    expect(predictions.get(iban)!.sensitive).toBe(false);
    expect(predictions.get(surname)!.sensitive).toBe(true);
    expect(predictions.get(surnameToo)!.sensitive).toBe(true);
    expect(words.get("a/a")).toContain("iban");
    expect(words.get("b/b")).toEqual([]);
  });

  it("leaves out a family together, though one of it uses the other's words", async () => {
    const rows = [row("openhealthcare/elcid", "iban"), row("openhealthcare/opal", "iban"), row("b/b", "surname")];
    const projects = projectsOfRows(rows, engine);
    const support = wordSupportOf(projects, engine);
    const { predictions } = await leaveOneOut(projects, { fitWeights: null, support });
    expect(rows.map((each) => predictions.get(each)!.sensitive)).toEqual([false, false, false]);
  });

  it("fits weights to the other families, with the words that are left", async () => {
    const rows = [row("openhealthcare/elcid", "iban"), row("openhealthcare/opal", "total"), row("b/b", "surname")];
    const projects = projectsOfRows(rows, engine);
    const trainedOn: string[] = [];
    const { predictions } = await leaveOneOut(projects, {
      fitWeights: (training, knowledge) => {
        trainedOn.push(training.map(({ repo }) => repo).join(" "));
        const surest = (file: string, data: unknown): unknown =>
          file.endsWith("/weights.yml") ? { ...(data as object), prior: 20 } : knowledge(file, data);
        return Promise.resolve(surest);
      },
      support: null,
    });
    expect(trainedOn).toEqual(["b/b", "openhealthcare/elcid openhealthcare/opal"]);
    expect(predictions.get(rows[0]!)!.confidence).toBeGreaterThan(0.99);
  });
});
