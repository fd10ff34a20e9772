import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { fieldguard, MODELS, open, rangeOf } from "./editor.ts";

export function hoverSuite(): void {
  describe("hover", () => {
    before(fieldguard);

    it("says what the field holds, how sensitive that is, and why", async () => {
      const { document } = await open(MODELS);
      const text = await hoverText(document, rangeOf(document, "national_id").start.translate(0, 3));
      assert.match(text, /restricted/i);
      assert.match(text, /national/i);
      assert.match(text, /%/);
    });

    it("says it of an attribute in another file, too", async () => {
      const { document } = await open("people/views.py");
      const use = rangeOf(document, "customer.email");
      const text = await hoverText(document, use.end.translate(0, -2));
      assert.match(text, /Customer\.email/);
      assert.match(text, /people\/models/);
    });

    it("says nothing about a field that is not sensitive", async () => {
      const { document } = await open(MODELS);
      const text = await hoverText(document, rangeOf(document, "newsletter").start.translate(0, 3));
      assert.doesNotMatch(text, /restricted|confidential/i);
    });
  });
}

async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
    .join("\n");
}
