import type { OutletKind } from "../../../schema/rawFlows.ts";

export interface OutletEntry {
  readonly sink: OutletKind;
  readonly calls: string;
  readonly shown?: string;
  readonly source: string;
}

declare const entries: readonly OutletEntry[];
export default entries;
