/** `npm run demo:editor`: the sample project in a real VS Code, to be opened in any browser. */
import { join } from "node:path";
import { startVsCode } from "./launch.ts";
import { SAMPLE } from "./paths.ts";
import { temporaryCopy } from "./temporaryFolder.ts";

const folder = temporaryCopy(SAMPLE, "shop");
const vscode = await startVsCode();
console.log(`
VS Code with Fieldguard, on a copy of the sample project that is thrown away afterwards:

  ${vscode.url(folder, { file: join(folder, "shop/models.py"), line: 12 })}

This build shows no toasts: what Fieldguard has to say after a fix waits behind the bell in the lower right corner.
Ctrl+C stops it.`);
