import { commands, type Disposable, EventEmitter, type Memento } from "vscode";
import type { LanguageServer } from "./languageServer.ts";

/** Under this key the workspace remembers it, and menus and views know it. */
const KEY = "fieldguard.isPaused";

/** Whether the person wants to be left alone in this workspace. While so, no server runs, and nothing is shown. */
export class Pause implements Disposable {
  readonly #workspaceState: Memento;
  readonly #server: LanguageServer;
  readonly #changed = new EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(workspaceState: Memento, server: LanguageServer) {
    this.#workspaceState = workspaceState;
    this.#server = server;
    void commands.executeCommand("setContext", KEY, this.isPaused);
  }

  get isPaused(): boolean {
    return this.#workspaceState.get(KEY) === true;
  }

  pause(): Promise<void> {
    return this.#set(true);
  }

  resume(): Promise<void> {
    return this.#set(false);
  }

  /** Lets the server run, or not. */
  async apply(): Promise<void> {
    await (this.isPaused ? this.#server.stop() : this.#server.start());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #set(isPaused: boolean): Promise<void> {
    await this.#workspaceState.update(KEY, isPaused ? true : undefined);
    await commands.executeCommand("setContext", KEY, isPaused);
    this.#changed.fire();
    await this.apply();
  }
}
