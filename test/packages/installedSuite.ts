import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { activationSuite } from "../editor/suite/activation.ts";
import { diagnosticSuite } from "../editor/suite/diagnostics.ts";
import { HOST } from "../editor/suite/host.ts";
import { runSuites } from "../editor/suite/runSuites.ts";

/** Called by the extension host; the same for every host. */
export async function run(): Promise<void> {
  await runSuites([installedSuite, activationSuite, diagnosticSuite]);
}

function installedSuite(): void {
  describe("the extension", () => {
    // In a browser it is not installed, and its folder's name says nothing.
    if (HOST === "web") return;

    it("is the one that was installed from the package", () => {
      const extension = vscode.extensions.getExtension("fieldguard.fieldguard");
      assert.match(extension?.extensionPath ?? "none", /[/\\]extensions[/\\]fieldguard\.fieldguard-[\d.]+$/);
    });
  });
}
