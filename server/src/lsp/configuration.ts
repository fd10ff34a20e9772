import type { Connection } from "vscode-languageserver";
import { SETTINGS_SECTION, type Settings } from "../protocol.ts";
import type { ClientFlags } from "./capabilities.ts";
import { property, toHiddenPatterns, toSettings } from "./fromProtocol.ts";

/** Of VS Code; others have no such setting. */
export const HIDDEN_SECTION = "files.exclude";

/** Of the Python extension of VS Code. */
export const INTERPRETER_SECTION = "python.defaultInterpreterPath";

/** The client's settings: asked for where it lets us, folder by folder; otherwise those that it sent. */
export class Configuration {
  readonly #connection: Connection;
  readonly #flags: ClientFlags;
  readonly #asked = new Map<string, Promise<Settings>>();
  #sent: Settings;

  constructor(connection: Connection, flags: ClientFlags, initial: unknown) {
    this.#connection = connection;
    this.#flags = flags;
    this.#sent = toSettings(initial);
  }

  /** `scope`: URI of the folder concerned; null for none. */
  async settings(scope: string | null): Promise<Settings> {
    if (!this.#flags.configuration) return this.#sent;
    const known = this.#asked.get(scope ?? "");
    if (known) return known;
    const asked = this.#ask(scope);
    this.#asked.set(scope ?? "", asked);
    return asked;
  }

  /** Glob patterns of what the editor hides in a folder. */
  async hidden(scope: string): Promise<readonly string[]> {
    if (!this.#flags.configuration) return [];
    try {
      const item = { section: HIDDEN_SECTION, scopeUri: scope };
      return toHiddenPatterns(await this.#connection.workspace.getConfiguration(item));
    } catch {
      return [];
    }
  }

  /** The path of the Python that a person chose for a folder; null for none. */
  async interpreter(scope: string): Promise<string | null> {
    if (!this.#flags.configuration) return null;
    try {
      const item = { section: INTERPRETER_SECTION, scopeUri: scope };
      const path: unknown = await this.#connection.workspace.getConfiguration(item);
      return typeof path === "string" ? path : null;
    } catch {
      return null;
    }
  }

  /** `settings` as in `workspace/didChangeConfiguration`: clients that are asked send nothing in it. */
  changed(settings: unknown): void {
    this.#asked.clear();
    const own = property(settings, SETTINGS_SECTION);
    if (own !== undefined && own !== null) this.#sent = toSettings(own);
  }

  async #ask(scope: string | null): Promise<Settings> {
    try {
      const item = { section: SETTINGS_SECTION, ...(scope === null ? {} : { scopeUri: scope }) };
      return toSettings(await this.#connection.workspace.getConfiguration(item));
    } catch {
      // A client that promises settings and then refuses them gets the defaults.
      return this.#sent;
    }
  }
}
