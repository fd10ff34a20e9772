import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { STATUS_REQUEST, type StatusResult } from "../../../server/src/protocol.ts";
import { eventually, fieldguard, findings } from "./editor.ts";
import { hasFolders } from "./folders.ts";
import { Loans } from "./loans.ts";
import { hasPerson, person } from "./person.ts";
import { runSuites } from "./runSuites.ts";

/** A workspace of two folders, `project` and `shop`. */
export async function run(): Promise<void> {
  if (await hasFolders(2)) await runSuites([multiRootSuite]);
}

function multiRootSuite(): void {
  describe("a workspace of several folders", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    const sensitive = async (): Promise<Record<string, number>> => {
      const { folders } = await api.server.sendRequest<StatusResult>(STATUS_REQUEST);
      return Object.fromEntries<number>(
        folders.map(({ uri, sensitive: count }) => [vscode.Uri.parse(uri).path.split("/").at(-1) ?? "", count]),
      );
    };

    it("is read as a whole, each file once", async () => {
      const counts = await sensitive();
      assert.deepEqual(Object.keys(counts).sort(), ["project", "shop"]);
      assert(counts.project! > 0 && counts.shop! > 0, JSON.stringify(counts));
    });

    it("has findings in every folder", async () => {
      for (const [index, path] of ["people/models.py", "shop/models.py"].entries()) {
        const folder = vscode.workspace.workspaceFolders![index]!;
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
        await vscode.window.showTextDocument(document);
        await eventually(`findings in ${folder.name}`, () => findings(document).length > 0);
      }
    });

    it("takes in a folder of another kind, which is on no disk", async () => {
      const folder = vscode.Uri.parse("memory:/loans");
      const provider = vscode.workspace.registerFileSystemProvider("memory", new Loans());
      const count = vscode.workspace.workspaceFolders!.length;
      const badge = api.badge();
      try {
        assert(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: folder }));
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "models.py"));
        const editor = await vscode.window.showTextDocument(document);
        await eventually(
          "findings and marks",
          () => findings(document).length > 0 && api.highlights(editor).length > 0,
        );
        assert.deepEqual(Object.keys(await sensitive()).sort(), ["loans", "project", "shop"]);
      } finally {
        await vscode.commands.executeCommand("workbench.action.closeAllEditors");
        assert(vscode.workspace.updateWorkspaceFolders(count, 1));
        provider.dispose();
      }
      await eventually("it is gone", async () => {
        assert.deepEqual(Object.keys(await sensitive()).sort(), ["project", "shop"]);
        assert.equal(api.badge(), badge);
      });
    });

    it("is read until a person stops that, and as a whole when asked", async () => {
      const loans = new Loans();
      loans.levels = 60;
      loans.delay = 200;
      const provider = vscode.workspace.registerFileSystemProvider("memory", loans);
      const count = vscode.workspace.workspaceFolders!.length;
      const badge = api.badge();
      try {
        assert(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: vscode.Uri.parse("memory:/loans") }));
        if (hasPerson) await person({ selector: '.statusbar [aria-label*="Click to stop"]' });
        await eventually("some of it is read", () => api.badge() > badge);
        await eventually("it stops", async () => {
          await vscode.commands.executeCommand("fieldguard.stopScan");
          return api.state() === "ready";
        });
        assert.match(api.message(), /^Scan stopped after \d+ files: there may be more\.$/);
        assert(api.badge() < badge + loans.levels, String(api.badge()));
        loans.delay = 0;
        if (hasPerson) await person({ selector: '.statusbar [aria-label*="Click to scan all"]', click: true });
        else await vscode.commands.executeCommand("fieldguard.scanWorkspace");
        await eventually("all of it is read", () => {
          assert.equal(api.badge(), badge + loans.levels);
          assert.equal(api.message(), "");
        });
      } finally {
        assert(vscode.workspace.updateWorkspaceFolders(count, 1));
        provider.dispose();
      }
      await eventually("it is gone", () => {
        assert.equal(api.badge(), badge);
      });
    });

    it("lets go of a folder that is removed, and takes it back", async () => {
      const badge = api.badge();
      const { uri } = vscode.workspace.workspaceFolders![1]!;
      assert(vscode.workspace.updateWorkspaceFolders(1, 1));
      await eventually("the badge counts less", () => api.badge() < badge);
      assert.deepEqual(Object.keys(await sensitive()), ["project"]);
      assert(vscode.workspace.updateWorkspaceFolders(1, 0, { uri }));
      await eventually("the badge is as before", () => {
        assert.equal(api.badge(), badge);
      });
    });
  });
}
