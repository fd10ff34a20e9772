import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hazards } from "./hazards.ts";
import type { Results } from "./results.ts";

const PAGE = fileURLToPath(new URL("../../docs/protection.md", import.meta.url));

const DATABASES = ["SQLite", "PostgreSQL", "MariaDB"];

/** Each hazard must have been shown, naively and with the fix; the page's table says where. Takes a run of all groups. */
export function hazardTable(results: Results, write: boolean): void {
  const rows = hazards.map(({ hazard, naive, failing, holding }) => {
    const [broken, held] = [failing, holding].map((part) => results.names.filter((name) => name.includes(part)));
    const lacking = [failing, holding].filter((_, index) => [broken, held][index]!.length === 0);
    results.cell(
      `hazard: ${hazard}: fails when it is done naively, and does not with the fix`,
      lacking.length === 0 ? null : `no cell passed that is called “${lacking.join("”, nor “")}”`,
    );
    const marks = DATABASES.map((database) => (held!.some((name) => databaseOf(name) === database) ? "✓" : ""));
    return `| ${[hazard, naive, ...marks].join(" | ")} |`;
  });
  const header = `| What can go wrong | Done naively | ${DATABASES.join(" | ")} |\n|---|---|${DATABASES.map(() => "---|").join("")}`;
  const page = readFileSync(PAGE, "utf8");
  const current = page.replace(
    /(<!-- hazards: .* -->\n)[^]*?(\n<!-- to here -->)/,
    (_, start: string, end: string) => `${start}${header}\n${rows.join("\n")}\n${end}`,
  );
  if (write) writeFileSync(PAGE, current);
  else results.cell("hazards: the table in docs/protection.md is that of this run", current === page ? null : STALE);
}

const STALE = "run `npm run test:django -- --write`";

function databaseOf(cell: string): string {
  return /Django [\d.]+ on (\w+)/.exec(cell)?.[1] ?? "SQLite";
}
