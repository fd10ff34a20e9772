/** `npm run screenshots`: pictures of the editor on the sample project, without the suite. */
import { launchBrowser } from "./browser.ts";
import { checkPanel } from "./panel.ts";
import { takeScreenshots } from "./takeScreenshots.ts";

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.error(launched.reason);
  process.exit(1);
}
const editor = await takeScreenshots(launched.browser);
const panel = await checkPanel(launched.browser);
await launched.browser.close();
console.log("test-results/screenshots/");
process.exit(editor.failed + panel.failed > 0 ? 1 : 0);
