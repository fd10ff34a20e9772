import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { eventually, fieldguard, fileUri, MODELS, open, replace, withRestored } from "./editor.ts";
import { hasPerson, person, signs } from "./person.ts";

export function highlightSuite(): void {
  describe("highlights", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("mark the names of sensitive fields, hollow while the treatment lacks", async () => {
      const editor = await open(MODELS);
      await eventually("the marks", () => {
        assert.deepEqual(api.highlights(editor), [
          "email: confidential ●",
          "national_id: restricted ○",
          "passport_number: restricted ○",
        ]);
      });
    });

    it("are drawn before the names, unless they are switched off", async function () {
      if (!hasPerson) this.skip();
      await open(MODELS);
      await person(signs("● email", "○ national_id", "○ passport_number"));
      const setting = vscode.workspace.getConfiguration("fieldguard.highlights");
      await setting.update("enabled", false, vscode.ConfigurationTarget.Global);
      try {
        await person(signs());
      } finally {
        await setting.update("enabled", undefined, vscode.ConfigurationTarget.Global);
      }
      await person(signs("● email", "○ national_id", "○ passport_number"));
    });

    it("follow the text", async () => {
      await withRestored("clinic/models.py", async (editor) => {
        await eventually("one mark", () => {
          assert.deepEqual(api.highlights(editor), ["diagnosis: restricted ○"]);
        });
        await replace(editor, "    sort_order", "    blood_type = models.CharField(max_length=3)\n    sort_order");
        await eventually("a mark on the new name", () => {
          assert.deepEqual(api.highlights(editor), ["diagnosis: restricted ○", "blood_type: restricted ○"]);
        });
        await replace(editor, "    blood_type = models.CharField(max_length=3)\n", "");
        await eventually("it goes with the name", () => {
          assert.deepEqual(api.highlights(editor), ["diagnosis: restricted ○"]);
        });
      });
    });

    it("are switched off and on by fieldguard.highlights.enabled", async () => {
      const editor = await open(MODELS);
      await eventually("marks", () => api.highlights(editor).length > 0);
      const setting = vscode.workspace.getConfiguration("fieldguard.highlights");
      await setting.update("enabled", false, vscode.ConfigurationTarget.Global);
      try {
        await eventually("no marks", () => api.highlights(editor).length === 0);
      } finally {
        await setting.update("enabled", undefined, vscode.ConfigurationTarget.Global);
      }
      await eventually("marks again", () => api.highlights(editor).length > 0);
    });

    it("are in no part of a merge", async () => {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      const side = { uri: fileUri("clinic/models.py"), title: "", description: "", detail: "" };
      const output = fileUri(MODELS);
      await vscode.commands.executeCommand("_open.mergeEditor", { base: output, input1: side, input2: side, output });
      const result = (): vscode.TextEditor | undefined =>
        vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === output.toString());
      await eventually("the result is seen", () => result() !== undefined);
      await vscode.commands.executeCommand("vscode.executeHoverProvider", output, new vscode.Position(0, 0));
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.deepEqual(api.highlights(result()!), []);
      if (hasPerson) await person({ selector: '.merge-editor .view-line:has-text("national_id")' }, signs());
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("are in no side of a diff", async () => {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      const beside = await open(MODELS);
      await eventually("marks in a plain editor", () => api.highlights(beside).length > 0);
      await vscode.commands.executeCommand("vscode.diff", fileUri("clinic/models.py"), fileUri(MODELS));
      await eventually("both sides are seen", () => vscode.window.visibleTextEditors.length === 2);
      // Nothing announces that nothing happens: wait for the answer to a question about the same text.
      await vscode.commands.executeCommand("vscode.executeHoverProvider", fileUri(MODELS), new vscode.Position(0, 0));
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.equal(vscode.window.visibleTextEditors.length, 2);
      for (const editor of vscode.window.visibleTextEditors) assert.deepEqual(api.highlights(editor), []);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
}
