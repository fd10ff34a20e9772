import { basename, join } from "node:path";
import { build } from "esbuild";
import { CACHE } from "./paths.ts";

/** Bundles the suite for the extension host. Mocha stays outside: it is found from the bundle's place. */
export async function buildSuite(entry = join(import.meta.dirname, "suite", "index.ts")): Promise<string> {
  const outfile = join(CACHE, "suite", `${basename(entry, ".ts")}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return outfile;
}
