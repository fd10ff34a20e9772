import type { WordClass } from "../lexicon/lexicon.ts";
import { CLASS_GROUPS } from "../lexicon/lexicon.ts";
import type { Entity } from "../../schema/schema.ts";
import { type Clue, clueTo } from "./clue.ts";

/** What the project itself says that its entities are about. */
export interface ToldKinds {
  /** Of the entity itself; null where nothing is said. */
  readonly ofEntity: (path: string, entity: Pick<Entity, "name" | "appLabel">) => ToldKind | null;
  /** Of all that lies there. */
  readonly ofPath: (path: string) => ToldKind | null;
}

export interface ToldKind {
  readonly classes: readonly WordClass[];
  /** Of the sentence: "`Kunde`", "what lies in `katalog/**`". */
  readonly subject: string;
}

export const NOTHING_TOLD: ToldKinds = { ofEntity: () => null, ofPath: () => null };

export function toldSays({ classes, subject }: ToldKind): readonly Clue[] {
  return classes.map((name) => clueTo(name, 1, "policy", `the policy says that ${subject} ${says.get(name) ?? ""}`));
}

/** The first group of a class speaks for all. */
const says: ReadonlyMap<WordClass, string> = new Map(
  CLASS_GROUPS.toReversed().map((group) => [group.class, group.says]),
);
