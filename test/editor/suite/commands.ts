import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { State } from "vscode-languageclient";
import type { TestApi } from "../../../client/src/testApi.ts";
import { eventually, fieldguard, findings, MODELS, open, rangeOf, treeField, treeFields } from "./editor.ts";
import { HOST } from "./host.ts";

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

    it("Restart Server brings back findings and tree", async () => {
      const { document } = await open(MODELS);
      await eventually("findings before", () => findings(document).length > 0);
      const before = findings(document);
      const fields = treeFields(api.treeItems());
      const states: State[] = [];
      const listener = api.client.onDidChangeState(({ newState }) => states.push(newState));
      await vscode.commands.executeCommand("fieldguard.restartServer");
      listener.dispose();
      assert.deepEqual(states, [State.Stopped, State.Starting, State.Running]);
      await eventually("the same findings", () => {
        assert.deepEqual(findings(document), before);
      });
      await eventually("the same tree", () => {
        assert.deepEqual(treeFields(api.treeItems()), fields);
      });
    });

    // A worker ends with its page alone.
    if (HOST === "web") return;

    it("a crashed server comes back by itself", async () => {
      const { document } = await open(MODELS);
      await eventually("findings before", () => findings(document).length > 0);
      const before = findings(document);
      const server = serverProcess(api);
      assert(server?.pid);
      process.kill(server.pid, "SIGKILL");
      await eventually("a new server", () => {
        const now = serverProcess(api)?.pid;
        return now !== undefined && now !== server.pid && api.state() === "ready";
      });
      await eventually("the same findings", () => {
        assert.deepEqual(findings(document), before);
      });
    });
  });
}

/** Where the extension host is a Node process, the server is one too. */
function serverProcess({ client }: TestApi): ChildProcess | undefined {
  return (client as { readonly serverProcess?: ChildProcess }).serverProcess;
}
