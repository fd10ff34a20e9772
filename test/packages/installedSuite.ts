import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { activationSuite } from "../editor/suite/activation.ts";
import { diagnosticSuite } from "../editor/suite/diagnostics.ts";
import { runSuites } from "../editor/suite/runSuites.ts";

/** Called by the extension host. */
export async function run(): Promise<void> {
  await runSuites([installedSuite, activationSuite, diagnosticSuite]);
}

function installedSuite(): void {
  describe("the extension", () => {
    it("is the one that was installed from the package", () => {
      const extension = vscode.extensions.getExtension("fieldguard.fieldguard");
      assert.match(extension?.extensionPath ?? "none", /[/\\]extensions[/\\]fieldguard\.fieldguard-[\d.]+$/);
    });
  });
}
