import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { TestApi } from "../../../client/src/testApi.ts";
import { STATUS_REQUEST } from "../../../server/src/protocol.ts";
import { eventually, fieldguard, findings, lenses, MODELS, open } from "./editor.ts";
import { hasPerson, person, signs, statusBarItem } from "./person.ts";
import { FILE_STATUS, WORKSPACE_STATUS } from "./status.ts";

export function pauseSuite(): void {
  describe("Pause for this Workspace", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("takes findings, marks, lenses and tree away, and Resume brings them back", async () => {
      const editor = await open(MODELS);
      const shown = async (): Promise<boolean> =>
        findings(editor.document).length > 0 &&
        api.highlights(editor).length > 0 &&
        (await lenses(editor.document)).length > 0 &&
        api.treeItems().length > 0;
      await eventually("something is shown", shown);
      await vscode.commands.executeCommand("fieldguard.pause");
      try {
        await eventually("nothing is shown", async () => {
          assert.deepEqual(findings(editor.document), []);
          assert.deepEqual(api.highlights(editor), []);
          assert.deepEqual(await lenses(editor.document), []);
          assert.deepEqual(api.treeItems(), []);
        });
        assert.equal(api.server.state, "stopped");
      } finally {
        await vscode.commands.executeCommand("fieldguard.resume");
      }
      await eventually("everything is shown again", shown);
    });

    it("is said in the status bar, where nothing is counted meanwhile", async function () {
      if (!hasPerson) this.skip();
      await open(MODELS);
      await person(WORKSPACE_STATUS, FILE_STATUS);
      await vscode.commands.executeCommand("fieldguard.pause");
      try {
        const paused = statusBarItem("Fieldguard is paused in this workspace. Click to resume.");
        await person({ ...FILE_STATUS, isAbsent: true }, signs(), { ...paused, click: true });
        await person(WORKSPACE_STATUS, FILE_STATUS);
      } finally {
        await vscode.commands.executeCommand("fieldguard.resume");
      }
    });

    it("starts no server for a report, and asks for no format in vain", async () => {
      await vscode.commands.executeCommand("fieldguard.pause");
      try {
        // Some keys and extensions run a command that is not enabled.
        await assert.rejects(async () => {
          await vscode.commands.executeCommand("fieldguard.exportReport");
        }, /not running/);
        await assert.rejects(api.server.sendRequest(STATUS_REQUEST), /not running/);
        assert.equal(api.server.state, "stopped");
      } finally {
        await vscode.commands.executeCommand("fieldguard.resume");
      }
    });

    it("stops a server that is just starting", async () => {
      await vscode.commands.executeCommand("fieldguard.pause");
      const clients: BaseLanguageClient[] = [];
      const listener = api.server.onDidMakeClient((client) => clients.push(client));
      await Promise.all([
        vscode.commands.executeCommand("fieldguard.resume"),
        vscode.commands.executeCommand("fieldguard.pause"),
      ]);
      listener.dispose();
      assert.equal(api.server.state, "stopped");
      assert(!clients.some((client) => client.isRunning()));
      await vscode.commands.executeCommand("fieldguard.resume");
    });

    it("ends with Scan Workspace, which a person asks for", async () => {
      await vscode.commands.executeCommand("fieldguard.pause");
      await vscode.commands.executeCommand("fieldguard.scanWorkspace");
      await eventually("the tree is filled", () => api.treeItems().length > 0);
      const editor = await open(MODELS);
      await eventually("findings", () => findings(editor.document).length > 0);
    });
  });
}
