import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, fieldguard, lenses, MODELS, open } from "./editor.ts";

export function settingSuite(): void {
  describe("settings", () => {
    before(fieldguard);

    it("fieldguard.codeLens.enabled turns the lenses off and on", async () => {
      const { document } = await open(MODELS);
      await eventually("a lens above Customer", async () => {
        const titles = await lenses(document);
        assert(
          titles.some((title) => title.includes("restricted")),
          titles.join("\n"),
        );
      });
      const setting = vscode.workspace.getConfiguration("fieldguard.codeLens");
      await setting.update("enabled", false, vscode.ConfigurationTarget.Global);
      try {
        await eventually("no lens", async () => {
          assert.deepEqual(await lenses(document), []);
        });
      } finally {
        await setting.update("enabled", undefined, vscode.ConfigurationTarget.Global);
      }
      await eventually("the lens is back", async () => (await lenses(document)).length > 0);
    });
  });
}
