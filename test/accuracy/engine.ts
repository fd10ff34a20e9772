import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { bundlerPluginReading, type ReadKnowledge, readKnowledge } from "../../scripts/knowledge.ts";

export type Engine = typeof import("./underTest.ts");

/** Changes what a knowledge file (a path ending with `lexicon/heads.yml`) says. */
export type KnowledgeTransform = (file: string, data: unknown) => unknown;

export interface EngineChanges {
  readonly transformKnowledge?: KnowledgeTransform;
  /** Functions that find nothing: their names by the end of their module's path (`evidence/label.ts`). */
  readonly silenced?: Readonly<Record<string, readonly string[]>>;
}

/** The engine as the product has it, but for these changes, of which its code knows nothing. */
export async function buildEngine(changes: EngineChanges = {}): Promise<Engine> {
  mkdirSync(BUNDLES, { recursive: true });
  const outfile = join(BUNDLES, `${process.pid}-${built++}.cjs`);
  await build({
    entryPoints: [fileURLToPath(new URL("underTest.ts", import.meta.url))],
    outfile,
    bundle: true,
    // As the product's own server is: one of its packages asks for Node's modules.
    format: "cjs",
    platform: "node",
    logLevel: "silent",
    plugins: [silencingPlugin(changes), bundlerPluginReading(readerOf(changes))],
  });
  const engine = (await import(pathToFileURL(outfile).href)) as Engine;
  rmSync(outfile);
  return engine;
}

const BUNDLES = fileURLToPath(new URL("../../test-results/accuracy/", import.meta.url));
let built = 0;

function silencingPlugin({ silenced = {} }: EngineChanges): Plugin {
  return {
    name: "silenced functions",
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const names = Object.entries(silenced).find(([ending]) => path.endsWith(ending))?.[1];
        return names && { contents: silence(readFileSync(path, "utf8"), names), loader: "ts" };
      });
    },
  };
}

function readerOf({ transformKnowledge = (_, data) => data }: EngineChanges): ReadKnowledge {
  return (path) => transformKnowledge(path, knowledgeOf(path));
}

const known = new Map<string, unknown>();

function knowledgeOf(path: string): unknown {
  if (!known.has(path)) known.set(path, readKnowledge(path));
  return known.get(path);
}

function silence(source: string, names: readonly string[]): string {
  return names.reduce((text, name) => {
    const header = `export function ${name}(`;
    if (!text.includes(header)) throw new Error(`there is no function ${name} any more`);
    return text.replace(header, `export const ${name} = () => [];\nfunction silenced_${name}(`);
  }, source);
}
