import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { GESTURES, REPORT } from "./suite/marks.ts";
import type { Gesture, GestureRequest } from "./suite/person.ts";

/** Shorter than the suite waits, so that it learns what went wrong. */
const GESTURE_LIMIT = 8_000;

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

async function make({ selector, fill, press, click, isAbsent }: Gesture, page: Page): Promise<void> {
  const target = page.locator(selector).first();
  await target.waitFor({ state: isAbsent ? "hidden" : "visible", timeout: GESTURE_LIMIT });
  if (fill !== undefined) await target.fill(fill);
  if (press !== undefined) await target.press(press);
  if (click) await target.click();
}
