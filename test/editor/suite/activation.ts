import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { fieldguard } from "./editor.ts";

export function activationSuite(): void {
  describe("activation", () => {
    it("happens in a workspace with manage.py, without a file being opened", async () => {
      const extension = vscode.extensions.getExtension("fieldguard.fieldguard");
      assert(extension);
      assert.equal(vscode.window.visibleTextEditors.length, 0);
      await fieldguard();
      assert(extension.isActive);
    });
  });
}
