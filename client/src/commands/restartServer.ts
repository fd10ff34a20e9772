import type { BaseLanguageClient } from "vscode-languageclient";

/** Also brings back a server that was given up after it had crashed again and again. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  // The library refuses to stop what does not run.
  if (client.isRunning()) await client.stop();
  await client.start();
}
