import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { folderWithoutModels } from "./folderWithoutModels.ts";
import { openView, panelFrame } from "./openPanel.ts";
import { SAMPLE } from "./paths.ts";
import { runCommand } from "./runCommand.ts";
import { STATUS_BAR_ITEM } from "./suite/statusBarItem.ts";
import { temporaryCopy } from "./temporaryFolder.ts";
import { until } from "./until.ts";

export interface Shot {
  readonly name: string;
  /** Brings about what is to be seen; throws when it does not come. `folder`: what the window has open. */
  readonly prepare: (page: Page, folder: string) => Promise<void>;
}

/** A window, and what is to be seen in it: each picture goes on from the one before. */
export interface Scene {
  readonly open: () => { readonly folder: string | null; readonly file?: string; readonly line?: number };
  readonly shots: readonly Shot[];
}

/** In the list of references that lies over the code. */
const PLACE = ".reference-zone-widget .monaco-list-row";
const SHOW_USES = ".context-view .action-item:has-text('Show Uses')";
const INPUT = ".quick-input-widget input[type=text]";

const editor: readonly Shot[] = [
  {
    name: "editor-finding",
    async prepare(page) {
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await page.locator(".codelens-decoration a", { hasText: "restricted" }).first().waitFor();
      // Beyond the first scan.
      await page.locator(STATUS_BAR_ITEM, { hasText: /\d/ }).waitFor();
    },
  },
  {
    name: "editor-hover",
    async prepare(page) {
      // What is open says nothing new once the uses are counted.
      await until("a hover that tells the uses", async () => {
        await page.mouse.move(0, 0);
        await word(page, "national_id").hover();
        const told = page.locator(".monaco-hover:visible", { hasText: /Used in \d+ places/ });
        return told.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      });
    },
  },
  {
    name: "editor-uses",
    async prepare(page) {
      await page.locator(".monaco-hover:visible a", { hasText: "Used in" }).click();
      await page.locator(PLACE, { hasText: "national_id" }).first().waitFor();
    },
  },
  {
    name: "editor-language-status",
    async prepare(page) {
      await page.keyboard.press("Escape");
      await page.locator("[id='status.languageStatus']").hover();
      await page.locator(".hover-language-status", { hasText: "sensitive fields" }).waitFor();
    },
  },
  {
    name: "editor-status-bar",
    async prepare(page) {
      await page.locator(STATUS_BAR_ITEM).hover();
      await page.locator(".monaco-hover:visible", { hasText: "sensitive fields" }).waitFor();
    },
  },
  {
    name: "editor-class-quick-fix",
    async prepare(page) {
      await word(page, /^Customer$/).click();
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget", { hasText: /Protect .* unprotected fields of Customer/ }).waitFor();
    },
  },
  {
    name: "editor-class-preview",
    async prepare(page) {
      await page.keyboard.press("Enter");
      await modelsRowOfPreview(page);
    },
  },
  {
    name: "editor-quick-fix",
    async prepare(page) {
      await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Discard" }).click();
      await page.locator(".bulk-edit-panel").waitFor({ state: "hidden" });
      await word(page, "national_id").click();
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget", { hasText: "Encrypt" }).waitFor();
    },
  },
  {
    name: "editor-preview",
    async prepare(page) {
      await page.keyboard.press("Enter");
      await modelsRowOfPreview(page);
    },
  },
  {
    name: "editor-notes",
    async prepare(page, folder) {
      await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Apply" }).click();
      await until("the model and what it needs have changed", () => {
        const requirements = readFileSync(join(folder, "requirements.txt"), "utf8");
        return modelsIn(folder).includes("national_id_encrypted = Encrypted") && requirements.includes("cryptography");
      });
      // With the test driver VS Code shows no toasts: what it has to say waits behind the bell.
      await page.locator(".statusbar-item [aria-label*='Notification']").click();
      await page.locator(".notifications-center .monaco-button", { hasText: "Show Notes" }).click();
      await heading(page, "Encrypt").waitFor();
    },
  },
];

const tree: readonly Shot[] = [
  {
    name: "tree-to-decide",
    async prepare(page) {
      await openView(page);
      await widenSideBar(page);
      // For a view in all its height.
      await viewHeader(page, "Leaks & Settings").click();
      await row(page, "To decide").locator(".label-name").hover();
      await page.locator(".monaco-hover:visible", { hasText: "Press y to agree" }).waitFor();
    },
  },
  {
    name: "tree-set-category",
    async prepare(page) {
      // The last picture's tooltip lies over the row.
      await page.mouse.move(1000, 500);
      await page.locator(".monaco-hover:visible").waitFor({ state: "hidden" });
      await row(page, "Examination.foot_scan").click();
      // The key is for the tree once the source is open.
      await page.locator(".tab.active", { hasText: "models.py" }).waitFor();
      await page.keyboard.press("s");
      await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    },
  },
  {
    name: "tree-by-level",
    async prepare(page, folder) {
      await page.keyboard.press("Escape");
      await row(page, "To decide").locator(".monaco-tl-twistie").click();
      await row(page, "Customer.iban").click();
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      const line =
        modelsIn(folder)
          .split("\n")
          .findIndex((text) => text.startsWith("    iban = ")) + 1;
      await page.locator(`[id='status.editor.selection'][aria-label="Ln ${line}, Col 9 (4 selected)"]`).waitFor();
    },
  },
  {
    name: "tree-tooltip",
    async prepare(page) {
      await row(page, "CreditCard.card_number").hover();
      await page.locator(".monaco-hover:visible", { hasText: "likely to be sensitive" }).waitFor();
    },
  },
  {
    name: "tree-third-party",
    async prepare(page) {
      await page.locator(".sidebar .action-label[aria-label^='Collapse All']").first().click();
      await row(page, "Third-party").click();
      await row(page, "auth.User.email").hover();
      await page.locator(".monaco-hover:visible", { hasText: "there is nothing to change here" }).waitFor();
    },
  },
  {
    name: "tree-documentation",
    async prepare(page) {
      await row(page, "auth.User.email").click();
      await page.locator(".monaco-dialog-box", { hasText: "docs.djangoproject.com" }).waitFor();
    },
  },
  {
    name: "tree-by-category",
    async prepare(page) {
      await page.keyboard.press("Escape");
      await runCommand(page, "Group by Category");
      await row(page, "Health data").locator(".monaco-tl-twistie").click();
      await row(page, "Patient.blood_type").waitFor();
    },
  },
  {
    name: "tree-by-entity",
    async prepare(page) {
      await runCommand(page, "Group by Entity");
      await row(page, "Health data").waitFor({ state: "hidden" });
      await row(page, "Patient.full_name").waitFor();
    },
  },
  {
    name: "tree-by-folder",
    async prepare(page) {
      await runCommand(page, "Group by Folder");
      await row(page, "clinic").waitFor();
    },
  },
  {
    name: "tree-filter",
    async prepare(page) {
      await runCommand(page, "Filter Classification…");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Only fields that lack" }).click();
    },
  },
  {
    name: "tree-search",
    async prepare(page) {
      await page.keyboard.press("Enter");
      await runCommand(page, "Search Classification…");
      await page.locator(".quick-input-title", { hasText: "Search the Classification" }).waitFor();
      await page.locator(INPUT).fill("card");
      await page.keyboard.press("Enter");
      await row(page, "CreditCard.cvv").waitFor();
    },
  },
];

const other: readonly Shot[] = [
  {
    name: "status",
    async prepare(page) {
      await runCommand(page, "Show All Fields");
      await runCommand(page, "Group by Level");
      await runCommand(page, "Show Status");
      await heading(page, "shop").waitFor();
    },
  },
  {
    name: "policy",
    async prepare(page) {
      await runCommand(page, "Create Policy File");
      await page.locator(".view-line", { hasText: "version" }).first().waitFor();
    },
  },
];

/** A value that goes through a variable and a function before it is in the log. */
const REFUNDS = `import logging

from .models import Customer

logger = logging.getLogger(__name__)


def refund(pk):
    customer = Customer.objects.get(pk=pk)
    account = customer.iban
    note(f"refund to {account}")


def note(text):
    logger.info(text)
`;

const leak: readonly Shot[] = [
  {
    name: "leak-finding",
    async prepare(page, folder) {
      writeFileSync(join(folder, "shop/refunds.py"), REFUNDS);
      await openFile(page, "shop/refunds.py");
      // The mark lies under the text.
      await page.locator(".monaco-editor .squiggly-error").first().hover({ force: true });
      await page.locator(".monaco-hover:visible", { hasText: /to the log.*refunds\.py\(15, 17\)/s }).waitFor();
    },
  },
];

const leaksView: readonly Shot[] = [
  {
    name: "leaks-view",
    async prepare(page, folder) {
      writeFileSync(join(folder, "shop/refunds.py"), REFUNDS);
      await viewHeader(page, "Classification").click();
      await viewHeader(page, "Leaks & Settings").click();
      const leak = row(page, "Customer.iban, shop/refunds.py");
      await leak.click();
      await page.locator(".tab.active", { hasText: "refunds.py" }).waitFor();
      await page.locator(".monaco-editor .squiggly-error").first().waitFor();
      await leak.locator(".monaco-tl-twistie").click();
      await row(page, "account is set to this").waitFor();
      await page.mouse.move(1000, 650);
    },
  },
  {
    name: "leaks-tooltip",
    async prepare(page) {
      await row(page, "CreditCard.card_number").hover();
      await page.locator(".monaco-hover:visible", { hasText: /to the log.*views\.py:58/s }).waitFor();
    },
  },
];

const panel: readonly Shot[] = [
  {
    name: "panel-whole",
    async prepare(page) {
      await runCommand(page, "View: Close All Editors");
      await runCommand(page, "Open Data Classification");
      await panelFrame(page);
      await page.keyboard.press("Control+b");
    },
  },
  {
    name: "panel-in-use",
    async prepare(page) {
      const frame = await panelFrame(page);
      await frame.locator(".figure.lacking").click();
      const check = (name: string): Locator => tableRow(frame, name).locator(".check");
      await check("blood_type").click();
      await check("height_cm").click();
      await frame.locator(".tile.leaf", { hasText: "iban" }).hover();
      await frame.locator(".tooltip", { hasText: "Customer.iban" }).waitFor();
    },
  },
  {
    name: "panel-keyboard",
    async prepare(page) {
      const frame = await panelFrame(page);
      await frame.getByRole("button", { name: "Clear Selection" }).click();
      const tile = frame.locator(".tile[tabindex='0']");
      await tile.press("ArrowRight");
      await tile.press("ArrowRight");
      await frame.locator(".tile:focus-visible").waitFor();
    },
  },
  {
    name: "panel-menu",
    async prepare(page) {
      const frame = await panelFrame(page);
      await frame.locator(".coverage .app", { hasText: "shop" }).click();
      await tableRow(frame, "card_number").click({ button: "right" });
      await page.locator(SHOW_USES).waitFor();
    },
  },
  {
    name: "panel-uses",
    async prepare(page) {
      await page.locator(SHOW_USES).click();
      await page.locator(PLACE, { hasText: "card_number" }).first().waitFor();
    },
  },
  {
    name: "panel-beside-source",
    async prepare(page) {
      const frame = await panelFrame(page);
      await tableRow(frame, "card_number").click();
      await page.locator(".tab.active", { hasText: "models.py" }).waitFor();
    },
  },
  {
    name: "paused",
    async prepare(page) {
      await page.keyboard.press("Control+b");
      await runCommand(page, "Pause for this Workspace");
      await page.locator(".welcome-view-content", { hasText: "paused" }).waitFor();
      await page
        .locator(".codelens-decoration a:visible", { hasText: "restricted" })
        .first()
        .waitFor({ state: "detached" });
    },
  },
];

/** All that a person sees of the product. */
export const SCENES: readonly Scene[] = [
  { open: sample, shots: [...editor, ...tree, ...leaksView, ...leak, ...other, ...panel] },
  {
    open: () => ({ folder: folderWithoutModels() }),
    shots: [welcome("welcome-nothing-here", "No sensitive fields here")],
  },
  { open: () => ({ folder: null }), shots: [welcome("welcome-no-folder", "Open a project")] },
];

/** What the view says where it has nothing to show. */
function welcome(name: string, text: string): Shot {
  return {
    name,
    async prepare(page) {
      await openView(page);
      // Away from the icon, whose tooltip comes late.
      await page.mouse.move(700, 400);
      await page.locator(".welcome-view-content", { hasText: text }).waitFor();
    },
  };
}

function sample(): ReturnType<Scene["open"]> {
  const folder = temporaryCopy(SAMPLE, "shop");
  return { folder, file: join(folder, "shop/models.py"), line: 12 };
}

function modelsIn(folder: string): string {
  return readFileSync(join(folder, "shop/models.py"), "utf8");
}

async function widenSideBar(page: Page): Promise<void> {
  const box = await page.locator(".part.sidebar").boundingBox();
  if (!box) throw new Error("there is no side bar");
  const edge = box.x + box.width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + 170, 400, { steps: 5 });
  await page.mouse.up();
}

async function modelsRowOfPreview(page: Page): Promise<void> {
  const rows = page.locator(".bulk-edit-panel .monaco-list-row");
  await rows.first().waitFor();
  // Behind the files that are made, which come first by their paths.
  await until("the model's row", async () => {
    await page.locator(".bulk-edit-panel .monaco-list").focus();
    await page.keyboard.press("End");
    return rows.filter({ hasText: "models.py" }).last().isVisible();
  });
  await page.locator(".tab.active", { hasText: "Refactor Preview" }).waitFor();
}

function word(page: Page, text: string | RegExp): Locator {
  return page.locator(".view-line span span", { hasText: text }).first();
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split("/").at(-1)!;
  // A file that was just made is listed when the window knows of it.
  await until(`${name} is listed`, async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+p");
    await page.locator(INPUT).fill(path);
    await page.waitForTimeout(500);
    return page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).isVisible();
  });
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: name }).waitFor();
}

/** Of the tree, by how what is said of it begins. */
function row(page: Page, label: string): Locator {
  return page.locator(`.sidebar .monaco-list-row[aria-label^="${label}"]`).first();
}

/** Of a view in the side bar, which a click opens or closes. */
function viewHeader(page: Page, name: string): Locator {
  return page.locator(`.sidebar .pane-header[aria-label^="${name}"]`);
}

/** Of a page of notes. */
function heading(page: Page, text: string): Locator {
  return page.frameLocator("iframe.webview").frameLocator("iframe").locator("h1, h2", { hasText: text }).first();
}

function tableRow(frame: Frame, name: string): Locator {
  return frame.locator(".table .body .row", { hasText: name });
}
