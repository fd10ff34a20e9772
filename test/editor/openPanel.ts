import type { Frame, Page } from "playwright-core";

/** Opens the panel from the view's title, as a person would, and gives its page. */
export async function openPanel(page: Page): Promise<Frame> {
  await openView(page);
  await page.locator(".pane-body .monaco-list-row", { hasText: "Restricted" }).first().waitFor();
  await page.locator(".part.sidebar a[aria-label*='Open Data Classification']").first().click();
  return panelFrame(page);
}

export async function openView(page: Page): Promise<void> {
  await page.locator(".activitybar .action-item", { has: page.locator("a[aria-label^='Fieldguard']") }).click();
}

/** The panel's page, once it shows fields. VS Code puts it into a frame of its own, that into another. */
export async function panelFrame(page: Page): Promise<Frame> {
  const inner = page.frameLocator("iframe.webview").frameLocator("iframe");
  await inner.locator(".table .body .row").first().waitFor();
  const element = await inner.locator("body").elementHandle();
  const frame = await element.ownerFrame();
  if (!frame) throw new Error("the panel has no frame");
  return frame;
}
