import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { compileKnowledge, knowledgeBundlerPlugin } from "../../scripts/knowledge.ts";

export type Engine = typeof import("./underTest.ts");

/** Changes what a knowledge file (a path ending with `lexicon/heads.yml`) says. */
export type KnowledgeTransform = (file: string, data: unknown) => unknown;

export interface EngineChanges {
  readonly transformKnowledge?: KnowledgeTransform;
  /** Modules that say nothing (paths ending with `evidence/label.ts`): each of their functions returns the given code. */
  readonly silenced?: Readonly<Record<string, string>>;
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
    plugins: [changedPlugin(changes), knowledgeBundlerPlugin],
  });
  return (await import(pathToFileURL(outfile).href)) as Engine;
}

const BUNDLES = fileURLToPath(new URL("../../test-results/accuracy/", import.meta.url));
let built = 0;

function changedPlugin({ transformKnowledge = (_, data) => data, silenced = {} }: EngineChanges): Plugin {
  return {
    name: "changed engine",
    setup(setup) {
      setup.onLoad({ filter: /\.yml$/ }, ({ path }) => ({
        contents: JSON.stringify(transformKnowledge(path, knowledgeOf(path))),
        loader: "json",
      }));
      setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const answer = Object.entries(silenced).find(([ending]) => path.endsWith(ending))?.[1];
        return answer === undefined
          ? undefined
          : { contents: silent(readFileSync(path, "utf8"), answer), loader: "ts" };
      });
    },
  };
}

const compiled = new Map<string, unknown>();

function knowledgeOf(path: string): unknown {
  if (!compiled.has(path)) compiled.set(path, JSON.parse(compileKnowledge(path)));
  return compiled.get(path);
}

/** The module's exported functions, all with the same answer. */
function silent(source: string, answer: string): string {
  const names = [...source.matchAll(/^export function (\w+)/gm)].map((match) => match[1]!);
  return names.map((name) => `export const ${name} = () => ${answer};`).join("\n");
}
