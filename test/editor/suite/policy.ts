import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, fieldguard, fileUri, findings, MODELS, ours, replace, withRestored } from "./editor.ts";

export function policySuite(): void {
  describe("Create Policy File", () => {
    before(fieldguard);

    it("makes a policy that decides nothing, opens it, and opens it again", async () => {
      await withRestored(MODELS, async ({ document }) => {
        await eventually("findings", () => findings(document).length > 0);
        const before = findings(document);
        // Its tab is to stay beside the policy's.
        await vscode.window.showTextDocument(document, { preview: false });
        await vscode.commands.executeCommand("fieldguard.createPolicy");
        const editor = vscode.window.activeTextEditor;
        assert(editor);
        assert.equal(editor.document.uri.toString(), fileUri("fieldguard.yml").toString());
        assert.match(editor.document.getText(), /^version: 1$/m);
        await replace(editor, "# rules:\n#   storage/plaintext-field: error", "rules:\n  storage/plaintext-field: off");
        await eventually("what is typed takes effect", () => findings(document).length === 0);
        assert.deepEqual(ours(editor.document), []);
        await replace(editor, "storage/plaintext-field: off", "storage/plaintext-field: warning");
        await eventually("and so does what is typed next", () => {
          assert.deepEqual(findings(document), before);
        });
        await vscode.commands.executeCommand("fieldguard.createPolicy");
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
      });
    });
  });
}
