import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import { eventually, fieldguard, MODELS, replace, treeField, treeFields, withRestored } from "./editor.ts";

export function treeSuite(): void {
  describe("the classification tree", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("holds the sensitive fields of files that were never opened, the worst first", () => {
      const items = api.treeItems();
      const fields = treeFields(items);
      assert(fields.includes("Restricted / Customer.national_id"), fields.join("\n"));
      assert(fields.includes("Restricted / Customer.passport_number"), fields.join("\n"));
      assert(fields.includes("Restricted / Patient.diagnosis"), fields.join("\n"));
      assert(fields.includes("Confidential / Customer.email"), fields.join("\n"));
      assert(!fields.some((field) => field.includes("newsletter") || field.includes("opened_at")));
      assert.equal(items.findIndex(({ label }) => label === "Restricted") < items.length - 1, true);
    });

    it("says of each field what it holds and how it is stored", () => {
      const field = treeField(api.treeItems(), "Customer.passport_number");
      assert.match(field.description, /passport.* · plain text/);
      assert.match(field.tooltip, /Restricted/);
      assert.match(field.contextValue, /\bprotectable\b/);
    });

    it("counts in its badge and groups what lacks its treatment, and nothing else", () => {
      const restricted = api.treeItems().find(({ label }) => label === "Restricted");
      assert.match(restricted?.description ?? "", /^3 of 3 lack their treatment$/);
      assert.equal(api.badge(), 3);
    });

    it("goes to the declaration on a click", async () => {
      const { node } = treeField(api.treeItems(), "Patient.diagnosis");
      await vscode.commands.executeCommand("fieldguard.goToField", node);
      const editor = vscode.window.activeTextEditor;
      assert(editor);
      assert.match(editor.document.fileName, /models\.py$/);
      assert.equal(editor.document.getText(editor.selection), "diagnosis");
    });

    it("follows unsaved edits and keeps the ids of what stays", async () => {
      const { id } = treeField(api.treeItems(), "Customer.national_id").node;
      await withRestored(MODELS, async (editor) => {
        await replace(editor, "    newsletter", "    blood_type = models.CharField(max_length=3)\n    newsletter");
        await eventually("the new field", () => treeField(api.treeItems(), "Customer.blood_type"));
        assert.equal(treeField(api.treeItems(), "Customer.national_id").node.id, id);
      });
      await eventually("it goes again", () => !treeFields(api.treeItems()).some((text) => text.includes("blood_type")));
    });
  });
}
