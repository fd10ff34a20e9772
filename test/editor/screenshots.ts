/** `npm run screenshots`: pictures of all that is seen, in every kind of theme, without the suite. */
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { launchBrowser } from "./browser.ts";
import { checkPanel } from "./panel.ts";
import { LOOKS, takeScreenshots } from "./takeScreenshots.ts";

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.error(launched.reason);
  process.exit(1);
}
const editor = await takeScreenshots(launched.browser, LOOKS);
const panel = await checkPanel(launched.browser);
await launched.browser.close();
console.log("test-results/screenshots/");
await exitWhenWritten(editor.failed + panel.failed > 0 ? 1 : 0);
