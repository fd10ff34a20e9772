import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { accessibilityProblems } from "../webview/accessibilityProblems.ts";
import { startVsCode } from "./launch.ts";
import { openPanel, panelFrame } from "./openPanel.ts";
import { RESULTS, SAMPLE } from "./paths.ts";
import { runCommand } from "./runCommand.ts";
import type { Host } from "./stageExtension.ts";
import { temporaryCopy } from "./temporaryFolder.ts";
import { THEME_NAMES, THEMES, type ThemeName } from "./themes.ts";
import { until } from "./until.ts";

const PICTURES = join(RESULTS, "screenshots");

/** What is decided and applied is to be seen on disk. */
const SETTINGS = { "files.autoSave": "afterDelay", "files.autoSaveDelay": 100 };

interface Visit {
  readonly page: Page;
  readonly frame: Frame;
  readonly folder: string;
  readonly url: string;
  readonly theme: ThemeName;
}

interface Check {
  readonly name: string;
  /** Throws when it does not hold. */
  readonly run: (visit: Visit) => Promise<void>;
}

/** In each theme. */
const inAnyTheme: readonly Check[] = [
  {
    name: "is in the theme, and axe finds nothing wrong",
    async run({ page, frame, theme }) {
      const kind = await frame.locator("body").getAttribute("data-vscode-theme-kind");
      if (kind !== THEMES[theme].kind) throw new Error(`the theme is ${kind}`);
      await page.mouse.move(700, 5);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(PICTURES, `7-panel-${theme}.png`) });
      const problems = await accessibilityProblems(frame);
      if (problems.length > 0) throw new Error(problems.join("\n"));
    },
  },
];

/** Once in each host: what does not depend on colours. */
const inEitherHost: readonly Check[] = [
  {
    name: "filters by a figure",
    async run({ page }) {
      const frame = await panelFrame(page);
      const figure = frame.locator(".figure", { hasText: "to decide" });
      const count = await figure.locator(".count").textContent();
      await figure.click();
      await frame.locator(".toolbar [role=status]", { hasText: `${count ?? ""} of ` }).waitFor();
      await figure.click();
    },
  },
  {
    name: "is as it was left after another tab has hidden it",
    async run({ page }) {
      const frame = await panelFrame(page);
      await frame.getByRole("searchbox").fill("customer.national_id");
      await frame.locator(".toolbar [role=status]", { hasText: "1 of " }).waitFor();
      await page.keyboard.press("Control+p");
      await page.locator(".quick-input-widget input").fill("manage.py");
      await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "manage.py" }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: "manage.py" }).waitFor();
      await page.locator(".tab", { hasText: "Data Classification" }).click();
      const shown = await panelFrame(page);
      await shown.locator(".toolbar [role=status]", { hasText: "1 of " }).waitFor();
    },
  },
  {
    name: "exports a report",
    async run({ page, folder }) {
      const frame = await panelFrame(page);
      await frame.getByRole("button", { name: "Export…" }).click();
      const input = page.locator(".quick-input-widget input");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "CSV" }).click();
      // The picker gives way to the dialog for the place, which proposes one.
      await until("a place is proposed", async () => (await input.inputValue()).endsWith("data-classification.csv"));
      const file = join(folder, "exported.csv");
      await input.fill(file);
      await input.press("Enter");
      await until("the report is written", () => existsSync(file));
      const rows = readFileSync(file, "utf8").split("\r\n");
      if (!rows.some((row) => row.includes("Customer,national_id"))) throw new Error("the report lacks a field");
    },
  },
  {
    name: "comes back with its filter, its order and its search after a reload of the window",
    async run({ page, url }) {
      const frame = await panelFrame(page);
      await frame.locator(".figure", { hasText: "restricted" }).click();
      const header = frame.getByRole("columnheader", { name: "Field" });
      await header.getByRole("button").click();
      await header.getByRole("button").click();
      await frame.getByRole("searchbox").fill(SEARCHED);
      const shown = await shownRows(frame);
      await reload(page, url, SEARCHED);
      const fresh = await panelFrame(page);
      await until("the panel is as it was", async () => {
        const search = await fresh.getByRole("searchbox").inputValue();
        const order = await fresh.getByRole("columnheader", { name: "Field" }).getAttribute("aria-sort");
        return search === SEARCHED && order === "descending" && isDeepStrictEqual(await shownRows(fresh), shown);
      });
    },
  },
  {
    name: "stays paused over a reload of the window, and is filled when that ends",
    async run({ page, url }) {
      await runCommand(page, "Fieldguard: Pause for this Workspace");
      const paused = page.locator(".statusbar .codicon-debug-pause");
      await paused.waitFor();
      await reload(page, url, "fieldguard.isPaused");
      await paused.click();
      // As it was before.
      const frame = await panelFrame(page);
      await frame.getByRole("button", { name: "Clear Filters" }).click();
      await frame.getByRole("columnheader", { name: "Level" }).getByRole("button").click();
    },
  },
  {
    name: "opens the source of a row, beside itself",
    async run({ page }) {
      const frame = await panelFrame(page);
      await frame.locator(".table .body .row", { hasText: "national_id" }).click();
      await page.locator(".tab.active", { hasText: "models.py" }).waitFor();
      await frame.locator(".table .body .row").first().waitFor();
    },
  },
  {
    name: "follows what is typed",
    async run({ page }) {
      const frame = await panelFrame(page);
      const before = await sensitive(frame);
      await page.locator(".monaco-editor .view-line").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText(VISIT);
      await until("one field more", async () => (await sensitive(frame)) === before + 1);
    },
  },
  {
    name: "protects a field, up to the preview",
    async run({ page }) {
      await select(page, "national_id");
      const frame = await panelFrame(page);
      await frame.getByRole("button", { name: "Protect…" }).click();
      // In one release, or while the project runs.
      await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
      await page.keyboard.press("Enter");
      await preview(page).waitFor();
      if (!(await frame.locator(".figures").isVisible())) throw new Error("the panel is hidden by what it opened");
      await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Discard" }).click();
    },
  },
  {
    name: "writes down what is decided about a field, and shows it no more",
    async run({ page, folder }) {
      await page.locator(".tab", { hasText: "Data Classification" }).click();
      const frame = await panelFrame(page);
      const before = await sensitive(frame);
      await select(page, "national_id");
      await frame.getByRole("button", { name: "Not Sensitive…" }).click();
      const input = page.locator(".quick-input-widget input");
      await input.fill("the number of a loyalty card");
      await input.press("Enter");
      await until("the comment", () =>
        textOf(folder).includes("# fieldguard: ignore the number of a loyalty card\n    national_id = "),
      );
      await until("one field less", async () => (await sensitive(frame)) === before - 1);
    },
  },
  {
    name: "and view, lightbulb and preview can be used with the keyboard alone",
    async run({ page, folder }) {
      const { keyboard } = page;
      await runCommand(page, "Focus on Classification View");
      const row = page.locator('.sidebar .monaco-list-row.focused[aria-label^="Customer.iban"]');
      for (let step = 0; step < 50 && !(await row.isVisible()); step++) await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
      await page.locator(".monaco-editor.focused .view-line", { hasText: "iban" }).waitFor();
      const encrypt = page.locator(".action-widget .focused", { hasText: "Encrypt" });
      // Asked before the cursor has arrived, the editor speaks of another line.
      await until("the fix", async () => {
        await keyboard.press("Control+.");
        return encrypt.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      await keyboard.press("Enter");
      await preview(page).waitFor();
      await keyboard.press("Control+Enter");
      await until("the field's class", () => /^ {4}iban_encrypted = Encrypted/m.test(textOf(folder)));
      await runCommand(page, "Open Data Classification");
      const table = (await panelFrame(page)).locator(".table:focus");
      for (let step = 0; step < 50 && !(await table.isVisible()); step++) await keyboard.press("Tab");
      await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: "models.py" }).waitFor();
    },
  },
];

/** Nothing else in the window says this, so that an older state is not taken for the one that has to be kept. */
const SEARCHED = "mer.iban";

/** Of the table, from top to bottom. */
async function shownRows(frame: Frame): Promise<readonly string[]> {
  return frame.locator(".table .body .row").allInnerTexts();
}

/**
 * VS Code keeps what is open when its window loses the focus, and in its own time. Once the database holds the text, the
 * window is opened anew.
 */
async function reload(page: Page, url: string, kept: string): Promise<void> {
  await until(`${kept} is kept`, async () => {
    await page.evaluate(LOSE_FOCUS);
    return (await page.evaluate<string>(KEPT)).includes(kept);
  });
  await page.goto(url);
}

/** For the window, which Playwright gives the focus, and which listens to changes alone. */
const LOSE_FOCUS = `{
  document.hasFocus = () => true;
  window.dispatchEvent(new Event("focus"));
  document.hasFocus = () => false;
  window.dispatchEvent(new Event("blur"));
}`;

/** For the window: all that VS Code has written down. */
const KEPT = `(async () => {
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db")) continue;
    const database = await result(indexedDB.open(name));
    texts.push(...await result(database.transaction("ItemTable").objectStore("ItemTable").getAll()));
    texts.push(...await result(database.transaction("ItemTable").objectStore("ItemTable").getAllKeys()));
    database.close();
  }
  return texts.map(String).join("\\n");
})()`;

const VISIT = "\n\nclass Visit(models.Model):\n    passport_number = models.CharField(max_length=9)\n";

async function sensitive(frame: Frame): Promise<number> {
  return Number(await frame.locator(".figure", { hasText: "sensitive" }).locator(".count").textContent());
}

async function select(page: Page, name: string): Promise<void> {
  const frame = await panelFrame(page);
  const row = frame.locator(".table .body .row", { hasText: name });
  // It may be selected still: only a page that was hidden has forgotten that.
  if ((await row.getAttribute("aria-selected")) === "false") await row.locator(".check").click();
}

/** Of a fix: the first of its files. */
function preview(page: Page): Locator {
  return page.locator(".bulk-edit-panel .monaco-list-row", { hasText: ".py" }).first();
}

function textOf(folder: string): string {
  return readFileSync(join(folder, "shop/models.py"), "utf8");
}

/** Each theme in one host, each host in at least one theme. */
const VISITS: Readonly<Record<ThemeName, { readonly host: Host; readonly checks: readonly Check[] }>> = {
  light: { host: "web", checks: [...inAnyTheme, ...inEitherHost] },
  dark: { host: "node", checks: [...inAnyTheme, ...inEitherHost] },
  "hc-dark": { host: "node", checks: inAnyTheme },
  "hc-light": { host: "node", checks: inAnyTheme },
};

/** Drives the panel in a real VS Code as a person would, on the sample project, in each kind of theme. */
export async function checkPanel(browser: Browser): Promise<{ readonly passed: number; readonly failed: number }> {
  mkdirSync(PICTURES, { recursive: true });
  let passed = 0;
  let failed = 0;
  for (const theme of THEME_NAMES) {
    const { host, checks } = VISITS[theme];
    const vscode = await startVsCode({
      host,
      settings: { ...SETTINGS, "workbench.colorTheme": THEMES[theme].colorTheme },
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 820 }, deviceScaleFactor: 1.5 });
    page.setDefaultTimeout(15_000);
    const folder = temporaryCopy(SAMPLE, "shop");
    const url = vscode.url(folder);
    await page.goto(url);
    const frame = await openPanel(page);
    for (const { name, run } of checks) {
      try {
        await run({ page, frame, folder, url, theme });
        passed++;
        console.log(`  ok      the panel, ${theme}, ${host}: ${name}`);
      } catch (error) {
        failed++;
        console.log(`  FAILED  the panel, ${theme}, ${host}: ${name}\n${String(error)}\n${vscode.logTail()}`);
        await page.screenshot({ path: join(PICTURES, "panel-failed.png") });
      }
    }
    await page.close();
    vscode.stop();
  }
  return { passed, failed };
}
