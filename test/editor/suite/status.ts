import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { fieldguard, MODELS, open } from "./editor.ts";
import { hasPerson, languageStatus, person, statusBarItem } from "./person.ts";

export const WORKSPACE_STATUS = statusBarItem("Fieldguard: 4 sensitive fields, 3 lack their treatment");
export const FILE_STATUS = languageStatus("3 sensitive fields, 2 lack their treatment");

export function statusSuite(): void {
  describe("the status bar", () => {
    before(fieldguard);

    it("counts what lacks its treatment in the workspace", async function () {
      if (!hasPerson) this.skip();
      await person(WORKSPACE_STATUS, { selector: `${WORKSPACE_STATUS.selector}:has-text("3")` });
    });

    it("counts, beside the language, what lacks its treatment in the file that is seen", async function () {
      if (!hasPerson) this.skip();
      await open(MODELS);
      await person(FILE_STATUS);
      await open("people/views.py");
      await person({ ...FILE_STATUS, isAbsent: true });
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
}
