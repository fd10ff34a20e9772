import type { Requirement } from "./requirement.ts";

/** Requirements by the group that they stand in. */
export interface RequirementGroup {
  /** Null for what every installation needs. */
  readonly group: string | null;
  /** For groups of tools, which the running project does not need whatever they are called; otherwise their name tells. */
  readonly development?: boolean;
  readonly requirements: readonly Requirement[];
}
