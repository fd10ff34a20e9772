/**
 * Prints, as JSON, what our engine knows of the Django project in a folder: the settings of each environment, and what the
 * migrations of each app make. More folders are those of apps alone.
 *
 *     node test/django/facts/readFacts.ts PROJECT [APP…]
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Migration } from "../../../server/src/engine/project/migrations/model.ts";
import type { Value } from "../../../server/src/engine/project/settings/value.ts";
import { buildFacts } from "./buildFacts.ts";

const { readSettings, readMigration, orderedMigrations, tablesAfter } = await buildFacts();
const [project, ...apps] = process.argv.slice(2);

const files = new Map(
  filesBelow(project!).map((file) => [relative(project!, file).replaceAll(sep, "/"), readFileSync(file, "utf8")]),
);
const settings = readSettings(files);
const environments = settings.environments.map((environment) => ({
  kind: environment.kind,
  module: environment.module,
  className: environment.className,
  settings: Object.fromEntries(
    settings.namesIn(environment).map((name) => {
      const { value, certainty } = settings.valueIn(name, environment)!;
      return [name, { certainty, value: plain(value) }];
    }),
  ),
}));

const migrations = new Map<string, Migration[]>();
for (const file of [project!, ...apps].flatMap(filesBelow)) {
  const migration = readMigration(file.replaceAll(sep, "/"), readFileSync(file, "utf8"));
  const folder = dirname(file);
  if (migration) migrations.set(folder, [...(migrations.get(folder) ?? []), migration]);
}
const made = [...migrations].map(([folder, own]) => {
  // The fixtures keep their migrations in `LABEL/migrations` or `migrations_of/LABEL`.
  const label = basename(folder) === "migrations" ? basename(dirname(folder)) : basename(folder);
  const { order, leaves } = orderedMigrations(own, label);
  const models = [...tablesAfter(order)].map(([name, { columns }]) => [
    name,
    Object.fromEntries([...columns.values()].map(({ field }) => [field.name, field.type])),
  ]);
  return { label, leaves, models: Object.fromEntries(models) as unknown };
});
console.log(JSON.stringify({ environments, migrations: made }));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(py|toml|ini|cfg)$/.test(name) && basename(name) !== "facts_cells.py")
    .sort()
    .map((name) => join(folder, name));
}

/** Without what no other language needs to know; namespaces and the like are unknown there. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case "literal":
    case "path":
      return value;
    case "environment":
      return { ...value, default: value.default && plain(value.default) };
    case "either":
      return { ...value, values: value.values.map(plain) };
    case "list":
      return { ...value, items: value.items.map((item) => ({ ...item, value: plain(item.value) })) };
    case "dictionary":
      return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: plain(entry.value) })) };
    default:
      return { kind: "unknown" };
  }
}
