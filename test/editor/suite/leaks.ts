import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import type { LeakSnapshot, TestApi } from "../../../client/src/testApi.ts";
import { eventually, fieldguard, fileUri, replace, withRestored } from "./editor.ts";
import { answer, hasPerson, person, seenRow, treeKey, treeRow } from "./person.ts";

const VIEWS = "people/views.py";
const LOG = "Sensitive value that is written to a log";

const HEAD = `import logging

from .models import Customer

logger = logging.getLogger(__name__)

`;

const CODE = `${HEAD}
def refund(pk):
    customer = Customer.objects.get(pk=pk)
    number = customer.national_id
    logger.info("refund to %s", number)


def remind(customer: Customer):
    logger.info(customer.email)
`;

export function leaksSuite(): void {
  describe("the view of leaks and settings", () => {
    let api: TestApi;
    before(async () => {
      api = await fieldguard();
      await vscode.commands.executeCommand("fieldguard.leaks.focus");
    });

    const leaks = (): readonly LeakSnapshot[] => api.leakItems().find(({ label }) => label === LOG)?.children ?? [];

    /** Runs `test` while a file holds leaks, and the view shows them. */
    async function withLeaks(text: string, test: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
      await withRestored(VIEWS, async (editor) => {
        await replace(editor, editor.document.getText(), text);
        await eventually("the leaks are found", () => leaks().length > 0);
        await test(editor);
      });
      await eventually("they are gone", () => leaks().length === 0);
    }

    it("holds what is found about settings", async () => {
      await eventually("the uses are counted", () => api.leaksState() === "ready");
      const [rule, ...others] = api.leakItems();
      assert.deepEqual(others, []);
      assert.equal(rule?.label, "SECRET_KEY that is written down in the settings");
      assert.deepEqual(
        rule.children.map(({ label, description }) => `${label} ${description}`),
        ["SECRET_KEY config/settings.py:1"],
      );
      assert.equal(api.leaksBadge(), 1);
    });

    it("gathers by rule what is found, the worst first, with the way of the values", async () => {
      await withLeaks(CODE, async () => {
        await eventually("both", () => leaks().length === 2);
        const [worst, other] = leaks();
        assert.equal(worst?.label, "Customer.national_id");
        assert.equal(worst.description, `${VIEWS}:11`);
        assert.match(worst.spoken, /^Customer\.national_id, people\/views\.py:11, error, logger\.info writes/);
        assert.equal(worst.opens, fileUri(VIEWS).toString());
        assert.deepEqual(
          worst.children.map(({ label, description }) => `${label} ${description}`),
          [`number is set to this ${VIEWS}:10`],
        );
        assert.equal(other?.label, "Customer.email");
        assert.deepEqual(other.children, []);
        assert.equal(api.leaksBadge(), 3);
      });
    });

    it("keeps what is open and chosen while the code changes", async function () {
      if (!hasPerson) this.skip();
      await withLeaks(CODE, async (editor) => {
        await person(
          treeRow("Customer.national_id, people/views.py:11"),
          treeKey("Customer.national_id, people/views.py:11", "ArrowRight"),
          seenRow("number is set to this"),
        );
        const chosen = api.selectedLeak();
        assert(chosen);
        await replace(editor, "import logging", "# a line more\nimport logging");
        await person(
          { selector: `${seenRow("Customer.national_id, people/views.py:12").selector}.selected` },
          seenRow("number is set to this. people/views.py:11"),
        );
        assert.equal(api.selectedLeak(), chosen);
      });
    });

    it("is gone through and opened with keys", async function () {
      if (!hasPerson) this.skip();
      await withLeaks(CODE, async () => {
        await person(
          treeRow(LOG),
          // A click has closed it.
          treeKey(LOG, "ArrowRight"),
          treeKey(LOG, "ArrowDown"),
          treeKey("Customer.national_id", "ArrowDown"),
          treeKey("Customer.email", "Enter"),
        );
        await eventually("the place", () => {
          const { document, selection } = vscode.window.activeTextEditor!;
          assert.equal(document.getText(selection), "customer.email");
        });
      });
    });

    it("leaves a finding alone, with a reason that a person types", async function () {
      if (!hasPerson) this.skip();
      await withLeaks(CODE, async ({ document }) => {
        await person(
          treeRow("Customer.email, people/views.py"),
          treeKey("Customer.email, people/views.py", "Shift+F10"),
          { selector: '.context-view .action-item:has-text("Leave It Alone")', click: true },
          answer("only in tests"),
          { ...seenRow("Customer.email, people/views.py"), isAbsent: true },
        );
        const comment = "    # fieldguard: ignore[log/sensitive-value] only in tests\n    logger.info(customer.email)";
        assert(document.getText().includes(comment), document.getText());
        assert.equal(leaks().length, 1);
      });
    });

    it("shows the light bulb's menu at the place, and the page of the rule", async function () {
      if (!hasPerson) this.skip();
      await withLeaks(CODE, async () => {
        const [worst] = leaks();
        await vscode.commands.executeCommand("fieldguard.fixLeak", worst!.node);
        await person({ selector: '.action-widget:has-text("Leave it alone here")' });
        await vscode.commands.executeCommand("hideCodeActionWidget");
        await vscode.commands.executeCommand("fieldguard.explainRule", worst!.node);
        await person({ selector: '.tab.active:has-text("sensitive-value")' });
      });
    });

    it("holds two thousand findings", async () => {
      const many = Array.from(
        { length: 1000 },
        (_, index) => `def note_${index}(customer: Customer):
    logger.info(customer.email)
    logger.info(customer.national_id)

`,
      );
      await withLeaks(HEAD + many.join("\n"), async () => {
        await eventually("all", () => leaks().length === 2000);
        assert.equal(api.leaksBadge(), 2001);
        assert.equal(new Set(leaks().map(({ node }) => node.id)).size, 2000);
        if (hasPerson)
          await person(treeRow(LOG), treeKey(LOG, "ArrowDown"), seenRow("Customer.national_id"), treeRow(LOG));
      });
    });
  });
}
