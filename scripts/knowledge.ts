/**
 * Knowledge (taxonomy, words, packages) is kept as YAML with a JSON schema beside it: `words.yml`,
 * `words.schema.json`. Both bundler and test runner load it through here, so that a wrong entry fails the build
 * with its file and place, and the product ships plain JSON.
 */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Plugin as BundlerPlugin } from "esbuild";
import { parse } from "yaml";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

export function compileKnowledge(file: string): string {
  const data: unknown = parse(readFileSync(file, "utf8"));
  const schema = JSON.parse(readFileSync(schemaFileOf(file), "utf8")) as object;
  const validate = ajv.compile(schema);
  if (!validate(data)) {
    const errors = (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message ?? ""}`);
    throw new Error(`${file} does not match its schema:\n  ${errors.join("\n  ")}`);
  }
  return JSON.stringify(data);
}

/**
 * As it ships: as a text, which is read in a part of the time that a literal of JavaScript takes. The sources of words are for
 * those who change the lists, and are left out.
 */
function moduleOf(file: string, json: string): string {
  const shipped = WORDS.test(file) ? JSON.stringify(withoutSources(JSON.parse(json))) : json;
  return `export default JSON.parse(${JSON.stringify(shipped)});`;
}

const WORDS = /[/\\]lexicon[/\\][^/\\]+$/;

function withoutSources(data: unknown): unknown {
  return Array.isArray(data) ? data.map(withoutSource) : withoutSource(data);
}

function withoutSource(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "source"));
}

/** Files of one kind share a schema: `words.yml` has `words.schema.json`, `health.terms.yml` has `terms.schema.json`. */
function schemaFileOf(file: string): string {
  return file.replace(/[^/\\]*?([^/\\.]+)\.yml$/, "$1.schema.json");
}

export const knowledgeBundlerPlugin: BundlerPlugin = {
  name: "knowledge",
  setup(build) {
    build.onLoad({ filter: /\.yml$/ }, ({ path }) => ({
      contents: moduleOf(path, compileKnowledge(path)),
      loader: "js",
      watchFiles: [path],
    }));
    // Code that we generate into a user's project is kept as the file it will be.
    build.onLoad({ filter: /\.py$/ }, ({ path }) => ({ contents: readFileSync(path, "utf8"), loader: "text" }));
  },
};

export const knowledgeTestPlugin = {
  name: "knowledge",
  enforce: "pre" as const,
  load(id: string): string | undefined {
    if (id.endsWith(".yml")) return `export default ${compileKnowledge(id)};`;
    if (id.endsWith(".py")) return `export default ${JSON.stringify(readFileSync(id, "utf8"))};`;
    return undefined;
  },
};
