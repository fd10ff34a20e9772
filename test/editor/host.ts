import { join } from "node:path";
import { installed, npm, npmInstall } from "./install.ts";

const CODE_SERVER = "4.139.1";
const VSCODE = join("node_modules", "code-server", "lib", "vscode");

/**
 * The entry point of a VS Code server with its web workbench, installed on first use. code-server's package on npm holds
 * a complete build of it; nothing else of that package is used.
 */
export async function vscodeServer(): Promise<string> {
  const folder = await installed({
    name: `code-server@${CODE_SERVER}`,
    announcement: "a VS Code server (600 MB, about a minute)",
    async make(target) {
      await npmInstall(target, `code-server@${CODE_SERVER}`);
      const vscode = join(target, VSCODE);
      await npm(vscode, ["install", "--omit=dev", "--ignore-scripts"]);
      // Without these two the extension host does not start. The other native add-ons are not needed.
      await npm(vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"]).catch((error: unknown) => {
        const needed = "a C++ compiler, make and Python (on Debian: build-essential and python3)";
        throw new Error(`two add-ons of the VS Code server do not compile: they need ${needed}`, { cause: error });
      });
    },
  });
  return join(folder, VSCODE, "out", "server-main.js");
}
