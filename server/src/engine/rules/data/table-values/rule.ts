import { tellCount } from "../../../project/values/model.ts";
import type { DataRule } from "../../rule.ts";
import { CWE_540, inRepository, tellSubjects } from "../severity.ts";

export const tableValues: DataRule = {
  meta: {
    id: "data/table-values",
    title: "Values in a dump or a table that look like those of real people",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Looks through SQL (`INSERT`, `COPY` and what `SET` sets, as `pg_dump`, `mysqldump` and SQLite write them) , separated values (`.csv`, `.tsv`) and tables in the outputs of notebooks (`.ipynb`) for what columns hold that belong to sensitive fields: in SQL those of a model's table, in the others those that are called in the first line like a sensitive field of some model.",
      "",
      "Values are told as `data/fixture-values` tells them, and the same ones are left out. Where a statement names no columns, they are those of `CREATE TABLE` above it, or of the model. Files that `.gitignore` names are not looked at; of those of more than 2 MB the beginning is (`limits` in the [policy](../../policy.md)). There is one finding for a file and a kind, at the name of the column; it never shows a value. In SQL a comment above, `-- fieldguard: ignore[data/table-values] REASON`, holds for the rest of the file; for separated values `paths` of the policy says why a folder holds nothing of anybody.",
    ].join("\n"),
    why: [
      "A dump of the database is all that was entrusted to it, without its locks: whoever clones the repository has it, and deleting the file leaves it in the history.",
    ].join("\n"),
    bad: ["INSERT INTO shop_customer (id, email) VALUES (1, 'h.mueller@gmx.de');"].join("\n"),
    good: [
      "-- db.sql is in .gitignore; what tests need is made up:",
      "INSERT INTO shop_customer (id, email) VALUES (1, 'customer1@example.com');",
    ].join("\n"),
    fixes: [],
    references: [
      CWE_540,
      {
        title: "CWE-530: Exposure of Backup File to an Unauthorized Control Sphere",
        url: "https://cwe.mitre.org/data/definitions/530.html",
      },
    ],
  },

  check(values) {
    return values.source === "rows" ? inRepository(values) : null;
  },

  message(values) {
    const file = values.isWhole ? "This file" : "The part of this file that is read (`limits` in the policy)";
    return `${file} holds ${tellCount(values.kind, values.count)} that may be somebody's, in columns of ${tellSubjects(values)}. Whoever has the repository can read what it holds.`;
  },
};
