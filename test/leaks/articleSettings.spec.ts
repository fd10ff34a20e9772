import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { SettingFixContext } from "../../server/src/engine/fixes/model.ts";
import { settingFixes } from "../../server/src/engine/fixes/registry.ts";
import { EMPTY_POLICY } from "../../server/src/engine/project/policy/model.ts";
import { isProjectFile, readProject } from "../../server/src/engine/project/readProject.ts";
import { checkDeployments } from "../../server/src/engine/rules/checkSettings.ts";
import { ruleOf } from "../../server/src/engine/rules/registry.ts";
import type { Finding } from "../../server/src/engine/rules/rule.ts";
import { applyPlan } from "../support/fixes.ts";

interface Fault {
  readonly file: string;
  readonly line: number;
}

const FOLDER = join(import.meta.dirname, "article");
const faults = parse(readFileSync(join(FOLDER, "faults.yml"), "utf8")) as readonly Fault[];
const inSettings = faults
  .filter(({ file }) => file === "config/settings.py")
  .map(({ file, line }) => `${file}:${line}`);

function projectFiles(): ReadonlyMap<string, string> {
  const paths = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)));
  return new Map(paths.filter(isProjectFile).map((path) => [path, readFileSync(join(FOLDER, path), "utf8")]));
}

function found(texts: ReadonlyMap<string, string>): readonly Finding[] {
  return checkDeployments(readProject(texts), EMPTY_POLICY);
}

/** After the first fix that its rule has for it. */
function mended(texts: ReadonlyMap<string, string>, finding: Finding): ReadonlyMap<string, string> {
  const ids = ruleOf(finding.rule)!.meta.fixes;
  const context: SettingFixContext = { finding, uses: [], project: readProject(texts), secretsFile: null };
  const plans = settingFixes.filter(({ id }) => ids.includes(id)).map((fix) => fix.plan(context));
  return applyPlan(
    texts,
    plans.find((plan) => plan !== null)!,
  );
}

describe("the article's settings", () => {
  it("have each of their faults found in its line, and nothing else", () => {
    const texts = projectFiles();
    const places = found(texts).map(
      ({ path, span }) => `${path}:${texts.get(path)!.slice(0, span.start).split("\n").length}`,
    );
    expect(inSettings).toHaveLength(4);
    expect(places).toEqual(inSettings);
  });

  it("are right after the fixes, but for the log, which is a decision", () => {
    let texts = projectFiles();
    for (let next = found(texts).find(isFixed); next; next = found(texts).find(isFixed)) texts = mended(texts, next);
    expect(found(texts).map(({ rule }) => rule)).toEqual(["settings/security-events-unlogged"]);
    const settings = texts.get("config/settings.py");
    expect(settings).toContain('INTERNAL_IPS = ["127.0.0.1", "::1"]\n');
    expect(settings).toContain(
      [
        "if DEBUG:",
        '    INSTALLED_APPS += ["debug_toolbar"]',
        '    MIDDLEWARE += ["debug_toolbar.middleware.DebugToolbarMiddleware"]\n',
      ].join("\n"),
    );
  });
});

function isFixed({ rule }: Finding): boolean {
  return ruleOf(rule)!.meta.fixes.length > 0;
}
