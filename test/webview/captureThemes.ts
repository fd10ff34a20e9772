/**
 * `node test/webview/captureThemes.ts`: writes what a real VS Code tells the panel of its themes, as far as the panel
 * uses it. To be run when the panel uses a variable that it did not use before.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../editor/browser.ts";
import { startVsCode } from "../editor/launch.ts";
import { openPanel } from "../editor/openPanel.ts";
import { ROOT, SAMPLE } from "../editor/paths.ts";
import { temporaryCopy } from "../editor/temporaryFolder.ts";
import { THEME_NAMES, THEMES } from "../editor/themes.ts";

const VARIABLES =
  "Object.fromEntries([...document.documentElement.style].map((name) => " +
  "[name, document.documentElement.style.getPropertyValue(name)]))";

const launched = await launchBrowser();
if (launched.kind === "none") throw new Error(launched.reason);
const used = new Set(
  ["panel.js", "panel.css"].flatMap((name) => [
    ...(readFileSync(join(ROOT, "dist", name), "utf8").match(/--vscode-[\w-]+/g) ?? []),
  ]),
);

const captured: Record<string, unknown> = {};
for (const name of THEME_NAMES) {
  const vscode = await startVsCode({ settings: { "workbench.colorTheme": THEMES[name].colorTheme } });
  const page = await launched.browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(vscode.url(temporaryCopy(SAMPLE, "shop")));
  const frame = await openPanel(page);
  const variables = await frame.evaluate<Record<string, string>>(VARIABLES);
  const shown = Object.entries(variables).filter(([variable]) => used.has(variable));
  captured[name] = {
    classes: await frame.locator("body").getAttribute("class"),
    variables: Object.fromEntries(shown.sort()),
  };
  await page.close();
  vscode.stop();
}
writeFileSync(join(import.meta.dirname, "themes.json"), `${JSON.stringify(captured, null, 2)}\n`);
await launched.browser.close();
process.exit(0);
