import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, fieldguard, findings } from "./editor.ts";
import { hasFolders } from "./folders.ts";
import { Loans } from "./loans.ts";
import { runSuites } from "./runSuites.ts";

/** A workspace whose only folder is on no disk. */
export async function run(): Promise<void> {
  if (await hasFolders(1)) await runSuites([virtualSuite]);
}

function virtualSuite(): void {
  describe("a workspace that is on no disk", () => {
    it("has its findings", async () => {
      const { uri } = vscode.workspace.workspaceFolders![0]!;
      const provider = vscode.workspace.registerFileSystemProvider(uri.scheme, new Loans());
      await fieldguard();
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(uri, "models.py"));
      await vscode.window.showTextDocument(document);
      await eventually("findings", () => findings(document).length > 0);
      provider.dispose();
    });
  });
}
