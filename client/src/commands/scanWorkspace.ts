import type { BaseLanguageClient } from "vscode-languageclient";
import { SCAN_REQUEST } from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import type { Pause } from "../pause.ts";

/** Reads all files anew, for whoever does not trust what is shown. Resolves when it is shown. */
export async function scanWorkspace(
  client: BaseLanguageClient,
  store: ClassificationStore,
  pause: Pause,
): Promise<void> {
  if (!client.isRunning()) await pause.resume();
  await client.sendRequest(SCAN_REQUEST);
  await store.refresh();
}
