interface ModelBaseGroup {
  readonly modules: readonly string[];
  readonly classes: readonly string[];
}

declare const groups: readonly ModelBaseGroup[];
export default groups;
