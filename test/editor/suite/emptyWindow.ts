import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { fieldguard } from "./editor.ts";
import { person } from "./person.ts";
import { runSuites } from "./runSuites.ts";

/** A window without a folder. */
export function run(): Promise<void> {
  return runSuites([emptyWindowSuite]);
}

function emptyWindowSuite(): void {
  describe("a window without a folder", () => {
    let api: TestApi;
    before(async () => {
      assert.equal(vscode.workspace.workspaceFolders, undefined);
      api = await fieldguard();
    });

    it("shows in the view what to do", async () => {
      await vscode.commands.executeCommand("fieldguard.classification.focus");
      await person({ selector: '.welcome-view-content:has-text("Open a project")' });
      assert.deepEqual(api.treeItems(), []);
      assert.equal(api.badge(), 0);
    });

    it("has commands that do nothing where there is nothing to do", async () => {
      for (const command of ["explainField", "scanWorkspace", "createPolicy"]) {
        await vscode.commands.executeCommand(`fieldguard.${command}`);
        assert.equal(vscode.window.activeTextEditor, undefined, command);
        assert.deepEqual(api.treeItems(), [], command);
      }
      assert.equal(api.state(), "ready");
    });

    it("says in its status that nothing is open", async () => {
      await vscode.commands.executeCommand("fieldguard.showStatus");
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("fieldguard-notes:/Status"));
      assert.match(page.getText(), /^Open documents: 0 /m);
      assert.doesNotMatch(page.getText(), /Sensitive/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("leaves an unsaved text alone, whatever it is called", async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("untitled:/x/models.py"));
      const editor = await vscode.window.showTextDocument(document);
      assert.equal(document.languageId, "python");
      const content =
        "from django.db import models\nclass A(models.Model):\n    ssn = models.CharField(max_length=9)\n";
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 0), content);
      });
      await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(2, 5));
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    });
  });
}
