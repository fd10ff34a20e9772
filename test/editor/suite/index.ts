import { activationSuite } from "./activation.ts";
import { codeActionSuite } from "./codeActions.ts";
import { commandSuite } from "./commands.ts";
import { diagnosticSuite } from "./diagnostics.ts";
import { highlightSuite } from "./highlights.ts";
import { hoverSuite } from "./hover.ts";
import { leaksSuite } from "./leaks.ts";
import { lensSuite } from "./lens.ts";
import { mannersSuite } from "./manners.ts";
import { pauseSuite } from "./pause.ts";
import { policySuite } from "./policy.ts";
import { restartSuite } from "./restart.ts";
import { settingSuite } from "./settings.ts";
import { statusSuite } from "./status.ts";
import { treeSuite } from "./tree.ts";
import { runSuites } from "./runSuites.ts";

/** Everything about one folder with a project. Called by the extension host; the same for every host. */
export async function run(): Promise<void> {
  await runSuites([
    activationSuite,
    diagnosticSuite,
    highlightSuite,
    hoverSuite,
    statusSuite,
    lensSuite,
    codeActionSuite,
    treeSuite,
    leaksSuite,
    commandSuite,
    settingSuite,
    mannersSuite,
    policySuite,
    pauseSuite,
    restartSuite,
  ]);
}
