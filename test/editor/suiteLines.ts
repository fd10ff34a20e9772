import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import { GESTURES, REPORT } from "./suite/marks.ts";
import type { Gesture, GestureRequest } from "./suite/person.ts";
import { until } from "./until.ts";

/** Shorter than the suite waits, so that it learns what went wrong. */
const GESTURE_LIMIT = 8_000;
const MENU = ".context-view";
const MENU_DELAY = 150;

/** What the suite says on the console: results are printed, gestures are made. The editor's own lines are left out. */
export async function onSuiteLine(line: string, page: Page, outcomes: string): Promise<void> {
  if (line.startsWith(REPORT)) console.log(`  ${line.slice(REPORT.length)}`);
  if (!line.startsWith(GESTURES)) return;
  const { gestures, outcome } = JSON.parse(line.slice(GESTURES.length)) as GestureRequest;
  let problem = "";
  try {
    for (const gesture of gestures) await make(gesture, page);
  } catch (error) {
    problem = String(error);
  }
  const file = join(outcomes, outcome);
  // In one go, so that it is never seen half written.
  writeFileSync(`${file}.partial`, problem);
  renameSync(`${file}.partial`, file);
}

async function make({ selector, signs, inPanel, fill, press, click, isAbsent }: Gesture, page: Page): Promise<void> {
  if (signs) {
    let drawn: readonly string[] = [];
    const isSo = async (): Promise<boolean> => isDeepStrictEqual((drawn = await signsIn(page, selector)), signs);
    await until("the signs", isSo, GESTURE_LIMIT).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${drawn.join(", ")}`);
    });
    return;
  }
  // VS Code puts a panel's page into a frame of its own, that into another.
  const place = inPanel ? page.frameLocator("iframe.webview.ready").frameLocator("iframe") : page;
  const target = place.locator(selector).first();
  await target.waitFor({ state: isAbsent ? "hidden" : "visible", timeout: GESTURE_LIMIT });
  if (fill !== undefined) await target.fill(fill);
  if (press !== undefined) await target.press(press);
  // A menu takes no release of the button in its first moments: that of the click that opened it.
  if (click) await target.click({ delay: selector.startsWith(MENU) ? MENU_DELAY : 0 });
}

/** No selector sees what a style draws before an element. */
async function signsIn(page: Page, selector: string): Promise<readonly string[]> {
  const found = await page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) =>
      getComputedStyle(element, "::before").content + (element.nextElementSibling?.textContent ?? ""))`,
  );
  return found.flatMap((text) => /^"([○●])"(\w+)/.exec(text)?.slice(1).join(" ") ?? []).sort();
}
