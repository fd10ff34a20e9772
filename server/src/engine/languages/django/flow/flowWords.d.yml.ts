export interface FlowWordsEntry {
  readonly does:
    | "logs"
    | "makes a logger"
    | "prints"
    | "answers"
    | "sanitizes"
    | "tells of"
    | "passes on"
    | "passes on its object"
    | "gives all fields"
    | "names a secret"
    | "makes a secret"
    | "shows its fields";
  readonly names: string;
  readonly source: string;
}

declare const entries: readonly FlowWordsEntry[];
export default entries;
