import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { FIX_PLAN_REQUEST, type FixRequest } from "../../../server/src/protocol.ts";
import {
  eventually,
  fieldguard,
  fileUri,
  findings,
  lenses,
  MODELS,
  ours,
  replace,
  savedText,
  withRestored,
} from "./editor.ts";
import { hasPerson, person, previewButton } from "./person.ts";

const SCHEME = "git";

export function mannersSuite(): void {
  describe("manners", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("an older version, an unsaved text and a cell of a notebook are left alone", async () => {
      const models = await savedText(MODELS);
      const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: () => models,
      });
      try {
        const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, models, "python");
        const notebook = await vscode.workspace.openNotebookDocument(
          "jupyter-notebook",
          new vscode.NotebookData([cell]),
        );
        const documents = [
          await vscode.workspace.openTextDocument(fileUri(MODELS).with({ scheme: SCHEME, query: "HEAD" })),
          await vscode.workspace.openTextDocument({ language: "python", content: models }),
          notebook.cellAt(0).document,
        ];
        for (const document of documents) {
          assert.equal(document.languageId, "python");
          assert.match(document.getText(), /national_id/);
        }
        for (const document of documents.slice(0, 2)) {
          const editor = await vscode.window.showTextDocument(document);
          await settled();
          assert.deepEqual(api.highlights(editor), [], document.uri.toString());
          assert.deepEqual(await lenses(document), [], document.uri.toString());
        }
        await vscode.window.showNotebookDocument(notebook);
        await settled();
        for (const editor of vscode.window.visibleTextEditors) assert.deepEqual(api.highlights(editor), []);
        for (const document of documents) assert.deepEqual(ours(document), [], document.uri.toString());
      } finally {
        provider.dispose();
        await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      }
    });

    it("unsaved text wins over the file, and the file over text that was thrown away", async () => {
      await withRestored("clinic/models.py", async (editor) => {
        await replace(editor, "diagnosis = models.TextField(blank=True)", "is_active = models.BooleanField()");
        await eventually("the unsaved text", () => {
          assert.deepEqual(findings(editor.document), []);
          assert(!api.treeItems().some(({ children }) => children.some(({ label }) => label === "Patient")));
        });
        assert.match(await savedText("clinic/models.py"), /diagnosis/);
        await vscode.commands.executeCommand("workbench.action.files.revert");
        await eventually("the file", () => {
          assert.deepEqual(findings(editor.document), ["diagnosis: storage/plaintext-field"]);
        });
      });
    });

    it("a fix lands at its field, though the text changes while it is planned, or nowhere", async () => {
      await withRestored(MODELS, async (editor) => {
        const { client } = api.server;
        const sendRequest = client.sendRequest.bind(client) as (...args: unknown[]) => Promise<unknown>;
        let timesToType = 1;
        const typing = async (...args: unknown[]): Promise<unknown> => {
          const answer = await sendRequest(...args);
          if (args[0] === FIX_PLAN_REQUEST && timesToType-- > 0) {
            await editor.edit((edit) => {
              edit.insert(new vscode.Position(0, 0), "# one\n# two\n");
            });
          }
          return answer;
        };
        const uri = editor.document.uri.toString();
        const ignore = (field: string): Thenable<boolean> => {
          const request: FixRequest = { uri, entity: "Customer", field, fixId: "ignore", asks: null };
          return vscode.commands.executeCommand("fieldguard.applyFix", request);
        };
        Object.assign(client, { sendRequest: typing });
        try {
          assert.equal(await ignore("national_id"), true);
          assert.match(editor.document.getText(), / {4}# fieldguard: ignore .*\n {4}national_id = /);
          timesToType = 2;
          assert.equal(await ignore("passport_number"), false);
          assert.equal(editor.document.getText().split("fieldguard: ignore").length, 2);
        } finally {
          Object.assign(client, { sendRequest });
        }
      });
    });

    it("one Undo takes back a fix of several files", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        const paths = [MODELS, "requirements.txt", "config/settings.py"];
        const textsOf = (): Promise<string[]> =>
          Promise.all(paths.map(async (path) => (await vscode.workspace.openTextDocument(fileUri(path))).getText()));
        const before = await textsOf();
        const request: FixRequest = {
          uri: document.uri.toString(),
          entity: "Customer",
          field: "national_id",
          fixId: "encrypt",
          asks: null,
        };
        await Promise.all([
          vscode.commands.executeCommand("fieldguard.applyFix", request),
          person(previewButton("Apply")),
        ]);
        await eventually("all files have changed", async () => {
          for (const [index, text] of (await textsOf()).entries()) assert.notEqual(text, before[index], paths[index]);
        });
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand("undo");
        await eventually("all files are as before", async () => {
          assert.deepEqual(await textsOf(), before);
        });
      });
    });
  });
}

/** Nothing announces that nothing happens: waits for the answer to a question, and for what follows it. */
async function settled(): Promise<void> {
  await vscode.commands.executeCommand("vscode.executeHoverProvider", fileUri(MODELS), new vscode.Position(0, 0));
  await new Promise((resolve) => setTimeout(resolve, 600));
}
