/** A tool for development; `debugTools.yml` says what each part means. */
export interface DebugTool {
  readonly name: string;
  readonly apps: readonly string[];
  readonly middleware: readonly string[];
  readonly urls?: string;
  readonly shows: string;
  readonly inDebugOnly?: true;
  readonly restrictedBy?: readonly string[];
  readonly source: string;
}

declare const data: { readonly tools: readonly DebugTool[] };

export default data;
