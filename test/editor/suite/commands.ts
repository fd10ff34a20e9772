import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { fieldguard, MODELS, open, rangeOf, treeField } from "./editor.ts";
import { hasPerson, person } from "./person.ts";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export function commandSuite(): void {
  describe("commands", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("of the manifest are all registered", async () => {
      const manifest = vscode.extensions.getExtension("fieldguard.fieldguard")?.packageJSON as Manifest;
      const registered = await vscode.commands.getCommands(true);
      const missing = manifest.contributes.commands.filter(({ command }) => !registered.includes(command));
      assert.deepEqual(missing, []);
    });

    it("Show Status opens a page without names of fields", async () => {
      await vscode.commands.executeCommand("fieldguard.showStatus");
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse("fieldguard-notes:/Status"));
      assert.match(page.getText(), /^# Status/);
      assert.match(page.getText(), /Sensitive \| \d/);
      assert.doesNotMatch(page.getText(), /national_id/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("Show Output shows what was logged", async function () {
      if (!hasPerson) this.skip();
      await vscode.commands.executeCommand("fieldguard.showOutput");
      await person({ selector: '.part.panel .title:has-text("Fieldguard"), .part.panel .title :text("Fieldguard")' });
      await vscode.commands.executeCommand("workbench.action.closePanel");
    });

    it("Explain Field goes to the field's name on the cursor's line", async () => {
      const editor = await open(MODELS);
      const name = rangeOf(editor.document, "national_id");
      const end = editor.document.lineAt(name.start.line).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand("fieldguard.explainField");
      assert.deepEqual(editor.selection.active, name.start);
    });

    it("Copy Selector gives what the command line takes", async () => {
      const { node } = treeField(api.treeItems(), "Customer.email");
      await vscode.commands.executeCommand("fieldguard.copyPath", node);
      assert.equal(await vscode.env.clipboard.readText(), "people/models.py::Customer.email");
    });
  });
}
