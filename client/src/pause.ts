import { commands, type Disposable, EventEmitter, type Memento } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Under this key the workspace remembers it, and menus and views know it. */
const KEY = "fieldguard.isPaused";

/** Whether the person wants to be left alone in this workspace. While so, no server runs, and nothing is shown. */
export class Pause implements Disposable {
  readonly #workspaceState: Memento;
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(workspaceState: Memento, client: BaseLanguageClient) {
    this.#workspaceState = workspaceState;
    this.#client = client;
    void commands.executeCommand("setContext", KEY, this.isPaused);
  }

  get isPaused(): boolean {
    return this.#workspaceState.get(KEY) === true;
  }

  async pause(): Promise<void> {
    await this.#set(true);
    // The library refuses to stop what does not run.
    if (this.#client.isRunning()) await this.#client.stop();
  }

  async resume(): Promise<void> {
    await this.#set(false);
    await this.#client.start();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #set(isPaused: boolean): Promise<void> {
    await this.#workspaceState.update(KEY, isPaused ? true : undefined);
    await commands.executeCommand("setContext", KEY, isPaused);
    this.#changed.fire();
  }
}
