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

const ENGINE = fileURLToPath(new URL("../server/src/engine/", import.meta.url));
const LEXICON = "lexicon.yml";

/** What a module of the product gets that imports the file. */
interface KnowledgeModule {
  readonly contents: string;
  /** Which that depends on. */
  readonly files: readonly string[];
}

/**
 * The expression for knowledge that is read when it is asked for. `file`: of JSON, where it lies beside a bundle; `key`: the
 * property that it is there, if it shares the file with others.
 */
type OnDemand = (value: unknown, file: string, key?: string) => string;

function knowledgeModule(path: string, read: ReadKnowledge, onDemand: OnDemand): KnowledgeModule {
  if (path.endsWith(".py")) {
    const text = readFileSync(path, "utf8");
    const key = relative(ENGINE, path).replaceAll("\\", "/");
    return { contents: `export default () => ${onDemand(text, "generatedPython.json", key)};`, files: [path] };
  }
  if (basename(path) === LEXICON) {
    const { phrases, ...rest } = packLexicon(readWordLists(path, read));
    const lists = filesOf(read(path) as LexiconFiles).map((name) => join(dirname(path), name));
    const later = `() => ${onDemand(phrases, "phrases.json")}`;
    return { contents: `export default { ...${literal(rest)}, phrases: ${later} };`, files: [path, ...lists] };
  }
  const data = read(path);
  if (/thirdParty[/\\]packages\.yml$/.test(path)) {
    const later = onDemand(data, "thirdPartyModels.json");
    return { contents: `let models; export default () => (models ??= ${later});`, files: [path] };
  }
  return { contents: `export default ${literal(SOURCED.test(path) ? withoutSources(data) : data)};`, files: [path] };
}

/** Whose sources are for who reads the file: the product shows none of them. */
const SOURCED =
  /(languages[/\\]django[/\\]\w+|protection[/\\](packages|defects)|classification[/\\](taxonomy|regimes|weights|lexicon[/\\]shapes))\.yml$/;

function withoutSources(data: unknown): unknown {
  const kept = (key: string, value: unknown): unknown => (key === "source" || key === "extension" ? undefined : value);
  return JSON.parse(JSON.stringify(data, kept));
}

/** A text is read in a part of the time that a literal of JavaScript takes. */
function literal(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/** Files of one kind share a schema: `words.yml` has `words.schema.json`, `health.terms.yml` has `terms.schema.json`. */
function schemaFileOf(file: string): string {
  return file.replace(/[^/\\]*?([^/\\.]+)\.yml$/, "$1.schema.json");
}

const BESIDE = "./beside:";

/** For bundles that hold all of it. */
export const knowledgeBundlerPlugin = bundlerPluginReading(readKnowledge);

/** For knowledge that says something else than its files. */
export function bundlerPluginReading(read: ReadKnowledge): BundlerPlugin {
  return bundlerPlugin(read, literal);
}

/** For bundles that can `require` what is read when it is asked for: `writeKnowledgeBeside` puts it into their folder. */
export const knowledgeBesidePlugin = bundlerPlugin(readKnowledge, (_, file, key) => {
  return `require(${JSON.stringify(BESIDE + file)})${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
});

function bundlerPlugin(read: ReadKnowledge, onDemand: OnDemand): BundlerPlugin {
  return {
    name: "knowledge",
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${BESIDE}`) }, ({ path }) => ({
        path: `./${path.slice(BESIDE.length)}`,
        external: true,
      }));
      build.onLoad({ filter: /\.(yml|py)$/ }, ({ path }) => {
        const { contents, files } = knowledgeModule(path, read, onDemand);
        return { contents, loader: "js", watchFiles: [...files] };
      });
    },
  };
}

export function writeKnowledgeBeside(folder: string): void {
  const values = new Map<string, unknown>();
  const collect: OnDemand = (value, file, key) => {
    values.set(file, key === undefined ? value : { ...(values.get(file) as object | undefined), [key]: value });
    return "";
  };
  const paths = globSync(["**/*.py", `**/${LEXICON}`, "project/thirdParty/packages.yml"], { cwd: ENGINE }).sort();
  for (const path of paths) knowledgeModule(join(ENGINE, path), readKnowledge, collect);
  for (const [file, value] of values) writeFileSync(join(folder, file), JSON.stringify(value));
}

export const knowledgeTestPlugin = {
  name: "knowledge",
  enforce: "pre" as const,
  // The runner keeps modules on disk by the text of their file alone, which says nothing of the lists that it names.
  configureVitest({ defineCacheKeyGenerator }: Pick<VitestPluginContext, "defineCacheKeyGenerator">): void {
    defineCacheKeyGenerator(({ id }) => (id.endsWith(`/${LEXICON}`) ? false : undefined));
  },
  load(this: { addWatchFile(id: string): void }, id: string): string | undefined {
    if (!/\.(yml|py)$/.test(id)) return undefined;
    const { contents, files } = knowledgeModule(id, readKnowledge, literal);
    for (const file of files) this.addWatchFile(file);
    return contents;
  },
};
