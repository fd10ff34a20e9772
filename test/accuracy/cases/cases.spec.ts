import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { classify } from "../../../server/src/engine/classification/classify.ts";
import { isKnownCategory, isWithin } from "../../../server/src/engine/classification/taxonomy.ts";
import { declared, readModels } from "../../support/models.ts";

/** One row of a table in this folder; README.md says how to write one. */
interface MeaningCase {
  readonly entity: string;
  readonly field: string;
  /** Name of a field class, with arguments where they matter: `CharField`, `JSONField(default=dict)`. */
  readonly type: string;
  /** Key of the category, or `none`. */
  readonly expected: string;
  readonly reason: string;
  /** Declarations beside it: `user = OneToOneField("auth.User")`. */
  readonly with?: readonly string[];
  readonly bases?: readonly string[];
}

const KEYS = ["entity", "field", "type", "expected", "reason", "with", "bases"];

for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith(".yml"))) {
  const cases = parse(readFileSync(`${import.meta.dirname}/${name}`, "utf8")) as readonly MeaningCase[];

  describe(name, () => {
    it("has a reason and a known category in each row, and no row twice", () => {
      for (const row of cases) {
        const title = `${row.entity}.${row.field}`;
        expect(
          Object.keys(row).filter((key) => !KEYS.includes(key)),
          title,
        ).toEqual([]);
        expect(row.reason, title).toMatch(/\S/);
        expect(row.expected === "none" || isKnownCategory(row.expected), `${title}: ${row.expected}`).toBe(true);
      }
      const sources = cases.map(sourceOf);
      expect(new Set(sources).size).toBe(sources.length);
    });

    it.each(cases.map((row) => [titleOf(row), row] as const))("%s", (_, row) => {
      const schema = readModels(sourceOf(row));
      const { entity, field } = declared(schema, `${row.entity}.${row.field}`);
      const { verdict, category } = classify(field, entity, schema);
      const found = verdict === "sensitive" && category !== null ? category : "none";
      if (row.expected === "none") expect(found).toBe("none");
      else expect(isWithin(found, row.expected), `found ${found}`).toBe(true);
    });
  });
}

function sourceOf(row: MeaningCase): string {
  const declarations = [`${row.field} = ${row.type}`, ...(row.with ?? [])].map((text) =>
    text.replace("= ", "= models."),
  );
  return [
    `class ${row.entity}(${(row.bases ?? ["models.Model"]).join(", ")}):`,
    ...declarations.map((text) => `    ${text}`),
  ]
    .map((line) => line.replace(/(Field|Key)$/, "$1()"))
    .join("\n");
}

function titleOf({ entity, field, type, expected, reason }: MeaningCase): string {
  return `${entity}.${field} = ${type} is ${expected === "none" ? "not sensitive" : expected}: ${reason}`;
}
