import { SCAN_REQUEST } from "../../../server/src/protocol.ts";
import type { ClassificationStore } from "../classificationStore.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { Pause } from "../pause.ts";

/** Reads all files anew, for whoever does not trust what is shown. Resolves when it is shown. */
export async function scanWorkspace(server: LanguageServer, store: ClassificationStore, pause: Pause): Promise<void> {
  if (!server.isRunning) await pause.resume();
  // It did not start, which has been said.
  if (!server.isRunning) return;
  await server.sendRequest(SCAN_REQUEST);
  await store.refresh();
}
