import type { Shape } from "../../schema/schema.ts";

interface FieldTypeGroup {
  readonly modules: readonly string[];
  readonly types: Readonly<Record<string, { readonly shape: Shape; readonly relation?: "target" | "none" }>>;
}

declare const groups: readonly FieldTypeGroup[];
export default groups;
