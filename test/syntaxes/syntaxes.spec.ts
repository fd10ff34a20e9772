import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRegistry } from "vscode-tmgrammar-test/dist/common/index.js";
import { parseGrammarTestCase, runGrammarTestCase } from "vscode-tmgrammar-test/dist/unit/index.js";

const ROOT = join(import.meta.dirname, "../..");

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly { readonly path: string; readonly scopeName: string; readonly injectTo: string[] }[];
  };
}

const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const hosts = join(ROOT, "node_modules/tm-grammars/grammars");

/** Our grammars as the manifest injects them into those of Python and YAML. */
const registry = createRegistry([
  ...["python", "yaml"].map((name) => ({ path: join(hosts, `${name}.json`), scopeName: `source.${name}` })),
  ...contributes.grammars.map((grammar) => ({ ...grammar, path: join(ROOT, grammar.path) })),
]);

describe("grammars", () => {
  it.each(readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test")))("colour %s", async (name) => {
    const testCase = parseGrammarTestCase(readFileSync(join(import.meta.dirname, name), "utf8"));
    expect(testCase.assertions.length).toBeGreaterThan(5);
    const failures = await runGrammarTestCase(registry, testCase);
    const described = failures.map(
      ({ line, start, end, missing, unexpected, actual }) =>
        `${name}:${line + 1}:${start}-${end} lacks [${missing.join(" ")}], has [${unexpected.join(" ")}] of [${actual.join(" ")}]`,
    );
    expect(described).toEqual([]);
  });
});
