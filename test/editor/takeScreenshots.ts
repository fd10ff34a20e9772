import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { startVsCode } from "./launch.ts";
import { RESULTS, SAMPLE } from "./paths.ts";
import { temporaryCopy } from "./temporaryFolder.ts";

const FOLDER = join(RESULTS, "screenshots");

const SETTINGS = {
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "explorer.compactFolders": false,
  "workbench.layoutControl.enabled": false,
};

interface Shot {
  readonly name: string;
  /** Brings about what is to be seen; throws when it does not come. */
  readonly prepare: (page: Page) => Promise<void>;
}

const shots: readonly Shot[] = [
  {
    name: "1-finding",
    async prepare(page) {
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
      await page.locator(".codelens-decoration a", { hasText: "restricted" }).first().waitFor();
    },
  },
  {
    name: "2-hover",
    async prepare(page) {
      await word(page, "national_id").hover();
      await page.locator(".monaco-hover:visible", { hasText: /restricted/i }).waitFor();
    },
  },
  {
    name: "3-quick-fix",
    async prepare(page) {
      await page.keyboard.press("Escape");
      await word(page, "national_id").click();
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget", { hasText: "Encrypt" }).waitFor();
    },
  },
  {
    name: "4-preview",
    async prepare(page) {
      await page.keyboard.press("Enter");
      await page.locator(".bulk-edit-panel .monaco-list-row", { hasText: "models.py" }).first().waitFor();
    },
  },
  {
    name: "5-notes",
    async prepare(page) {
      await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Apply" }).click();
      // With the test driver VS Code shows no toasts: what it has to say waits behind the bell.
      await page.locator(".statusbar-item [aria-label*='Notification']").click();
      await page.locator(".notifications-center .monaco-button", { hasText: "Show Notes" }).click();
      const preview = page.frameLocator("iframe.webview").frameLocator("iframe");
      await preview.locator("h1", { hasText: "Encrypt" }).waitFor();
    },
  },
  {
    name: "6-tree",
    async prepare(page) {
      await page.locator(".activitybar .action-item", { has: page.locator("a[aria-label^='Fieldguard']") }).click();
      await widenSideBar(page);
      await treeRow(page, "Restricted").waitFor();
      await treeRow(page, "To decide").locator(".monaco-tl-twistie").click();
      await treeRow(page, "Customer.iban").click();
      await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
    },
  },
];

/** Drives the window as a person would, on the sample project. Each picture is a check: what it shows must be there. */
export async function takeScreenshots(browser: Browser): Promise<{ readonly passed: number; readonly failed: number }> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = temporaryCopy(SAMPLE, "shop");
  const vscode = await startVsCode({ settings: SETTINGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 });
  page.setDefaultTimeout(20_000);
  await page.goto(vscode.url(folder, { file: join(folder, "shop/models.py"), line: 12 }));

  let failed = 0;
  for (const { name, prepare } of shots) {
    const start = performance.now();
    let problem: string | null = null;
    try {
      await prepare(page);
      await page.waitForTimeout(300);
    } catch (error) {
      problem = String(error);
      failed++;
    }
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    const verdict = problem === null ? "ok      " : "FAILED  ";
    console.log(`  ${verdict}screenshot ${name} (${Math.round(performance.now() - start)} ms)`);
    if (problem !== null) console.log(problem);
  }
  if (failed > 0) console.log(vscode.logTail());
  await page.close();
  vscode.stop();
  return { passed: shots.length - failed, failed };
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

function word(page: Page, text: string): Locator {
  return page.locator(".view-line span span", { hasText: text }).first();
}

function treeRow(page: Page, label: string): Locator {
  return page.locator(".pane-body .monaco-list-row", { hasText: label }).first();
}
