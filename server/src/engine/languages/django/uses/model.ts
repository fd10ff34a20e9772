import type { FileUses } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import type { NameSearch } from "../../../text/nameSearch.ts";

/** What is looked for in a file. */
export interface Wanted {
  /** Names of fields. */
  readonly names: ReadonlySet<string>;
  /** For these, and for what names all fields at once. */
  readonly search: NameSearch;
}

/** What a text uses, whatever its file is called. */
export type UsesInText = Omit<FileUses, "appLabel" | Flows> & Partial<Pick<FileUses, Flows>>;

/** Of code alone. */
type Flows = "flows" | "texts";

/** A class of the project, an object of it, or several such as a query gives; or what attributes lead to from there. */
export interface Value {
  readonly root: UseReceiver;
  /** Attributes from the root on: relations, if they are fields. */
  readonly hops: readonly string[];
  readonly form: "class" | "one" | "many";
}
