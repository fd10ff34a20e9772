import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { packageEntry, type ReadPackage } from "../../../scripts/thirdParty/packageEntry.ts";
import type { Results } from "../results.ts";

interface Entry {
  readonly distribution: string;
  readonly version: string;
  readonly source: string;
  readonly apps: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, Readonly<Record<string, ModelEntry>>>>;
}

interface ModelEntry {
  readonly is?: string;
  readonly bases?: readonly string[];
  readonly fields?: string;
}

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What ships about the models of packages is what those packages say under a real Django. */
export function thirdParty(python: string, results: Results): void {
  const entries = parse(
    readFileSync(`${ROOT}server/src/engine/project/thirdParty/packages.yml`, "utf8"),
  ) as readonly Entry[];
  const wanted = parse(readFileSync(`${ROOT}scripts/thirdParty/packages.yml`, "utf8")) as readonly Entry[];
  for (const distribution of ["Django", "django-extensions"]) {
    const item = wanted.find((each) => each.distribution === distribution)!;
    const entry = entries.find((each) => each.distribution === distribution)!;
    results.attempt(`third-party models: ${distribution} ${entry.version} is what its package says`, () => {
      const output = run(python, `${ROOT}scripts/thirdParty/readModels.py`, JSON.stringify(item));
      const fresh = packageEntry(JSON.parse(output) as ReadPackage, item.source);
      if (!isDeepStrictEqual(fresh, entry)) throw new Error("it is not: run `npm run third-party`");
    });
  }
  const django = entries.find((each) => each.distribution === "Django")!;
  const lines = run(python, `${ROOT}test/django/python/third_party_fields.py`, "").trim().split("\n");
  for (const line of lines) {
    const [label, ...fields] = line.split(" ");
    results.attempt(`third-party models: ${label!} has the fields that Django has for it`, () => {
      const known = [...new Set(fieldsOf(django, label!))].sort();
      if (known.join(" ") !== fields.join(" ")) throw new Error(`known are ${known.join(" ")}`);
    });
  }
}

function run(python: string, script: string, input: string): string {
  return execFileSync(python, [script], { input, encoding: "utf8" });
}

/** Of a model and all that it inherits from. */
function fieldsOf({ apps, modules }: Entry, label: string): readonly string[] {
  const [app, name] = label.split(".");
  const [folder] = Object.entries(apps).find(([, each]) => each === app)!;
  const inherited = (module: string, model: string): readonly string[] => {
    const { bases = [], fields = "" } = modules[module]![model]!;
    const own = [...fields.matchAll(/^\w+/gm)].map(([field]) => field);
    const parents = bases.map((base) => (base.includes(".") ? base : `${module}.${base}`));
    const dot = (base: string): number => base.lastIndexOf(".");
    return [...own, ...parents.flatMap((base) => inherited(base.slice(0, dot(base)), base.slice(dot(base) + 1)))];
  };
  return inherited(`${folder}.models`, name!);
}
