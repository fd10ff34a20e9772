import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame, Page } from "playwright-core";
import { accessibilityProblems } from "../webview/accessibilityProblems.ts";
import { startVsCode } from "./launch.ts";
import { openPanel, panelFrame } from "./openPanel.ts";
import { RESULTS, SAMPLE } from "./paths.ts";
import { temporaryCopy } from "./temporaryFolder.ts";
import { THEME_NAMES, THEMES, type ThemeName } from "./themes.ts";

const PICTURES = join(RESULTS, "screenshots");

interface Visit {
  readonly page: Page;
  readonly frame: Frame;
  readonly folder: string;
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

/** Once: what does not depend on colours. */
const once: readonly Check[] = [
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
    name: "opens the source of a row, beside itself",
    async run({ page }) {
      const frame = await panelFrame(page);
      await frame.locator(".table .body .row", { hasText: "national_id" }).click();
      await page.locator(".tab.active", { hasText: "models.py" }).waitFor();
      await frame.locator(".table .body .row").first().waitFor();
    },
  },
];

/** Drives the panel in a real VS Code as a person would, on the sample project, in each kind of theme. */
export async function checkPanel(browser: Browser): Promise<{ readonly passed: number; readonly failed: number }> {
  mkdirSync(PICTURES, { recursive: true });
  let passed = 0;
  let failed = 0;
  for (const theme of THEME_NAMES) {
    const vscode = await startVsCode({ settings: { "workbench.colorTheme": THEMES[theme].colorTheme } });
    const page = await browser.newPage({ viewport: { width: 1280, height: 820 }, deviceScaleFactor: 1.5 });
    page.setDefaultTimeout(15_000);
    const folder = temporaryCopy(SAMPLE, "shop");
    await page.goto(vscode.url(folder));
    const frame = await openPanel(page);
    for (const { name, run } of theme === "dark" ? [...inAnyTheme, ...once] : inAnyTheme) {
      try {
        await run({ page, frame, folder, theme });
        passed++;
        console.log(`  ok      the panel, ${theme}: ${name}`);
      } catch (error) {
        failed++;
        console.log(`  FAILED  the panel, ${theme}: ${name}\n${String(error)}\n${vscode.logTail()}`);
        await page.screenshot({ path: join(PICTURES, "panel-failed.png") });
      }
    }
    await page.close();
    vscode.stop();
  }
  return { passed, failed };
}

async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not in 10 s: ${what}`);
}
