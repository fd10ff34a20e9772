import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.ts";
import {
  EXTENSION,
  eventually,
  fieldguard,
  fileUri,
  MODELS,
  open,
  rangeOf,
  replace,
  savedText,
  treeField,
  treeFields,
  withRestored,
} from "./editor.ts";
import {
  answer,
  hasPerson,
  person,
  previewButton,
  rowIcon,
  seenRow,
  titleButton,
  treeKey,
  treeRow,
  viewHeader,
} from "./person.ts";

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

    it("shows at the end what models of installed packages hold, where only uses can be shown", () => {
      const last = api.treeItems().at(-1);
      assert.equal(last?.label, "Third-party");
      assert.deepEqual(
        last.children.map(({ label }) => label),
        ["auth.User"],
      );
      const email = last.children[0]?.children.find(({ label }) => label === "email");
      assert.match(email?.spoken ?? "", /^auth\.User\.email, /);
      assert.equal(email?.description, "e-mail address · plain text");
      assert.equal(email.contextValue, "installedField");
      // VS Code asks first, which it does not do in a test: the screenshots click there.
      assert.equal(email.opens, "https://docs.djangoproject.com/en/5.2/ref/contrib/");
      const { menus } = (vscode.extensions.getExtension(EXTENSION)!.packageJSON as Manifest).contributes;
      const offered = menus["view/item/context"].filter(({ when }) => {
        const pattern = /viewItem =~ \/(.*)\/$/.exec(when)?.[1];
        return pattern === undefined || new RegExp(pattern).test(email.contextValue);
      });
      // The project's own code may use the field; the field itself is the package's.
      assert.deepEqual(
        offered.map(({ command }) => command),
        ["fieldguard.showUses"],
      );
    });

    it("says of each field what it holds and how it is stored", () => {
      const field = treeField(api.treeItems(), "Customer.passport_number");
      assert.match(field.description, /passport.* · plain text/);
      assert.match(field.spoken, /^Customer\.passport_number, .*, Restricted, plain text, lacks its treatment$/);
      assert.match(field.contextValue, /\bprotectable\b/);
    });

    it("has the hover's words in its tooltip", async () => {
      const { document } = await open(MODELS);
      const { node } = treeField(api.treeItems(), "Customer.passport_number");
      const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        rangeOf(document, "passport_number").start,
      );
      const texts = hovers.flatMap(({ contents }) => contents.map((text) => (text as vscode.MarkdownString).value));
      const tooltip = await api.tooltip(node);
      assert.match(tooltip, /passport/);
      assert(texts.includes(tooltip), `${tooltip}\n---\n${texts.join("\n---\n")}`);
    });

    it("counts in its badge and groups what lacks its treatment, and nothing else", () => {
      const restricted = api.treeItems().find(({ label }) => label === "Restricted");
      assert.match(restricted?.description ?? "", /^3 of 3 lack their treatment$/);
      assert.equal(api.badge(), 3);
    });

    it("goes to the declaration", async () => {
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

  describe("the view of the classification", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
      await vscode.commands.executeCommand("fieldguard.classification.focus");
      // With the rows comes the last button; before it the others still move.
      if (hasPerson) {
        await person(
          // The other view would take half of the rows.
          viewHeader("Leaks & Settings"),
          treeRow("Patient.diagnosis"),
          { selector: '.sidebar .action-label[aria-label^="Collapse All"]' },
        );
      }
    });
    after(async () => {
      await vscode.commands.executeCommand("fieldguard.showAllFields");
      await vscode.commands.executeCommand("fieldguard.groupByLevel");
    });

    const undecided = (): readonly string[] =>
      treeFields(api.treeItems()).flatMap((field) => /^To decide \/ (.*)$/.exec(field)?.[1] ?? []);
    const roots = (): readonly string[] => api.treeItems().map(({ label }) => label);

    it("shows at once what comes into a group and goes from it", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async (editor) => {
        await replace(editor, "    newsletter", "    blood_type = models.CharField(max_length=3)\n    newsletter");
        await person(seenRow("Customer.blood_type"));
      });
      await person({ ...seenRow("Customer.blood_type"), isAbsent: true }, seenRow("Customer.passport_number"));
    });

    it("goes to the declaration on a click", async function () {
      if (!hasPerson) this.skip();
      await person(treeRow("Patient.diagnosis"));
      await eventually("the name is selected", () => {
        const editor = vscode.window.activeTextEditor;
        assert(editor);
        assert.match(editor.document.uri.path, /clinic\/models\.py$/);
        assert.equal(editor.document.getText(editor.selection), "diagnosis");
      });
    });

    it("lists with a menu where a field is used", async function () {
      if (!hasPerson) this.skip();
      await person(
        treeRow("Confidential"),
        treeRow("Customer.email"),
        rowIcon("Customer.email"),
        treeKey("Customer.email", "Shift+F10"),
        { selector: menuItem("Show Uses"), click: true },
        { selector: `${PEEK} .head:has-text("(1)")` },
        { selector: `${PEEK} .monaco-list-row:has-text("customer.email")` },
      );
      assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /people\/models\.py$/);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    it("offers nothing to do with what an installed package holds", async function () {
      if (!hasPerson) this.skip();
      await person(
        treeRow("Third-party"),
        seenRow("auth.User.email"),
        treeKey("Third-party", "ArrowDown"),
        // Open already; on to its first field.
        treeKey("auth.User", "ArrowDown"),
        { selector: `${seenRow("auth.User.").selector}.focused` },
        { ...rowIcon("auth.User."), isAbsent: true },
        treeRow("Third-party"),
      );
    });

    it("is grouped with a menu in its title", async function () {
      if (!hasPerson) this.skip();
      await person(titleButton("Group By"), { selector: menuItem("Group by Folder"), click: true });
      await eventually("folders", () => {
        assert.deepEqual(roots(), ["clinic", "people", "Third-party"]);
      });
      await person(treeRow("clinic"));
      await vscode.commands.executeCommand("fieldguard.groupByLevel");
    });

    it("protects all fields of an app with a menu, after one preview", async function () {
      if (!hasPerson) this.skip();
      await vscode.commands.executeCommand("fieldguard.groupByFolder");
      const requirements = await savedText("requirements.txt");
      await withRestored(MODELS, async ({ document }) => {
        const models = document.getText();
        await person(
          treeRow("people"),
          treeKey("people", "Shift+F10"),
          { selector: menuItem("Protect All Fields"), click: true },
          { selector: pickRow("Encrypt in one release"), click: true },
          previewButton("Discard"),
        );
        assert.equal(document.getText(), models);
        assert.equal(await savedText("requirements.txt"), requirements);
      });
      await vscode.commands.executeCommand("fieldguard.groupByLevel");
    });

    it("is grouped by category, entity or folder", async () => {
      await vscode.commands.executeCommand("fieldguard.groupByCategory");
      assert(roots().includes("National identification number"), roots().join("\n"));
      const identification = api.treeItems().find(({ label }) => label === "National identification number");
      assert.deepEqual(
        identification?.children.map(({ label, description }) => `${label} · ${description}`),
        ["Customer.national_id · plain text · people/models.py"],
      );
      await vscode.commands.executeCommand("fieldguard.groupByEntity");
      assert.deepEqual(roots(), ["Patient", "Customer", "Third-party"]);
      await vscode.commands.executeCommand("fieldguard.groupByFolder");
      assert.deepEqual(roots(), ["clinic", "people", "Third-party"]);
      await vscode.commands.executeCommand("fieldguard.groupByLevel");
      assert.deepEqual(roots(), ["Restricted", "Confidential", "Third-party"]);
    });

    it("exports a report with a menu in its title", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async () => {
        await person(
          titleButton("More Actions"),
          { selector: menuItem("Export Report"), click: true },
          { selector: pickRow("CSV"), click: true },
          // The picker gives way to the dialog for the place, which lists what is there.
          { selector: pickRow("clinic") },
          answer(fileUri("exported.csv").path),
        );
        await eventually("the report", async () => {
          assert.match(await savedText("exported.csv"), /Customer,national_id/);
        });
      });
    });

    it("is searched while the person types, says so, and shows all again", async function () {
      if (!hasPerson) this.skip();
      await person(titleButton("Search Classification"), answer("passport customer"));
      assert.equal(api.message(), "1 of 4 fields: “passport customer”");
      assert.deepEqual(treeFields(api.treeItems()), ["Restricted / Customer.passport_number"]);
      await person(titleButton("Clear Search"));
      await eventually("all fields", () => treeFields(api.treeItems()).length === 4);
      assert.equal(api.message(), "");
    });

    it("forgets a search that is given up", async function () {
      if (!hasPerson) this.skip();
      await person(titleButton("Search Classification"), { selector: INPUT, fill: "passport" });
      await eventually("the field", () => treeFields(api.treeItems()).length === 1);
      await person({ selector: INPUT, press: "Escape" });
      await eventually("all fields", () => treeFields(api.treeItems()).length === 4);
    });

    it("keeps the search when what was found is chosen", async function () {
      if (!hasPerson) this.skip();
      await vscode.commands.executeCommand("workbench.view.explorer");
      void vscode.commands.executeCommand("fieldguard.searchFields");
      await person(
        { selector: INPUT, fill: "passport" },
        { selector: '.sidebar .message:has-text("1 of 4 fields")' },
        // The rows follow the message.
        { ...seenRow("Customer.national_id"), isAbsent: true },
        treeRow("Customer.passport_number"),
      );
      await eventually("the field", () => {
        const { document, selection } = vscode.window.activeTextEditor!;
        assert.equal(document.getText(selection), "passport_number");
      });
      await person({ selector: INPUT, isAbsent: true });
      assert.equal(api.filter().text, "passport");
      await vscode.commands.executeCommand("fieldguard.clearSearch");
    });

    it("says in place of the tree that nothing is like that", async function () {
      if (!hasPerson) this.skip();
      await person(titleButton("Search Classification"), answer("zebra"));
      assert.deepEqual(api.treeItems(), []);
      await person({
        selector: `${WELCOME}:has-text("No field is like that") a:has-text("Show All Fields")`,
        click: true,
      });
      await eventually("all fields", () => treeFields(api.treeItems()).length === 4);
    });

    it("is filtered by level and by what lacks its treatment", async function () {
      if (!hasPerson) this.skip();
      await person(
        titleButton("Filter Classification"),
        { selector: pickRow("Restricted"), click: true },
        { selector: INPUT, press: "Enter" },
      );
      const kinds = ["review", "confidential", "internal"];
      await eventually("no restricted field", () => {
        assert.deepEqual(api.filter(), { kinds, lackingOnly: false, text: "" });
        assert.deepEqual(treeFields(api.treeItems()), ["Confidential / Customer.email"]);
      });
      assert.equal(api.message(), "1 of 4 fields: To decide, Confidential, Internal");
      await person(
        titleButton("Change Filter"),
        { selector: pickRow("Restricted"), click: true },
        { selector: pickRow("Only fields that lack"), click: true },
        { selector: INPUT, press: "Enter" },
      );
      await eventually("what lacks its treatment", () => {
        assert.equal(api.message(), "3 of 4 fields: lacking their treatment");
      });
      assert.equal(api.badge(), 3);
      await vscode.commands.executeCommand("fieldguard.showAllFields");
    });

    it("takes a decision with one key and goes on to the next field", async function () {
      if (!hasPerson) this.skip();
      await withRestored(MODELS, async (editor) => {
        const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
        await editor.edit((edit) => {
          edit.insert(end, UNDECIDED);
        });
        await eventually("fields to decide", () => {
          assert.deepEqual(undecided(), ["Visit.location", "Visit.lat", "Visit.lng"]);
        });
        assert.match(treeField(api.treeItems(), "Visit.lat").description, /\? · plain text$/);
        const { id: lng } = treeField(api.treeItems(), "Visit.lng").node;
        const { id: location } = treeField(api.treeItems(), "Visit.location").node;
        await person(treeRow("Visit.lat"), treeKey("Visit.lat", "y"));
        await eventually("the decision", () => {
          assert.match(editor.document.getText(), /# fieldguard: category=user\.location\S*\n +lat = /);
        });
        await eventually("the next field", () => {
          assert.equal(api.selected(), lng);
        });
        await person(treeKey("Visit.lng", "n"), answer("where the warehouse is"));
        await eventually("the next decision", () => {
          assert.match(editor.document.getText(), /# fieldguard: ignore where the warehouse is\n +lng = /);
        });
        await eventually("the last field", () => {
          assert.equal(api.selected(), location);
        });
      });
      await eventually("nothing to decide", () => {
        assert.deepEqual(roots(), ["Restricted", "Confidential", "Third-party"]);
      });
    });
  });
}

interface Manifest {
  readonly contributes: {
    readonly menus: { readonly "view/item/context": readonly { readonly command: string; readonly when: string }[] };
  };
}

/** The list of references that lies over the code. */
const PEEK = ".reference-zone-widget";
const INPUT = ".quick-input-widget input";
const WELCOME = ".welcome-view";

const pickRow = (label: string): string => `.quick-input-list .monaco-list-row:has-text("${label}")`;
const menuItem = (label: string): string => `.context-view .action-item:has-text("${label}")`;

const UNDECIDED = `

class Visit(models.Model):
    location = models.CharField(max_length=9)
    lat = models.FloatField()
    lng = models.FloatField()
`;
