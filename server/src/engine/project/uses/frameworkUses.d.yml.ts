export interface FrameworkUseEntry {
  readonly does: string;
  readonly caller: string;
  readonly on: "email" | "username" | "unique" | "serialized" | "searched" | "logged";
  readonly lookup?: "exact" | "iexact";
  readonly package: string;
  readonly app?: string;
  readonly settings?: LogSettings;
  readonly versions: readonly [oldest: string, newest: string];
  readonly source: string;
}

/** Names of settings. */
export interface LogSettings {
  readonly all?: string;
  readonly only: string;
  readonly except: readonly string[];
  readonly exceptFields: readonly string[];
  readonly off?: string;
}

declare const entries: readonly FrameworkUseEntry[];
export default entries;
