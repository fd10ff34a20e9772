import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { fieldguard, MODELS, open } from "./editor.ts";
import { hasPerson, person } from "./person.ts";

export function lensSuite(): void {
  describe("the lens above a model", () => {
    before(fieldguard);

    it("opens the panel on that model", async function () {
      if (!hasPerson) this.skip();
      await open(MODELS);
      await person(
        { selector: '.codelens-decoration a:has-text("restricted")', click: true },
        { selector: '.pictureFrame h2:has-text("Customer")', inPanel: true },
        { selector: '.toolbar [role=status]:has-text("3 of 4 fields")', inPanel: true },
      );
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
}
