import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { startVsCode } from "./launch.ts";
import { RESULTS } from "./paths.ts";
import { SCENES, type Shot } from "./shots.ts";
import type { Host } from "./stageExtension.ts";
import { THEME_NAMES, THEMES, type ThemeName } from "./themes.ts";

const FOLDER = join(RESULTS, "screenshots");

const SETTINGS = {
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "explorer.compactFolders": false,
  "workbench.layoutControl.enabled": false,
};

/** What the pictures are taken in; its name ends theirs. */
export interface Look {
  readonly name: string;
  readonly theme: ThemeName;
  readonly host: Host;
}

/** Colours are the same in both hosts: the web's is looked at once. */
export const LOOKS: readonly Look[] = [
  ...THEME_NAMES.map((theme): Look => ({ name: theme, theme, host: "node" })),
  { name: "web", theme: "light", host: "web" },
];

/** Drives windows as a person would. Each picture is a check: what it shows must be there. */
export async function takeScreenshots(
  browser: Browser,
  looks: readonly Look[],
): Promise<{ readonly passed: number; readonly failed: number }> {
  mkdirSync(FOLDER, { recursive: true });
  const outcomes: boolean[] = [];
  for (const { name, theme, host } of looks) {
    const settings = { ...SETTINGS, "workbench.colorTheme": THEMES[theme].colorTheme };
    const vscode = await startVsCode({ settings, host });
    for (const { open, shots } of SCENES) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 });
      page.setDefaultTimeout(20_000);
      const { folder, ...options } = open();
      await page.goto(vscode.url(folder, options));
      await page.locator(`.monaco-workbench.${THEMES[theme].workbench}`).waitFor();
      for (const shot of shots) outcomes.push(await take(shot, { page, folder: folder ?? "", look: name }));
      await page.close();
    }
    if (outcomes.includes(false)) console.log(vscode.logTail());
    vscode.stop();
  }
  const passed = outcomes.filter((isTaken) => isTaken).length;
  return { passed, failed: outcomes.length - passed };
}

interface Place {
  readonly page: Page;
  /** Empty when there is none. */
  readonly folder: string;
  readonly look: string;
}

/** Whether it shows what it is meant to; taken also when it does not. */
async function take({ name, prepare }: Shot, { page, folder, look }: Place): Promise<boolean> {
  const start = performance.now();
  let problem: string | null = null;
  try {
    await prepare(page, folder);
    await page.waitForTimeout(300);
  } catch (error) {
    problem = String(error);
  }
  await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`) });
  const verdict = problem === null ? "ok      " : "FAILED  ";
  console.log(`  ${verdict}screenshot ${name}, ${look} (${Math.round(performance.now() - start)} ms)`);
  if (problem !== null) console.log(problem);
  return problem === null;
}
