import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { GIVEN, QUERIES_PROJECT } from "../queriesProject.ts";
import type { Results } from "../results.ts";

/** Where we see a field used is where Django's statements name its column, for each way to ask for something. */
export function queries(python: string, results: Results): void {
  const project = new DjangoProject(python, QUERIES_PROJECT, { settings: 'INSTALLED_APPS += ["shop"]\n' });
  const ran = project.run(["queried_columns.py", "shop.queries", GIVEN]);
  mustSucceed(ran, "queried_columns.py");
  const byDjango = JSON.parse(ran.output) as Readonly<Record<string, readonly string[]>>;
  const scanned = project.fieldguard("scan", "--fail-on", "never", "--format", "json", ".");
  mustSucceed(scanned, "scan");
  const { fields } = JSON.parse(scanned.output) as {
    fields: readonly { entity: string; field: string; path: string }[];
  };
  const sensitive = fields
    .filter(({ path }) => path === "shop/models.py")
    .map(({ entity, field }) => `${entity}.${field}`);
  const byUs = new Map<string, Set<string>>();
  for (const field of sensitive) {
    const explained = project.fieldguard("explain", `shop.${field}`, "--format", "json");
    mustSucceed(explained, "explain");
    const { uses } = JSON.parse(explained.output) as { uses: readonly Use[] };
    for (const name of functionsOf(uses)) byUs.set(name, (byUs.get(name) ?? new Set()).add(field));
  }
  for (const [name, all] of Object.entries(byDjango)) {
    const django = all.filter((field) => sensitive.includes(field)).join(" ");
    const us = [...(byUs.get(name) ?? [])].sort().join(" ");
    results.cell(`queries: ${name} names ${django || "nothing"}`, us === django ? null : `we see ${us || "nothing"}`);
  }
}

interface Use {
  readonly path: string;
  readonly line: number;
}

/** The functions that hold the uses, and those that call a manager's method which does. */
function functionsOf(uses: readonly Use[]): readonly string[] {
  return uses.flatMap(({ path, line }) => {
    // The scripts lie in the folder, too.
    const above = (QUERIES_PROJECT[path] ?? "").split("\n").slice(0, line);
    const name = above.findLast((text) => /^def |^    def (?:reachable|by_paper|find)/.test(text));
    const own = /def (\w+)/.exec(name ?? "")?.[1];
    return own === undefined ? [] : (CALLED_BY[own] ?? own);
  });
}

const CALLED_BY: Readonly<Record<string, string>> = {
  reachable: "by_query_set",
  by_paper: "by_manager",
  find: "by_the_model_of_a_class",
};
