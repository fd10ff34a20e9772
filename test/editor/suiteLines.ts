import type { Page } from "playwright-core";
import { GESTURES, REPORT } from "./suite/marks.ts";
import type { Gesture } from "./suite/person.ts";

/** What the suite says on the console: results are printed, gestures are made. The editor's own lines are left out. */
export async function onSuiteLine(line: string, page: Page): Promise<void> {
  if (line.startsWith(REPORT)) console.log(`  ${line.slice(REPORT.length)}`);
  if (!line.startsWith(GESTURES)) return;
  try {
    for (const gesture of JSON.parse(line.slice(GESTURES.length)) as readonly Gesture[]) await make(gesture, page);
  } catch (error) {
    // The test that waits for the effect fails, and this line says why.
    console.log(`  gesture: ${String(error)}`);
  }
}

async function make({ selector, fill, press, click }: Gesture, page: Page): Promise<void> {
  const target = page.locator(selector).first();
  await target.waitFor({ state: "visible", timeout: 10_000 });
  if (fill !== undefined) await target.fill(fill);
  if (press !== undefined) await target.press(press);
  if (click) await target.click();
}
