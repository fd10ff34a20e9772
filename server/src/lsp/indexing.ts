import type { CancellationToken, Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Folder } from "./folder.ts";
import { logInternalError } from "./log.ts";

/** Work that takes less than this many milliseconds shows nothing. */
const SILENT = 500;

/** Reads a folder and, if that takes long and the client can show it, tells how far it is. Never rejects. */
export async function indexWithProgress(connection: Connection, folder: Folder, canShow: boolean): Promise<void> {
  const progress = canShow ? new LazyProgress(connection) : null;
  try {
    await folder.workspace.index({
      ...(progress ? { token: progress } : {}),
      onProgress: (read) => progress?.report(`${read} files`),
    });
  } catch (error) {
    logInternalError(connection, "indexing", error);
  } finally {
    progress?.end();
  }
}

/** A progress that begins only when the work lasts, and always ends. It is its own cancellation token. */
class LazyProgress implements Pick<CancellationToken, "isCancellationRequested"> {
  readonly #connection: Connection;
  readonly #timer: ReturnType<typeof setTimeout>;
  #reporter: WorkDoneProgressServerReporter | null = null;
  #hasEnded = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#timer = setTimeout(() => void this.#begin(), SILENT);
  }

  get isCancellationRequested(): boolean {
    return this.#reporter?.token.isCancellationRequested === true;
  }

  report(message: string): void {
    this.#reporter?.report(message);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#hasEnded = true;
    this.#reporter?.done();
  }

  async #begin(): Promise<void> {
    try {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      if (this.#hasEnded) return;
      reporter.begin("Fieldguard: reading models", undefined, "", true);
      this.#reporter = reporter;
    } catch {
      // The client would not show it; the work goes on.
    }
  }
}
