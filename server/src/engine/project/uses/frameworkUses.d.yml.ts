export interface FrameworkUseEntry {
  readonly does: string;
  readonly caller: string;
  readonly on: "email" | "username" | "unique" | "serialized" | "searched";
  readonly lookup?: "exact" | "iexact";
  readonly package: string;
  readonly app?: string;
  readonly versions: readonly [oldest: string, newest: string];
  readonly source: string;
}

declare const entries: readonly FrameworkUseEntry[];
export default entries;
