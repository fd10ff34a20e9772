/** Bundles everything that ships into `dist/`. `--watch` keeps doing so. */
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type BuildOptions, build, context } from "esbuild";
import { knowledgeBesidePlugin, knowledgeBundlerPlugin, writeKnowledgeBeside } from "./knowledge.ts";
import { languageClientPlugin } from "./languageClient.ts";
import { plainGrammarPlugin } from "./plainGrammar.ts";
import { productContent } from "./productContent.ts";
import { secretlintPlugin } from "./secretlint.ts";

const watch = process.argv.includes("--watch");

const shared: BuildOptions = {
  bundle: true,
  platform: "node",
  format: "cjs",
  // The command line runs on Node 20 and up; VS Code ships a newer one.
  target: "node20",
  minify: !watch,
  // Beside the bundles but not named in them: they ship with nothing, and read the stack traces of what shipped.
  sourcemap: watch ? "linked" : "external",
  legalComments: "none",
  // What is watched is bundled.
  plugins: [watch ? knowledgeBundlerPlugin : knowledgeBesidePlugin, plainGrammarPlugin, languageClientPlugin],
  define: watch ? {} : { PRODUCT_CONTENT: JSON.stringify(productContent()) },
  logLevel: "info",
};

const browser: BuildOptions = {
  ...shared,
  platform: "browser",
  plugins: [knowledgeBundlerPlugin, plainGrammarPlugin, languageClientPlugin],
};
const page: BuildOptions = { ...browser, format: "iife", target: "chrome140" };
const web: BuildOptions = { ...browser, target: "es2022" };

const bundles: BuildOptions[] = [
  { ...shared, entryPoints: ["server/src/main.cli.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
  { ...shared, entryPoints: ["server/src/main.node.ts"], outfile: "dist/server.cjs" },
  {
    ...shared,
    plugins: [...(shared.plugins ?? []), secretlintPlugin],
    entryPoints: ["server/src/main.detectors.ts"],
    outfile: "dist/valueDetectors.cjs",
  },
  // Drivers of the system's own are loaded where somebody has them, which nobody needs.
  { ...shared, entryPoints: ["server/src/main.databases.ts"], outfile: "dist/databases.cjs", external: ["pg-native"] },
  { ...shared, entryPoints: ["client/src/extension.node.ts"], outfile: "dist/client.cjs", external: ["vscode"] },
  // The oldest VS Code that we run in shows webviews with Chromium 140.
  { ...page, entryPoints: ["client/webview/main.ts"], outfile: "dist/panel.js" },
  { ...page, entryPoints: ["client/webview/panel.css"], outfile: "dist/panel.css" },
  // A classic script that needs nothing else: its text is handed to the worker.
  { ...web, entryPoints: ["server/src/main.browser.ts"], outfile: "dist/server.worker.js", format: "iife" },
  // With another ending the `"type"` of the manifest would make a module of it, which this host does not load.
  {
    ...web,
    entryPoints: ["client/src/extension.browser.ts"],
    outfile: "dist/client.browser.cjs",
    external: ["vscode"],
  },
];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
// `dist/` alone is enough to run the command line, whatever package.json lies around it.
writeFileSync("dist/package.json", '{ "type": "commonjs" }\n');
cpSync("node_modules/sql.js/dist/sql-wasm.wasm", "dist/sql-wasm.wasm");
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  writeKnowledgeBeside("dist");
  await Promise.all(bundles.map((options) => build(options)));
  chmodSync("dist/cli.js", 0o755);
}
