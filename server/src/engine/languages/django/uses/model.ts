import type { FileUses } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";

/** What a text uses, whatever its file is called. */
export type UsesInText = Omit<FileUses, "appLabel" | Flows> & Partial<Pick<FileUses, Flows>> & Failure;

/** What was thrown by a mistake of ours for which something of the file is missing; absent for none. */
export interface Failure {
  readonly failure?: unknown;
}

/** Of code alone. */
type Flows = "flows" | "members" | "calls";

/** A class of the project, an object of it, or several such as a query gives; or what attributes lead to from there. */
export interface Value {
  readonly root: UseReceiver;
  /** Attributes from the root on: relations, if they are fields. */
  readonly hops: readonly string[];
  readonly form: "class" | "one" | "many";
}
