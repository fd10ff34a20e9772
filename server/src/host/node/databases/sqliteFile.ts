/** What both drivers offer. */
export interface SqliteFile {
  /** What else people have to know. */
  readonly remarks: readonly string[];
  /** Each row as a list of values. */
  select(sql: string): readonly Row[];
  close(): void;
}

export type Row = readonly unknown[];
