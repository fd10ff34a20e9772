import type { BaseLanguageClient } from "vscode-languageclient";
import type { Pause } from "../pause.ts";

/** Also brings back a server that was paused, or given up after it had crashed again and again. */
export async function restartServer(client: BaseLanguageClient, pause: Pause): Promise<void> {
  // The library refuses to stop what does not run.
  if (client.isRunning()) await client.stop();
  await pause.resume();
}
