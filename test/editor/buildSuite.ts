import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build as bundle, type BuildOptions, type Plugin } from "esbuild";
import { CACHE, ROOT } from "./paths.ts";

const ENTRY = join(import.meta.dirname, "suite", "index.ts");

const shared: BuildOptions = {
  bundle: true,
  format: "cjs",
  sourcemap: "inline",
  logLevel: "warning",
};

/** Bundles a suite for the extension host that runs in Node. Mocha stays outside: it is found from the bundle's place. */
export async function buildSuite(entry = ENTRY): Promise<string> {
  const outfile = join(CACHE, "suite", `${basename(entry, ".ts")}.cjs`);
  await bundle({
    ...shared,
    entryPoints: [entry],
    outfile,
    platform: "node",
    target: "node22",
    define: { FIELDGUARD_HOST: '"node"' },
    external: ["vscode", "mocha"],
  });
  return outfile;
}

/**
 * Bundles a suite for the extension host that runs in a browser. It has no modules of Node and loads one file, which
 * it does not look at unless it lies in the extension.
 */
export async function buildWebSuite(entry: string, extension: string): Promise<string> {
  const outfile = join(extension, "suite", `${basename(entry, ".ts")}.cjs`);
  await bundle({
    ...shared,
    entryPoints: [entry],
    outfile,
    platform: "browser",
    target: "es2023",
    define: { FIELDGUARD_HOST: '"web"' },
    external: ["vscode"],
    plugins: [webModules],
  });
  return outfile;
}

const webModules: Plugin = {
  name: "web-modules",
  setup(build) {
    const from = (name: string) => () => ({ path: join(import.meta.dirname, "webModules", name) });
    build.onResolve({ filter: /^mocha$/ }, from("mocha.ts"));
    build.onResolve({ filter: /^node:assert\/strict$/ }, from("assert.ts"));
    // Mocha's package says that all of it are modules. This file is none: it would export over the suite's own exports.
    build.onResolve({ filter: /^mocha\/mocha\.js$/ }, () => ({
      path: join(ROOT, "node_modules/mocha/mocha.js"),
      namespace: "script",
    }));
    build.onLoad({ filter: /./, namespace: "script" }, ({ path }) => ({ contents: readFileSync(path), loader: "js" }));
  },
};
