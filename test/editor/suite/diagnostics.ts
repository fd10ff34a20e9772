import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import {
  eventually,
  fieldguard,
  fileUri,
  findings,
  MODELS,
  open,
  ours,
  replace,
  ruleOf,
  withRestored,
} from "./editor.ts";

export function diagnosticSuite(): void {
  describe("diagnostics", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("are there once, whether the file is not open yet, open, or closed again", async () => {
      const uri = fileUri("clinic/models.py");
      const isOpen = (): boolean => vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path);
      const rules = (): readonly unknown[] => ours({ uri }).map(ruleOf);
      assert(!isOpen());
      await eventually("a finding in a file that is not open", () => {
        assert.deepEqual(rules(), ["storage/plaintext-field"]);
      });
      // Otherwise VS Code would keep it for minutes.
      await vscode.commands.executeCommand("vscode.open", uri);
      await eventually("its marks", () => api.highlights(vscode.window.activeTextEditor!).length > 0);
      await quiet();
      assert.deepEqual(rules(), ["storage/plaintext-field"]);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await eventually("it is closed", () => !isOpen());
      await quiet();
      assert.deepEqual(rules(), ["storage/plaintext-field"]);
    });

    it("mark restricted fields in plain text, by name, as warnings", async () => {
      const { document } = await open("clinic/models.py");
      await eventually("a finding on diagnosis", () => {
        assert.deepEqual(findings(document), ["diagnosis: storage/plaintext-field"]);
      });
      const [finding] = ours(document);
      assert.equal(finding?.severity, vscode.DiagnosticSeverity.Warning);
      assert.match(finding.message, /plain text/);
    });

    it("leave e-mail addresses out of Problems", async () => {
      const { document } = await open(MODELS);
      await eventually("findings", () => ours(document).length > 0);
      const email = ours(document).filter(({ range }) => document.getText(range) === "email");
      assert.deepEqual(
        email.map(({ severity }) => severity),
        [vscode.DiagnosticSeverity.Hint],
      );
    });

    it("follow the text while it is edited", async () => {
      await withRestored("clinic/models.py", async (editor) => {
        await replace(
          editor,
          "sort_order = models.PositiveIntegerField(default=0)",
          "blood_type = models.CharField(max_length=3)",
        );
        await eventually("a finding on the new name", () => {
          assert.deepEqual(
            findings(editor.document).map((text) => text.split(":")[0]),
            ["diagnosis", "blood_type"],
          );
        });
        await replace(
          editor,
          "diagnosis = models.TextField(blank=True)",
          "sort_order = models.PositiveIntegerField(default=0)",
        );
        await eventually("the finding on the old name goes", () => {
          assert.deepEqual(
            findings(editor.document).map((text) => text.split(":")[0]),
            ["blood_type"],
          );
        });
      });
    });

    it("stay above and below a line that is half typed", async () => {
      await withRestored(MODELS, async (editor) => {
        const { document } = editor;
        await eventually("findings", () => ours(document).length > 0);
        const names = findings(document);
        await replace(editor, "    newsletter", "    phone = models.CharField(\n    newsletter");
        // Nothing announces that nothing happens: wait for the server's answer to a question about the new text.
        await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(0, 0));
        await quiet();
        for (const name of names) assert(findings(document).includes(name), `${name} has gone`);
      });
    });

    it("are not made for files without models", async () => {
      const { document } = await open("people/views.py");
      await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, new vscode.Position(0, 0));
      assert.deepEqual(ours(document), []);
    });
  });
}

/** Time for what nothing announces. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 600));
}
