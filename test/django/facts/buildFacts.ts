import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { knowledgeBundlerPlugin } from "../../../scripts/knowledge.ts";

const FOLDER = fileURLToPath(new URL("../../../test-results/django/", import.meta.url));

/** What of the engine is held against a real Django: bundled, since Node cannot load the engine's knowledge. */
export async function buildFacts(): Promise<typeof import("./engineFacts.ts")> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = join(FOLDER, `facts-${process.pid}.cjs`);
  await build({
    entryPoints: [fileURLToPath(new URL("engineFacts.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    logLevel: "silent",
    plugins: [knowledgeBundlerPlugin],
  });
  const facts = (await import(pathToFileURL(outfile).href)) as typeof import("./engineFacts.ts");
  rmSync(outfile);
  return facts;
}
