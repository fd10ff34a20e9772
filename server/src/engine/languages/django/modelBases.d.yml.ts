interface ModelBaseGroup {
  readonly source: string;
  readonly modules: readonly string[];
  readonly classes: readonly string[];
}

declare const groups: readonly ModelBaseGroup[];
export default groups;
