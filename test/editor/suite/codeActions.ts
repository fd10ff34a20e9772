import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import type { FixRequest } from "../../../server/src/protocol.ts";
import {
  eventually,
  fieldguard,
  findings,
  MODELS,
  open,
  rangeOf,
  savedText,
  treeField,
  treeFields,
  withRestored,
} from "./editor.ts";
import { answer, hasPerson, person, previewButton } from "./person.ts";

const NATIONAL_ID = "Customer.national_id";

export function codeActionSuite(): void {
  describe("code actions", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
    });

    it("offer protection first, then the two decisions", async () => {
      const { document } = await open(MODELS);
      const offered = await fixes(document, "national_id");
      const [first, ...rest] = offered.map(({ request }) => request.fixId);
      assert.equal(first, "encrypt");
      assert.deepEqual(rest.sort(), ["ignore", "set-category"]);
      assert.deepEqual(
        offered.filter(({ action }) => action.isPreferred).map(({ request }) => request.fixId),
        ["encrypt"],
      );
      assert.match(offered[0]?.action.title ?? "", /^Encrypt .*…$/);
    });

    it("are not offered on a field that is not sensitive", async () => {
      const { document } = await open(MODELS);
      assert.deepEqual(await fixes(document, "newsletter"), []);
    });

    it("Not sensitive asks for a reason, writes it down and is believed", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        await Promise.all([choose(document, "national_id", "ignore"), person(answer("the number of a loyalty card"))]);
        await eventually("the comment", () => {
          assert.match(document.getText(), /# fieldguard: ignore the number of a loyalty card/);
        });
        await eventually("the finding goes", () => !findings(document).join().includes("national_id"));
        await eventually("it leaves the tree", () => !treeFields(api.treeItems()).join().includes("national_id"));
      });
    });

    it("Set category asks for one and uses it", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        await Promise.all([
          choose(document, "national_id", "set-category"),
          person(answer("user.financial.bank_account")),
        ]);
        await eventually("the comment", () => {
          assert.match(document.getText(), /# fieldguard: category=user\.financial\.bank_account\n/);
        });
        await eventually("the tree shows it", () => {
          assert.match(treeField(api.treeItems(), NATIONAL_ID).description, /account/);
        });
      });
    });

    it("Encrypt changes all files that it takes, after they were reviewed", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        await Promise.all([choose(document, "national_id", "encrypt"), person(previewButton("Apply"))]);
        await eventually("the field's class", () => {
          assert.match(document.getText(), /national_id = Encrypted\w*\(/);
        });
        await eventually("the finding goes", () => !findings(document).join().includes("national_id"));
        await eventually("the tree shows it", () => {
          assert.match(treeField(api.treeItems(), NATIONAL_ID).description, /encrypted/);
        });
        assert.match(await savedText("requirements.txt"), /cryptography/);
        // With the test driver VS Code shows no toasts: what it has to say waits behind the bell.
        await vscode.commands.executeCommand("notifications.showList");
        await person({ selector: '.notifications-center .monaco-button:has-text("Show Notes")', click: true });
        await eventually("the notes", () =>
          vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === "fieldguard-notes"),
        );
      });
    });

    it("Protect all at the name of a class changes its fields in one preview, once in each file", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        const offered = await fixes(document, "Customer");
        const encrypt = offered.find(({ request }) => request.fixId === "encrypt");
        assert.match(encrypt?.action.title ?? "", /^Protect all 2 unprotected fields of Customer: encrypt/);
        assert.equal(encrypt?.request.field, null);
        await Promise.all([choose(document, "Customer", "encrypt"), person(previewButton("Apply"))]);
        await eventually("both fields' classes", () => {
          assert.match(document.getText(), /national_id = Encrypted\w*\(/);
          assert.match(document.getText(), /passport_number = Encrypted\w*\(/);
        });
        assert.match(document.getText(), /email = models\.EmailField\(\)/);
        await eventually("their findings go", () => !/national_id|passport_number/.test(findings(document).join()));
        assert.equal((await savedText("requirements.txt")).match(/cryptography/g)?.length, 1);
        // Nobody is asked a second time.
        await person({ selector: previewButton("Apply").selector, isAbsent: true });
        await eventually("the tree shows both", () => {
          for (const name of [NATIONAL_ID, "Customer.passport_number"])
            assert.match(treeField(api.treeItems(), name).description, /encrypted/);
        });
        assert.deepEqual(await fixes(document, "Customer"), []);
      });
    });

    it("Encrypt changes nothing when its preview is discarded", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async ({ document }) => {
        const before = document.getText();
        await eventually("the tree is as before", () =>
          treeField(api.treeItems(), NATIONAL_ID).contextValue.includes("protectable"),
        );
        // The tree knows of the models as soon as they are typed; of files that were deleted the server is told a moment later.
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        const { node } = treeField(api.treeItems(), NATIONAL_ID);
        await Promise.all([
          vscode.commands.executeCommand("fieldguard.protectField", node),
          person(previewButton("Discard")),
        ]);
        assert.equal(document.getText(), before);
        assert.doesNotMatch(await savedText("requirements.txt"), /cryptography/);
      });
    });
  });
}

interface Offered {
  readonly action: vscode.CodeAction;
  readonly request: FixRequest;
}

/** Our actions on the name of a field, in the order of the menu. */
async function fixes(document: vscode.TextDocument, name: string): Promise<readonly Offered[]> {
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    rangeOf(document, name),
  );
  return actions.flatMap((action) => {
    const { command } = action;
    if (command?.command !== "fieldguard.applyFix") return [];
    return [{ action, request: command.arguments?.[0] as FixRequest }];
  });
}

async function choose(document: vscode.TextDocument, name: string, fixId: string): Promise<void> {
  let offered: vscode.Command | undefined;
  // What is on offer is planned anew when the server hears of a file that came or went.
  await eventually(`${fixId} is offered on ${name}`, async () => {
    offered = (await fixes(document, name)).find(({ request }) => request.fixId === fixId)?.action.command;
    return offered !== undefined;
  });
  await vscode.commands.executeCommand(offered!.command, ...((offered!.arguments ?? []) as unknown[]));
}
