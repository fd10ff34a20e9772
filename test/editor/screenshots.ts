/** `npm run screenshots`: pictures of the editor on the sample project, without the suite. */
import { launchBrowser } from "./browser.ts";
import { takeScreenshots } from "./takeScreenshots.ts";

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.error(launched.reason);
  process.exit(1);
}
const { failed } = await takeScreenshots(launched.browser);
await launched.browser.close();
console.log("test-results/screenshots/");
process.exit(failed > 0 ? 1 : 0);
