export interface DefectEntry {
  readonly distribution: string;
  readonly classes?: string;
  readonly unless?: string;
  readonly severity: "information" | "warning";
  readonly warningBy?: readonly string[];
  readonly does: string;
  readonly instead: string;
  readonly version: string;
}

declare const entries: readonly DefectEntry[];
export default entries;
