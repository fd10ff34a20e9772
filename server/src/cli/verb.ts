import type { Host } from "../workspace/ports.ts";
import type { Terminal } from "./terminal.ts";

/** One verb of the command line. Its help is made from this alone. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** Ways to call it, without the program's name. */
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  /** What must be known beyond the options; paragraphs. */
  readonly notes?: readonly string[];
  readonly example: string;
  /** Returns the exit code. */
  run(invocation: Invocation): Promise<number>;
}

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What stands for its value in the help; null for a switch. */
  readonly value: string | null;
  readonly help: string;
  /** All that it may be. */
  readonly choices?: readonly string[];
  /** Part of the interface that later versions bring: refused, and not in the help. */
  readonly later?: true;
}

export interface Invocation {
  readonly shell: Shell;
  readonly terminal: Terminal;
  readonly positionals: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** What the program gives to its verbs. */
export interface Shell {
  readonly host: Host;
  readonly version: string;
  /** Starts to serve a language client on standard input and output. */
  readonly serveLanguageClient: () => Promise<void>;
}

export const EXIT = { clean: 0, findings: 1, usage: 2, internal: 3, interrupted: 130 } as const;

/** Ends the run with exit code 2 and this line: what was wrong with the call or its surroundings, and what to do. */
export class UsageError extends Error {}
