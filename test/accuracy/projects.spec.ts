import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { madeRow } from "./madeRow.ts";
import { projectsOfCorpus, projectsOfRows } from "./projects.ts";
import * as engine from "./underTest.ts";

const corpus = mkdtempSync(join(tmpdir(), "corpus-"));
afterAll(() => {
  rmSync(corpus, { recursive: true });
});

function checkOut(repo: string, path: string, text: string): void {
  const file = join(corpus, repo.replace("/", "+"), path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}

const HEADER = "from django.db import models\n\n";

describe("model files made of rows", () => {
  it("declare each field as its columns say", () => {
    const rows = [
      madeRow({ field: "code", maxLength: 20, unique: true, indexed: true, hasChoices: true }),
      madeRow({ field: "customer", type: "ForeignKey", isRelation: true }),
      madeRow({ entity: "Visit", field: "notes", type: "TextField" }),
    ];
    const [project] = projectsOfRows(rows, engine);
    expect(project!.missing).toEqual([]);
    const [code, customer, notes] = rows.map((row) => project!.declarations.get(row)!);
    expect(code).toMatchObject({
      entity: { name: "Order" },
      field: { name: "code", maxLength: 20, unique: true, indexed: true, choices: [] },
    });
    expect(customer!.field.type.shape).toBe("relation");
    expect(notes).toMatchObject({ entity: { name: "Visit" }, field: { type: { shape: "text" }, unique: false } });
  });
});

describe("check-outs", () => {
  it("are read as they are written", () => {
    checkOut("o/labels", "a/models.py", `${HEADER}class Order(models.Model):\n    x1 = models.CharField("IBAN")\n`);
    checkOut("o/labels", "b/models.py", `${HEADER}class Other(models.Model):\n    y = models.CharField()\n`);
    const row = madeRow({ repo: "o/labels", path: "a/models.py", field: "x1" });
    const [project, ...others] = projectsOfCorpus([row], corpus, engine);
    expect(others).toEqual([]);
    expect(project!.declarations.get(row)!.field.label).toBe("IBAN");
    expect(project!.schemas.map(({ path }) => path)).toEqual(["a/models.py", "b/models.py"]);
  });

  it("tell fields of the same name apart by their lines", () => {
    const models = `${HEADER}class Order(models.Model):\n    x = models.CharField()\n    x = models.TextField()\n`;
    checkOut("o/twice", "models.py", models);
    const rows = [4, 5].map((line) => madeRow({ repo: "o/twice", path: "models.py", field: "x", line }));
    const [project] = projectsOfCorpus(rows, corpus, engine);
    expect(rows.map((row) => project!.declarations.get(row)!.field.type.name)).toEqual(["CharField", "TextField"]);
  });

  it("give way to the row where they do not have it", () => {
    checkOut("o/lacks", "models.py", `${HEADER}class Order(models.Model):\n    there = models.CharField()\n`);
    const there = madeRow({ repo: "o/lacks", path: "models.py", field: "there" });
    const gone = madeRow({ repo: "o/lacks", path: "models.py", field: "gone", type: "TextField" });
    const nowhere = madeRow({ repo: "o/unknown", path: "models.py" });
    const projects = projectsOfCorpus([there, gone, nowhere], corpus, engine);
    expect(projects.flatMap(({ missing }) => missing)).toEqual([gone, nowhere]);
    const declarations = new Map(projects.flatMap((project) => [...project.declarations]));
    expect(declarations.size).toBe(3);
    expect(declarations.get(gone)!.field.type.name).toBe("TextField");
  });
});
