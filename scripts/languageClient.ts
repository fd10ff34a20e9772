/**
 * Leaves out of `vscode-languageclient` what our server never offers. The library registers a feature for everything
 * that the protocol knows, which no bundler can see through: more than a quarter of the client's bundle would be code
 * that never runs but is loaded whenever the extension starts.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** The library's modules that stay, with the server capability that needs them; null: needed whatever is offered. */
export const CLIENT_FEATURES: Readonly<Record<string, string | null>> = {
  codeAction: "codeActionProvider",
  codeLens: "codeLensProvider",
  configuration: null,
  diagnostic: "diagnosticProvider",
  fileSystemWatcher: null,
  hover: "hoverProvider",
  notebook: null,
  progress: null,
  textSynchronization: "textDocumentSync",
  workspaceFolder: "workspace",
};

/** In place of the largest feature: other features look for this one, and our server never reads notebooks. */
const NO_NOTEBOOKS = `
const never = () => ({ dispose() {} });
exports.NotebookDocumentSyncFeature = class {
  static CellScheme = "vscode-notebook-cell";
  registrationType = { method: "notebookDocument/sync" };
  onOpenNotificationSent = never;
  onChangeNotificationSent = never;
  onSaveNotificationSent = never;
  onCloseNotificationSent = never;
  handles() { return false; }
  fillClientCapabilities() {}
  initialize() {}
  register() {}
  unregister() {}
  getState() { return { kind: "static" }; }
  clear() {}
};`;

/**
 * The library looks with it for tabs whose text is not loaded, for clients that ask for that. It would bring a whole
 * reader of globs.
 */
const NO_GLOBS = "exports.matchGlobPattern = () => false;";

/** The helper that TypeScript puts into every module of the library: none of its imports needs it. */
const IMPORT_HELPERS = /^var __createBinding = [^]*?^var __importStar = [^]*?^\}\)\(\);\n/m;

export const languageClientPlugin: Plugin = {
  name: "languageClient",
  setup(build) {
    build.onLoad({ filter: /[/\\]vscode-languageclient[/\\]lib[/\\]common[/\\]notebook\.js$/ }, () => ({
      contents: NO_NOTEBOOKS,
      loader: "js",
    }));
    build.onLoad({ filter: /[/\\]vscode-languageclient[/\\]lib[/\\]common[/\\]utils[/\\]globPattern\.js$/ }, () => ({
      contents: NO_GLOBS,
      loader: "js",
    }));
    build.onLoad(
      { filter: /[/\\]vscode-(languageclient|languageserver-protocol|jsonrpc)[/\\]lib[/\\].*\.js$/ },
      ({ path }) => {
        const text = withoutImportHelpers(readFileSync(path, "utf8"));
        return {
          contents: /languageclient[/\\]lib[/\\]common[/\\]client\.js$/.test(path) ? withoutFeatures(text) : text,
          loader: "js",
        };
      },
    );
    // The library asks for the editor's version, which `engines` in our manifest has settled already.
    build.onLoad({ filter: /[/\\]semver[/\\]functions[/\\](parse|satisfies)\.js$/ }, () => ({
      contents: "module.exports = () => true;",
      loader: "js",
    }));
  },
};

function withoutImportHelpers(text: string): string {
  if (/__exportStar|__createBinding\(/.test(text.replace(IMPORT_HELPERS, ""))) return text;
  return text.replace(IMPORT_HELPERS, "").replace(/__importStar\((require\("[^"]+"\))\)/g, "$1");
}

/** @throws Error when the library is no longer written the way this expects */
function withoutFeatures(text: string): string {
  const registered = new Set([...text.matchAll(/registerFeature\(new (\w+)_1\./g)].map((match) => match[1]!));
  const missing = Object.keys(CLIENT_FEATURES).filter((name) => !text.includes(`new ${name}_1.`));
  if (missing.length > 0) throw new Error(`vscode-languageclient has no feature ${missing.join(", ")} any more`);
  let result = text;
  for (const name of registered) {
    if (name in CLIENT_FEATURES) continue;
    result = result
      .replace(`const ${name}_1 = require("./${name}");\n`, "")
      .replace(new RegExp(`^ *this\\.registerFeature\\(new ${name}_1\\..*\\n`, "gm"), "");
    if (result.includes(`${name}_1`)) throw new Error(`vscode-languageclient needs ${name}`);
  }
  return result;
}
