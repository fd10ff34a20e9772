import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { eventually, fieldguard, fileUri, open, ours } from "./editor.ts";
import { person } from "./person.ts";
import { runSuites } from "./runSuites.ts";
import { STATUS_BAR_ITEM } from "./statusBarItem.ts";

/** A folder with Python, and no models. */
export function run(): Promise<void> {
  return runSuites([nothingToShowSuite]);
}

function nothingToShowSuite(): void {
  describe("a folder without models", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("says in the view what is looked for", async () => {
      await vscode.commands.executeCommand("fieldguard.classification.focus");
      await person({ selector: '.welcome-view-content:has-text("No sensitive fields here")' });
      assert.deepEqual(api.treeItems(), []);
    });

    it("says in the view of leaks that there are none", async () => {
      await vscode.commands.executeCommand("fieldguard.leaks.focus");
      await eventually("all is looked at", () => api.leaksState() === "ready");
      await person({ selector: '.welcome-view-content:has-text("No sensitive value was found to leak")' });
      assert.deepEqual(api.leakItems(), []);
    });

    it("has no badge and nothing in the status bar", async () => {
      assert.equal(api.badge(), 0);
      await person(
        { selector: ".statusbar" },
        { selector: STATUS_BAR_ITEM, isAbsent: true },
        { selector: ".activitybar .action-item:has(a[aria-label^='Fieldguard']) .badge", isAbsent: true },
      );
    });

    it("has no findings in its files", async () => {
      const { document } = await open("tool.py");
      await vscode.commands.executeCommand(
        "vscode.executeHoverProvider",
        fileUri("tool.py"),
        new vscode.Position(0, 0),
      );
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.deepEqual(ours(document), []);
    });
  });
}
