import type { LanguageServer } from "../languageServer.ts";
import type { Pause } from "../pause.ts";

/** Also brings back a server that was paused, that did not start, or that was given up. */
export async function restartServer(server: LanguageServer, pause: Pause): Promise<void> {
  if (pause.isPaused) await pause.resume();
  else await server.restart();
}
