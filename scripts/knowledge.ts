/**
 * Knowledge (taxonomy, words, packages) is kept as YAML with a JSON schema beside it: `words.yml`,
 * `words.schema.json`. Both bundler and test runner load it through here, so that a wrong entry fails the build
 * with its file and place, and the product ships plain JSON. The word lists are packed before. What few sessions ask for
 * (models of packages, Python that we generate) is read when it is asked for.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Plugin as BundlerPlugin } from "esbuild";
import type { VitestPluginContext } from "vitest/node";
import { parse } from "yaml";
import { packLexicon, type WordLists } from "../server/src/engine/classification/lexicon/packLexicon.ts";

/** What a knowledge file says. */
export type ReadKnowledge = (file: string) => unknown;

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

export function readKnowledge(file: string): unknown {
  const data: unknown = parse(readFileSync(file, "utf8"));
  const schema = JSON.parse(readFileSync(schemaFileOf(file), "utf8")) as object;
  const validate = ajv.compile(schema);
  if (!validate(data)) {
    const errors = (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message ?? ""}`);
    throw new Error(`${file} does not match its schema:\n  ${errors.join("\n  ")}`);
  }
  return data;
}

/** The word lists that `lexicon.yml` names, as they are written. */
export function readWordLists(lexicon: string, read: ReadKnowledge = readKnowledge): WordLists {
  const lists = read(lexicon) as LexiconFiles;
  const named = filesOf(lists);
  const left = globSync("*.{terms,classes}.yml", { cwd: dirname(lexicon) }).filter((file) => !named.includes(file));
  if (left.length > 0) throw new Error(`${lexicon} does not name ${left.join(", ")}`);
  const list = (file: string): unknown => read(join(dirname(lexicon), file));
  return {
    terms: lists.terms.flatMap((file) => list(file) as WordLists["terms"]),
    classes: lists.classes.flatMap((file) => list(file) as WordLists["classes"]),
    heads: list(lists.heads) as WordLists["heads"],
    compounds: list(lists.compounds) as WordLists["compounds"],
  };
}

interface LexiconFiles {
  readonly terms: readonly string[];
  readonly classes: readonly string[];
  readonly heads: string;
  readonly compounds: string;
}

function filesOf({ terms, classes, heads, compounds }: LexiconFiles): readonly string[] {
  return [...terms, ...classes, heads, compounds];
}

const LEXICON = "lexicon.yml";

/** What a module of the product gets that imports the file, and the files which that depends on. */
function compileKnowledge(file: string, read: ReadKnowledge): { readonly data: unknown; readonly files: string[] } {
  if (basename(file) !== LEXICON) return { data: read(file), files: [file] };
  const lists = filesOf(read(file) as LexiconFiles).map((name) => join(dirname(file), name));
  return { data: packLexicon(readWordLists(file, read)), files: [file, ...lists] };
}

/** Files of one kind share a schema: `words.yml` has `words.schema.json`, `health.terms.yml` has `terms.schema.json`. */
function schemaFileOf(file: string): string {
  return file.replace(/[^/\\]*?([^/\\.]+)\.yml$/, "$1.schema.json");
}

export const knowledgeBundlerPlugin = bundlerPluginReading(readKnowledge);

/** For knowledge that says something else than its files. */
export function bundlerPluginReading(read: ReadKnowledge): BundlerPlugin {
  return {
    name: "knowledge",
    setup(build) {
      build.onLoad({ filter: /\.yml$/ }, ({ path }) => {
        const { data, files } = compileKnowledge(path, read);
        // A text is read in a part of the time that a literal of JavaScript takes.
        const value = `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;
        const contents = isOnDemand(path) ? `let data; ${onDemand(`data ??= ${value}`)}` : `export default ${value};`;
        return { contents, loader: "js", watchFiles: files };
      });
      build.onLoad({ filter: /\.py$/ }, ({ path }) => ({ contents: onDemand(textLiteral(path)), loader: "js" }));
    },
  };
}

/** What is read when it is asked for lies beside the bundle, where Node reads it: `writeKnowledgeBeside`. */
export const knowledgeBesidePlugin: BundlerPlugin = {
  name: "knowledge-beside",
  setup(build) {
    const required = (name: string): string => `require(${JSON.stringify(`./${name}`)})`;
    build.onResolve({ filter: /^\.\/(thirdPartyModels|generatedPython)\.json$/ }, ({ path }) => ({
      path,
      external: true,
    }));
    build.onLoad({ filter: /\.yml$/ }, ({ path }) =>
      isOnDemand(path) ? { contents: onDemand(required(THIRD_PARTY_MODELS)), loader: "js" } : undefined,
    );
    build.onLoad({ filter: /\.py$/ }, ({ path }) => ({
      contents: onDemand(`${required(GENERATED_PYTHON)}[${JSON.stringify(generatedName(path))}]`),
      loader: "js",
    }));
    // The first plugin with an answer gives it.
    return knowledgeBundlerPlugin.setup(build);
  },
};

const THIRD_PARTY_MODELS = "thirdPartyModels.json";
const GENERATED_PYTHON = "generatedPython.json";

/** Into the folder of bundles that were made with `knowledgeBesidePlugin`. */
export function writeKnowledgeBeside(folder: string): void {
  const models = readKnowledge(join(ENGINE, "project/thirdParty/packages.yml"));
  writeFileSync(join(folder, THIRD_PARTY_MODELS), JSON.stringify(models));
  const texts = globSync("**/*.py", { cwd: ENGINE })
    .map((name) => join(ENGINE, name))
    .sort()
    .map((path) => [generatedName(path), readFileSync(path, "utf8")]);
  writeFileSync(join(folder, GENERATED_PYTHON), JSON.stringify(Object.fromEntries(texts)));
}

const ENGINE = fileURLToPath(new URL("../server/src/engine/", import.meta.url));

function generatedName(path: string): string {
  return relative(ENGINE, path).replaceAll("\\", "/");
}

/** Its module has a function that makes it, and so has that of a text that we generate into a user's project. */
function isOnDemand(path: string): boolean {
  return /thirdParty[/\\]packages\.yml$/.test(path);
}

function onDemand(value: string): string {
  return `export default () => (${value});`;
}

function textLiteral(path: string): string {
  return JSON.stringify(readFileSync(path, "utf8"));
}

export const knowledgeTestPlugin = {
  name: "knowledge",
  enforce: "pre" as const,
  // The runner keeps modules on disk by the text of their file alone, which says nothing of the lists that it names.
  configureVitest({ defineCacheKeyGenerator }: Pick<VitestPluginContext, "defineCacheKeyGenerator">): void {
    defineCacheKeyGenerator(({ id }) => (id.endsWith(`/${LEXICON}`) ? false : undefined));
  },
  load(this: { addWatchFile(id: string): void }, id: string): string | undefined {
    if (id.endsWith(".yml")) {
      const { data, files } = compileKnowledge(id, readKnowledge);
      for (const file of files) this.addWatchFile(file);
      return isOnDemand(id)
        ? `const data = ${JSON.stringify(data)}; ${onDemand("data")}`
        : `export default ${JSON.stringify(data)};`;
    }
    if (id.endsWith(".py")) return onDemand(textLiteral(id));
    return undefined;
  },
};
