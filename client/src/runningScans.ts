import type { Middleware, ProgressToken } from "vscode-languageclient";
import type { LanguageServer } from "./languageServer.ts";

/** What the server is reading, if that takes so long that it tells: VS Code shows it, but with no way to stop it. */
export class RunningScans {
  readonly #tokens = new Set<ProgressToken>();

  /** For the client that is told. */
  readonly middleware: Pick<Middleware, "handleWorkDoneProgress"> = {
    handleWorkDoneProgress: (token, params, next) => {
      if (params.kind === "begin") this.#tokens.add(token);
      if (params.kind === "end") this.#tokens.delete(token);
      next(token, params);
    },
  };

  async stop(server: LanguageServer): Promise<void> {
    if (!server.isRunning) return;
    for (const token of this.#tokens) await server.client.sendNotification("window/workDoneProgress/cancel", { token });
  }
}
